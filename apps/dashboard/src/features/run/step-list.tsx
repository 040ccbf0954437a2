import type { Step } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactElement, useLayoutEffect, useRef } from 'react'
import { StatusIcon } from '../../components/status.tsx'
import { Took } from '../../components/time.tsx'
import { visible } from '../../format/text.ts'
import { actionText, OUTCOME_WORDS, outcomeOf, subjectText } from '../../words.ts'

const SHOWN_ABOVE_PX = 96

/** Steps in order; the arrow keys go from one to the next. */
export function StepList({ steps, selected }: { steps: readonly Step[]; selected: string | undefined }): ReactElement {
  const list = useRef<HTMLOListElement>(null)
  useLayoutEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (list.current && row) showRow(list.current, row)
  }, [])
  return (
    <ol
      ref={list}
      aria-label="Steps of the run"
      onKeyDown={moveFocus}
      className="panel divide-y divide-line overflow-hidden @min-[1000px]:max-h-[calc(100dvh-8rem)] @min-[1000px]:overflow-y-auto"
    >
      {steps.map((step) => (
        <StepRow key={step.id} step={step} selected={step.id === selected} />
      ))}
    </ol>
  )
}

function StepRow({ step, selected }: { step: Step; selected: boolean }): ReactElement {
  const { word, tone } = OUTCOME_WORDS[outcomeOf(step)]
  return (
    <li>
      <Link
        from="/runs/$run"
        to="."
        search={(previous) => ({ ...previous, view: 'steps' as const, sel: step.id })}
        resetScroll={false}
        aria-current={selected ? 'true' : undefined}
        className={`flex h-8 items-center gap-2 px-3 text-ink no-underline -outline-offset-2! max-sm:h-11 ${selected ? 'bg-selected' : 'hover:bg-hover'}`}
      >
        <StatusIcon tone={tone} label={word} />
        <span className="min-w-0 flex-1 truncate">
          <bdi>{subjectText(step)}</bdi> <span className="text-ink-3">{actionText(step)}</span>
          {step.outcome !== 'succeeded' && step.reason !== null && (
            <span className="text-ink-3">
              {' '}
              · <bdi>{visible(step.reason)}</bdi>
            </span>
          )}
        </span>
        <span className="text-ink-2">
          {step.outcome === 'notSent' ? (
            <span className="text-ink-3">not sent</span>
          ) : (
            <Took startedAt={step.startedAt} finishedAt={step.finishedAt} simulatedMs={step.simulatedMs} />
          )}
        </span>
      </Link>
    </li>
  )
}

/** Scrolls the list, never the page, so that the open step is seen on arrival. */
function showRow(list: HTMLElement, row: HTMLElement): void {
  const from = row.getBoundingClientRect().top - list.getBoundingClientRect().top
  if (from > list.clientHeight / 2) list.scrollTop += from - SHOWN_ABOVE_PX
}

function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const rows = [...event.currentTarget.querySelectorAll('a')]
  const at = rows.findIndex((row) => row.matches(':focus'))
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
