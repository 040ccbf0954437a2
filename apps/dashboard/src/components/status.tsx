import {
  CircleCheck,
  CircleDashed,
  CircleSlash,
  Clock,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import type { ReactElement } from 'react'

/** What a verdict or an outcome looks like; `none` is for what was never sent. */
export type Tone = 'pass' | 'fail' | 'warn' | 'run' | 'wait' | 'skip' | 'none'

const ICONS: Readonly<Record<Exclude<Tone, 'fail'>, LucideIcon>> = {
  pass: CircleCheck,
  warn: TriangleAlert,
  run: LoaderCircle,
  wait: Clock,
  skip: CircleSlash,
  none: CircleDashed,
}

const COLOURS: Readonly<Record<Tone, string>> = {
  pass: 'text-pass',
  fail: 'text-fail',
  warn: 'text-warn',
  run: 'text-run',
  wait: 'text-ink-2',
  skip: 'text-skip',
  none: 'text-skip',
}

/** Icon of a verdict; without a word beside it, `label` names it. */
export function StatusIcon({ tone, label }: { tone: Tone; label?: string }): ReactElement {
  const name = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  if (tone === 'fail') {
    return (
      <span {...name} className="inline-flex flex-none text-fail">
        <FilledOctagon />
      </span>
    )
  }
  const Icon = ICONS[tone]
  return (
    <span {...name} className={`inline-flex flex-none ${COLOURS[tone]}`}>
      <Icon size={16} strokeWidth={1.5} className={tone === 'run' ? 'spin' : ''} aria-hidden />
    </span>
  )
}

/** Verdict or outcome as icon, word and colour together. */
export function Status({ tone, word }: { tone: Tone; word: string }): ReactElement {
  return (
    <span className={`inline-flex items-center gap-1.5 align-middle whitespace-nowrap ${COLOURS[tone]}`}>
      <StatusIcon tone={tone} />
      <span>{word}</span>
    </span>
  )
}

/** Filled, so that a failure keeps its shape without colour. */
function FilledOctagon(): ReactElement {
  return (
    <svg width="16" height="16" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M8.5 2h7L22 8.5v7L15.5 22h-7L2 15.5v-7Z" fill="currentColor" />
      <path d="m15 9-6 6m0-6 6 6" className="stroke-surface" strokeWidth="2.25" strokeLinecap="round" />
    </svg>
  )
}
