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
}

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
