import type { AuditRow } from '@scimulator/admin-api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { runQuery, runsQuery } from '../../../api/queries.ts'
import { visible } from '../../../format/text.ts'
import { firstHero } from './journey.ts'

const route = getRouteApi('/')

/** The person of the story, by userName, and who could be. */
export interface Hero {
  userName: string | undefined
  people: readonly { userName: string; active: boolean }[]
  choose: (userName: string) => void
}

/** The person of the story: the one the address names, else somebody of the directory as the newest run left it. */
export function useHero(team: string, vendor: string, rows: readonly AuditRow[] | undefined): Hero {
  const { hero } = route.useSearch()
  const navigate = route.useNavigate()
  const runs = useQuery(runsQuery({ team }))
  const newest = runs.data?.find((run) => run.vendor === vendor && run.status === 'finished')
  // While a newer run is read, the person and the buttons stay where they are.
  const run = useQuery({
    ...runQuery(newest?.id ?? ''),
    enabled: newest !== undefined,
    placeholderData: keepPreviousData,
  })
  const people = run.data?.expected?.users ?? []
  return {
    userName: people.find(({ userName }) => userName === hero)?.userName ?? firstHero(people, rows ?? []),
    people,
    choose: (userName) => {
      void navigate({
        search: (previous) => ({ ...previous, story: team, hero: userName }),
        replace: true,
        resetScroll: false,
      })
    },
  }
}

/** Chooses the person of the story. */
export function HeroChoice({ hero: { userName, people, choose } }: { hero: Hero }): ReactElement | null {
  if (userName === undefined) return null
  return (
    <select
      aria-label="Person of the story"
      className="control w-64 max-w-full"
      value={userName}
      onChange={(event) => choose(event.target.value)}
    >
      {people.map((person) => (
        <option key={person.userName} value={person.userName}>
          {person.active ? '' : '(not assigned) '}
          {visible(person.userName)}
        </option>
      ))}
    </select>
  )
}
