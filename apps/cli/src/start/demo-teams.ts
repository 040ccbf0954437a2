import { generateDirectory, type Person } from '@scimulator/sim-kit'
import type { SimulatorApp } from '../workspace.ts'

/** How many people and groups a demo directory has. */
export const demoSize = { users: 24, groups: 5 } as const

/** A demo team as the server is told to make it. */
export interface DemoTeam {
  readonly team: string
  readonly displayName: string
  readonly vendor: string
  readonly people: readonly ExistingPerson[]
  readonly spaces: readonly ExistingSpace[]
}

/** What the team has before anybody comes: there is something to lose and to find again. */
export interface ExistingSpace {
  readonly name: string
  readonly kind: 'open'
  readonly documents: readonly { readonly title: string; readonly body: string }[]
}

const SPACES: readonly ExistingSpace[] = [
  {
    name: 'Welcome',
    kind: 'open',
    documents: [
      {
        title: 'Who sees this',
        body: 'Everybody who is active in the team. Take the app from somebody at the identity provider and they cannot open it any more; give it back, and they find it where it was.',
      },
    ],
  },
]

/** Somebody who is in the team before the identity provider comes, so that it finds and links them. */
export interface ExistingPerson {
  readonly userName: string
  readonly givenName: string
  readonly familyName: string
}

/** The seed of a team's demo directory: the same people on every start. */
export function demoSeed(team: string): string {
  return `demo-${team}`
}

/** The demo teams of the given simulators; the first people of each directory are members already. */
export function demoTeams(simulators: readonly SimulatorApp[]): DemoTeam[] {
  return simulators.flatMap(({ vendor, demo }) => {
    if (!demo) return []
    const { people } = generateDirectory({ ...demoSize, seed: demoSeed(demo.team) })
    return [
      {
        team: demo.team,
        displayName: demo.displayName,
        vendor,
        people: people.filter(isActive).slice(0, 3).map(toExisting),
        spaces: SPACES,
      },
    ]
  })
}

function isActive(person: Person): boolean {
  return person.active
}

function toExisting({ userName, givenName, familyName }: Person): ExistingPerson {
  return { userName, givenName, familyName }
}
