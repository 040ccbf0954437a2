import type { Run } from '@scimulator/admin-api'
import { ArrowUp } from 'lucide-react'
import type { ReactElement } from 'react'
import { useNarrow } from '../../components/use-media.ts'
import { plural } from '../../format/text.ts'
import { RunRows } from './run-rows.tsx'
import { useHeldRuns } from './use-held-runs.ts'

interface RunsListProps {
  runs: readonly Run[]
  /** Changes when another list is asked for: then nothing is held back. */
  listKey: string
  label: string
  /** Rows shown at most; all when absent. */
  most?: number
}

/** A live list of runs: new ones wait while the list is in use. */
export function RunsList({ runs, listKey, label, most }: RunsListProps): ReactElement {
  const narrow = useNarrow()
  const { rows, waiting, ref, takeIn } = useHeldRuns(runs, listKey, most)
  return (
    <div ref={ref} className="relative">
      {waiting.length > 0 && (
        <button
          type="button"
          onClick={takeIn}
          className="sticky top-14 z-20 mx-auto -mt-4 -mb-4 flex h-8 items-center gap-1 rounded-full border border-control bg-raised px-3 shadow-overlay"
        >
          <ArrowUp size={14} strokeWidth={1.5} aria-hidden />
          {plural(waiting.length, 'new run')}
        </button>
      )}
      <RunRows runs={rows} narrow={narrow} label={label} />
    </div>
  )
}
