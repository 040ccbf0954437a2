import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { RunDetail } from '../../api/run-detail.ts'
import { buttonClass } from '../../components/button.tsx'
import { EmptyState } from '../../components/page-state.tsx'
import { Pager } from '../../components/pager.tsx'
import { useMedia } from '../../components/use-media.ts'
import { formatCount } from '../../format/text.ts'
import type { RunSearch } from '../../search.ts'
import { StepDetail } from './step-detail.tsx'
import { StepFilters } from './step-filters.tsx'
import { StepList } from './step-list.tsx'
import { filterSteps, firstToShow, pageOf, STEPS_PER_PAGE } from './steps.ts'

/** Steps on the left, the open one on the right; one after the other where there is room for one column. */
export function StepsView({ detail, search }: { detail: RunDetail; search: RunSearch }): ReactElement {
  const twoColumns = useMedia('(width >= 70rem)')
  const [opening] = useState(() => search.sel ?? firstToShow(detail.steps)?.id)
  const selected = search.sel ?? (twoColumns ? (opening ?? detail.steps[0]?.id) : undefined)
  const step = detail.steps.find((each) => each.id === selected)

  if (!twoColumns && step) {
    return (
      <div className="flex flex-col gap-3">
        <p>
          <Link
            from="/runs/$run"
            to="."
            search={(previous) => ({ ...previous, view: 'steps' as const, sel: undefined })}
            className={buttonClass('plain')}
          >
            <ArrowLeft size={16} strokeWidth={1.5} aria-hidden />
            All steps
          </Link>
        </p>
        <StepDetail key={step.id} detail={detail} step={step} />
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <StepFilters steps={detail.steps} search={search} />
      <div className={twoColumns ? 'grid grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)] items-start gap-4' : ''}>
        <Found detail={detail} search={search} selected={step?.id} />
        {twoColumns && step && (
          <section aria-label="Step" className="min-w-0">
            <StepDetail key={step.id} detail={detail} step={step} />
          </section>
        )}
      </div>
    </div>
  )
}

function Found({
  detail,
  search,
  selected,
}: {
  detail: RunDetail
  search: RunSearch
  selected: string | undefined
}): ReactElement {
  const found = filterSteps(detail.steps, search)
  const shown = pageOf(found, search.page ?? 1, STEPS_PER_PAGE)
  if (detail.steps.length === 0) return <EmptyState title="No step yet." />
  if (found.length === 0) return <EmptyState title="No step matches these filters." />
  return (
    <section aria-label="Steps" className="flex min-w-0 flex-col gap-2 @min-[1000px]:sticky @min-[1000px]:top-16">
      <StepList steps={shown.items} selected={selected} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-meta text-ink-3">
          {formatCount(found.length)} of {formatCount(detail.steps.length)} steps
        </p>
        <Pager page={shown.page} pages={shown.pages} />
      </div>
    </section>
  )
}
