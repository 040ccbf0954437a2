import type { Step } from '@scimulator/admin-api'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { FilterSelect } from '../../components/filter-select.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { formatCount } from '../../format/text.ts'
import type { RunSearch } from '../../search.ts'
import { ACTION_WORDS, OUTCOME_WORDS, outcomeOf } from '../../words.ts'
import { countBy } from './steps.ts'

/** Narrows and orders the steps of a run; the address is the state. */
export function StepFilters({ steps, search }: { steps: readonly Step[]; search: RunSearch }): ReactElement {
  const navigate = useNavigate({ from: '/runs/$run' })
  const change = (next: RunSearch): void => {
    const search = (previous: RunSearch): RunSearch => ({ ...previous, view: 'steps', page: undefined, ...next })
    void navigate({ search, replace: true })
  }
  const outcomes = countBy(steps, outcomeOf)
  const actions = countBy(steps, (step) => step.action)
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchBox
        label="Find a person or group"
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
      <FilterSelect
        label="Outcome"
        value={search.outcome}
        options={outcomes.map(([value, count]) => ({
          value,
          label: `${OUTCOME_WORDS[value].word} (${formatCount(count)})`,
        }))}
        onChange={(value) => change({ outcome: outcomes.find(([each]) => each === value)?.[0] })}
      />
      <FilterSelect
        label="Action"
        value={search.action}
        options={actions.map(([value, count]) => ({ value, label: `${ACTION_WORDS[value]} (${formatCount(count)})` }))}
        onChange={(value) => change({ action: actions.find(([each]) => each === value)?.[0] })}
      />
      <label className="flex h-8 items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={search.sort === 'failed'}
          onChange={(event) => change({ sort: event.target.checked ? 'failed' : undefined })}
        />
        Failed first
      </label>
    </search>
  )
}
