import {
  type Directory,
  type DirectoryGroup,
  type Person,
  withGroup,
  withoutGroup,
  withoutPerson,
  withPerson,
} from '@scimulator/sim-kit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openJob, saveJob } from '../job/job.ts'
import { type ResetScope, restart } from '../job/restart.ts'
import { aTestApp, type TestApp } from '../testing/clock.ts'
import { held, sorted } from '../testing/held.ts'
import type { Fault } from '../testing/responder.ts'
import { aPerson, DEFAULT_SETUP, FLAG_SETUP } from '../testing/world.ts'

const MINUTE = 60_000
const NAMES = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay']
const GROUPS = ['red', 'blue']

/** What happens between two looks at the directory. */
type Event =
  | { readonly type: 'join' | 'toggle' | 'delete'; readonly who: number }
  | { readonly type: 'rename'; readonly who: number; readonly name: number }
  | { readonly type: 'swap'; readonly who: number; readonly name: number }
  | { readonly type: 'title' | 'manager'; readonly who: number; readonly name: number }
  | { readonly type: 'group'; readonly group: number; readonly members: readonly number[]; readonly name: string }
  | { readonly type: 'dropGroup'; readonly group: number }
  | { readonly type: 'pass'; readonly minutes: number }
  | { readonly type: 'restart'; readonly scope: ResetScope }

const index = fc.nat({ max: 7 })
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ type: fc.constantFrom('join' as const, 'toggle' as const, 'delete' as const), who: index }),
  fc.record({ type: fc.constantFrom('rename' as const, 'swap' as const), who: index, name: index }),
  fc.record({ type: fc.constantFrom('title' as const, 'manager' as const), who: index, name: index }),
  fc.record({
    type: fc.constant('group' as const),
    group: fc.nat({ max: 1 }),
    members: fc.uniqueArray(index, { maxLength: 4 }),
    name: fc.constantFrom(...GROUPS),
  }),
  fc.record({ type: fc.constant('dropGroup' as const), group: fc.nat({ max: 1 }) }),
  fc.record({ type: fc.constant('pass' as const), minutes: fc.constantFrom(10, 40, 500, 3000, 45_000) }),
  fc.record({
    type: fc.constant('restart' as const),
    scope: fc.constantFrom<ResetScope>('Full', 'Watermark', 'Escrows'),
  }),
)

test.each([
  ['default', DEFAULT_SETUP],
  ['flag', FLAG_SETUP],
])('whatever happens in the directory, the target holds what is expected (%s)', (_name, setup) => {
  fc.assert(
    fc.property(fc.array(fc.array(event, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), (rounds) => {
      const app = aTestApp({ setup, fault: uniqueNames(() => app) })
      let before: Directory = { people: [aPerson('p0', { userName: 'ann@contoso.com' })], groups: [] }
      app.follow({ before: undefined, after: before })
      for (const round of rounds) {
        const after = round.reduce((directory, happening) => apply(app, directory, happening), before)
        const { result } = app.follow({ before, after })
        expect(sorted(result)).toEqual(held(app.responder))
        before = after
      }
    }),
    { numRuns: 200 },
  )
})

/** A target that refuses a userName or displayName somebody else has. */
function uniqueNames(app: () => TestApp): Fault {
  return ({ method, path, body }, correct) => {
    const operations = method === 'PATCH' ? JSON.stringify(body?.Operations) : ''
    const user = path.startsWith('/Users')
    const resources = user ? app().responder.users : app().responder.groups
    const attribute = user ? 'userName' : 'displayName'
    const wanted = new RegExp(`"path":"${attribute}","value":"([^"]+)"|"${attribute}":"([^"]+)"`).exec(operations)
    const name = (wanted?.[1] ?? wanted?.[2])?.toLowerCase()
    const [, , id] = (path.split('?')[0] ?? '').split('/')
    const taken = [...resources].some(
      ([other, resource]) => other !== id && String(resource[attribute]).toLowerCase() === name,
    )
    return name !== undefined && taken ? { status: 409 } : correct()
  }
}

function apply(app: TestApp, directory: Directory, happening: Event): Directory {
  const person = (at: number): Person | undefined => directory.people[at % Math.max(directory.people.length, 1)]
  const isFree = (name: string): boolean => directory.people.every(({ userName }) => userName !== name)
  switch (happening.type) {
    case 'join': {
      const name = `${NAMES[happening.who % NAMES.length]}@contoso.com`
      const id = `p${happening.who}-${directory.people.length}`
      return isFree(name) && directory.people.every((known) => known.id !== id)
        ? withPerson(directory, aPerson(id, { userName: name }))
        : directory
    }
    case 'delete': {
      const gone = person(happening.who)
      return gone ? withoutPerson(directory, gone.id) : directory
    }
    case 'toggle': {
      const one = person(happening.who)
      return one ? withPerson(directory, { ...one, active: !one.active }) : directory
    }
    case 'rename': {
      const one = person(happening.who)
      const userName = `${NAMES[happening.name % NAMES.length]}@contoso.com`
      return one && isFree(userName) ? withPerson(directory, { ...one, userName }) : directory
    }
    case 'swap': {
      const [one, other] = [person(happening.who), person(happening.name)]
      if (!one || !other) return directory
      return withPerson(withPerson(directory, { ...one, userName: other.userName }), {
        ...other,
        userName: one.userName,
      })
    }
    case 'title': {
      const one = person(happening.who)
      return one ? withPerson(directory, { ...one, title: `Title ${happening.name}` }) : directory
    }
    case 'manager': {
      const [one, boss] = [person(happening.who), person(happening.name)]
      return one && boss && one !== boss ? withPerson(directory, { ...one, manager: boss.id }) : directory
    }
    case 'group': {
      const members = [...new Set(happening.members.flatMap((at) => person(at)?.id ?? []))]
      const group: DirectoryGroup = { id: `g${happening.group}`, displayName: happening.name, members }
      const free = directory.groups.every(({ id, displayName }) => id === group.id || displayName !== group.displayName)
      return free ? withGroup(directory, group) : directory
    }
    case 'dropGroup':
      return withoutGroup(directory, `g${happening.group}`)
    case 'pass':
      app.pass(happening.minutes * MINUTE)
      return directory
    case 'restart':
      app.play(directory, function* (context) {
        const job = openJob(DEFAULT_SETUP, context)
        restart(job, [happening.scope])
        saveJob(job)
        yield* []
      })
      return directory
  }
}
