import type { Simulator, Team } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, type ReactElement, Suspense } from 'react'
import { teamsQuery } from '../../../api/queries.ts'
import { Skeleton } from '../../../components/page-state.tsx'

const Story = lazy(async () => ({ default: (await import('./story.tsx')).Story }))
const route = getRouteApi('/')

/** The way through the product in one demo team, step by step; nothing where no simulator belongs to a team. */
export function StoryCard({ simulators }: { simulators: readonly Simulator[] }): ReactElement | null {
  const { story } = route.useSearch()
  const navigate = route.useNavigate()
  const teams = useQuery(teamsQuery)
  const playable = (teams.data ?? []).filter(({ vendor }) =>
    simulators.some((simulator) => simulator.vendor === vendor),
  )
  const team = playable.find(({ name }) => name === story) ?? playable[0]
  const simulator = simulators.find(({ vendor }) => vendor === team?.vendor)
  if (!team || !simulator) return null
  const choose = (name: string): void => {
    void navigate({
      search: (previous) => ({ ...previous, story: name, hero: undefined }),
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <section aria-labelledby="story" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="story" className="text-section font-semibold">
          The story
        </h2>
        <TeamChoice teams={playable} value={team.name} onChange={choose} />
      </div>
      <Suspense fallback={<Skeleton label="the story" />}>
        <Story key={team.name} team={team.name} simulator={simulator} />
      </Suspense>
    </section>
  )
}

function TeamChoice({
  teams,
  value,
  onChange,
}: {
  teams: readonly Team[]
  value: string
  onChange: (name: string) => void
}): ReactElement {
  return (
    <select
      aria-label="Team of the story"
      className="control"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {teams.map(({ name, displayName }) => (
        <option key={name} value={name}>
          {displayName}
        </option>
      ))}
    </select>
  )
}
