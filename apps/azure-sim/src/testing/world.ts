import { createRandom, type Directory, type Person, type ScenarioContext } from '@scimulator/sim-kit'
import { COMMON_SHAPES, DEFAULT_PATCH_SHAPES, FLAG_PATCH_SHAPES } from '../evidence/shapes.ts'
import type { JobSetup } from '../job/job.ts'
import { DEFAULT_DIALECT, FLAG_DIALECT } from '../profiles/dialect.ts'

/** The job without the flag. */
export const DEFAULT_SETUP: JobSetup = { dialect: DEFAULT_DIALECT, shapes: [...COMMON_SHAPES, ...DEFAULT_PATCH_SHAPES] }

/** The job with the flag. */
export const FLAG_SETUP: JobSetup = { dialect: FLAG_DIALECT, shapes: [...COMMON_SHAPES, ...FLAG_PATCH_SHAPES] }

/** A context over a directory, with a fixed seed and a target on loopback. */
export function aContext(directory: Directory, knobs: Readonly<Record<string, string>> = {}): ScenarioContext {
  return {
    directory,
    knobs,
    state: { value: {} },
    onLoopback: true,
    now: () => new Date(0),
    random: (purpose) => createRandom('seed', purpose),
  }
}

/** A person of the directory. */
export function aPerson(id: string, more: Partial<Person> = {}): Person {
  const name = id.charAt(0).toUpperCase() + id.slice(1)
  return {
    id,
    userName: `${id}@contoso.com`,
    givenName: name,
    familyName: 'Doe',
    displayName: `${name} Doe`,
    email: `${id}@contoso.com`,
    active: true,
    ...more,
  }
}

/** Alice, managed by Bob, and a group with both. */
export function aliceAndBob(): Directory {
  return {
    people: [aPerson('alice', { title: 'Engineer', department: 'R&D', manager: 'bob' }), aPerson('bob')],
    groups: [{ id: 'sales', displayName: 'Sales', members: ['alice', 'bob'] }],
  }
}

/** Forty people in six groups, some without title or department, two inactive. */
export function fortyPeople(): Directory {
  const people = Array.from({ length: 40 }, (_, index): Person => {
    const extra = index % 3 === 0 ? {} : { title: 'Analyst', department: `Team ${index % 4}` }
    const manager = index > 0 && index % 5 === 0 ? { manager: `p${index - 1}` } : {}
    return aPerson(`p${index}`, { ...extra, ...manager, active: index !== 7 && index !== 21 })
  })
  const groups = Array.from({ length: 6 }, (_, index) => ({
    id: `g${index}`,
    displayName: `Group ${index}`,
    members: people.filter((_person, at) => at % 6 === index || at % 7 === index).map(({ id }) => id),
  }))
  return { people, groups }
}
