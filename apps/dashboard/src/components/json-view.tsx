import { type ReactElement, type ReactNode, useMemo, useState } from 'react'
import { type JsonLine, type JsonTokenKind, jsonLines } from '../format/json-lines.ts'
import { Button } from './button.tsx'

const FIRST_LINES = 1000
const DEEPEST_INDENT = 30

const COLOURS: Readonly<Record<JsonTokenKind, string>> = {
  key: 'text-code-key',
  string: 'text-code-str',
  number: 'text-code-num',
  literal: 'text-code-bool',
  punctuation: 'text-code-punct',
}

/** A body as pretty lines when it is JSON, else as it is. */
export function BodyView({ text, label, raw }: { text: string; label: string; raw: boolean }): ReactElement {
  const lines = useMemo(() => (raw ? null : jsonLines(text)), [raw, text])
  if (lines === null) {
    return (
      <CodeBox label={label}>
        <code className="block px-3 break-words whitespace-pre-wrap">{text}</code>
      </CodeBox>
    )
  }
  return <Lines lines={lines} label={label} />
}

function Lines({ lines, label }: { lines: JsonLine[]; label: string }): ReactElement {
  const [all, setAll] = useState(false)
  const shown = all ? lines : lines.slice(0, FIRST_LINES)
  return (
    <>
      <CodeBox label={label}>
        {shown.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a body never move
          <Line key={position} line={line} number={position + 1} />
        ))}
      </CodeBox>
      {shown.length < lines.length && (
        <Button className="m-2" onClick={() => setAll(true)}>
          Show all {lines.length} lines
        </Button>
      )}
    </>
  )
}

function CodeBox({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      translate="no"
      className="max-h-[32rem] overflow-auto py-2 font-mono text-code"
    >
      {children}
    </section>
  )
}

function Line({ line, number }: { line: JsonLine; number: number }): ReactElement {
  const indent = Math.min(line.indent, DEEPEST_INDENT) * 2
  // A long value goes on under its own start, not at the left edge.
  const hanging = { paddingLeft: `${indent + 2}ch`, textIndent: '-2ch' }
  return (
    <div className="flex hover:bg-hover">
      <span aria-hidden className="w-9 flex-none pr-3 text-right text-ink-3 select-none">
        {number}
      </span>
      <code className="min-w-0 flex-1 pr-3 break-words whitespace-pre-wrap" style={hanging}>
        {line.tokens.map((token, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a line never move
          <bdi key={position} className={COLOURS[token.kind]}>
            {token.text}
          </bdi>
        ))}
        {'\n'}
      </code>
    </div>
  )
}
