import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { RunDetail } from '../../api/run-detail.ts'
import { useNarrow } from '../../components/use-media.ts'
import { formatCount } from '../../format/text.ts'
import type { RunView } from '../../search.ts'

/** Views of a run; each has its own address. */
export function ViewTabs({ view, detail }: { view: RunView; detail: RunDetail }): ReactElement {
  const { coverage } = detail.run
  const { expected } = detail
  const narrow = useNarrow()
  return (
    <nav aria-label="Views of this run" className="flex gap-1 overflow-x-auto border-b border-line">
      <Tab to="findings" view={view} label="Findings" count={formatCount(detail.findings.length)} />
      <Tab to="steps" view={view} label="Steps" count={formatCount(detail.steps.length)} />
      <Tab
        to="coverage"
        view={view}
        label="Coverage"
        // Where there is room for one column, the head of the page says it.
        count={narrow ? undefined : coverage ? `${coverage.exercised}/${coverage.known}` : '–'}
      />
      {expected && <Tab to="expected" view={view} label="Expected" />}
    </nav>
  )
}

function Tab({
  to,
  view,
  label,
  count,
}: {
  to: RunView
  view: RunView
  label: string
  count?: string | undefined
}): ReactElement {
  const current = to === view
  return (
    <Link
      from="/runs/$run"
      to="."
      search={{ view: to }}
      aria-current={current ? 'page' : undefined}
      className={`-mb-px flex h-9 items-center gap-2 border-b-2 px-3 text-prose whitespace-nowrap max-sm:gap-1 max-sm:px-2 no-underline -outline-offset-2! ${
        current ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-2 hover:text-ink'
      }`}
    >
      {label}
      {count !== undefined && <span className="min-w-6 text-meta text-ink-3 tabular-nums">{count}</span>}
    </Link>
  )
}
