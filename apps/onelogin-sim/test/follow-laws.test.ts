import { createRandom, type Directory, type Person } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { aFullDirectory, aPerson } from './context.ts'
import { sorted } from './play-scenario.ts'
import { ScimResponder } from './scim-responder.ts'
import { playAll, Story } from './story.ts'

describe('any two directories', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))('leave the target as expected (seed %i)', (seed) => {
    const random = createRandom(String(seed), 'follow')
    const removed = random.pick(['Suspend', 'Delete', 'Do Nothing'])
    const knobs = {
      'when-app-removed': removed,
      'when-suspended': random.pick(['Suspend', 'Do Nothing']),
      leavers: random.pick(['status Suspended', 'app access removed']),
      'membership-patches': random.pick(['all', 'changed']),
    }
    const story = new Story(knobs)
    let directory = aFullDirectory(String(seed))
    playAll(story, directory)
    for (let round = 0; round < 5; round++) {
      directory = shaken(directory, random)
      const [played] = playAll(story, JSON.parse(JSON.stringify(directory)) as Directory)
      const told = new Set(played?.findings.map(({ id }) => id))
      told.delete('user-name-taken')
      expect([...told]).toEqual([])
    }
  })
})

describe('any two directories, at a target that fails now and then', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))('leave the target as expected (seed %i)', (seed) => {
    const random = createRandom(String(seed), 'failing')
    const server = new ScimResponder()
    const failing: ScimResponder['respond'] = (request) => {
      // Enable must succeed, or nothing is sent at all.
      if (request.shape === 'enable-probe' || random.integer(6) > 0) return server.respond(request)
      return random.pick([{ status: 500 }, { status: 429 }, { silence: 'timed out' }])
    }
    const story = new Story({ 'when-app-removed': random.pick(['Suspend', 'Delete', 'Do Nothing']) }, server, failing)
    let directory = aFullDirectory(String(seed))
    playAll(story, directory)
    for (let round = 0; round < 4; round++) {
      directory = shaken(directory, random)
      playAll(story, directory)
    }
  })
})

describe('any two directories, with every task held back', () => {
  test.each(Array.from({ length: 30 }, (_, seed) => seed))('leave the target as expected (seed %i)', (seed) => {
    const random = createRandom(String(seed), 'approval')
    const knobs = { 'admin-approval': 'ticked', 'when-app-removed': random.pick(['Suspend', 'Delete', 'Do Nothing']) }
    const story = new Story(knobs)
    let directory = aFullDirectory(String(seed))
    for (let round = 0; round < 5; round++) {
      const [played] = playAll(story, directory)
      const writes = played?.requests.filter(({ method }) => method !== 'GET') ?? []
      // What was never held back are removals with Do Nothing, which send nothing either.
      expect(writes).toEqual([])
      const chosen = random.pick(['approveAll', 'approveAll', 'skipAll', undefined])
      if (chosen !== undefined) {
        const after = story.act(chosen, directory)
        expect(sorted(story.server.state())).toEqual(sorted(after.result))
      }
      directory = shaken(directory, random)
    }
  })
})

/** The directory after a day on which everything happens at once. */
function shaken({ people, groups }: Directory, random: ReturnType<typeof createRandom>): Directory {
  const names = people.map(({ userName }) => userName)
  const moved = people.flatMap((person): Person[] => {
    const dice = random.integer(12)
    if (dice === 0) return []
    if (dice === 1) return [{ ...person, active: !person.active }]
    if (dice === 2) return [{ ...person, title: random.pick(['Boss', 'Engineer', '']) }]
    if (dice === 3) return [{ ...person, userName: `new-${random.integer(1000)}-${person.userName}` }]
    return [person]
  })
  const [first, second] = [random.integer(moved.length), random.integer(moved.length)]
  const [a, b] = [moved[first], moved[second]]
  if (a !== undefined && b !== undefined && a !== b) {
    moved[first] = { ...a, userName: b.userName }
    moved[second] = { ...b, userName: a.userName }
  }
  const reused = random.pick(names)
  const taken = moved.some(({ userName }) => userName === reused)
  const newcomer = aPerson({
    id: `n-${random.integer(1_000_000)}`,
    userName: taken ? `n-${random.integer(1_000_000)}@acme.test` : reused,
  })
  const all = [...moved, newcomer]
  const kept = groups.filter(() => random.integer(10) > 0)
  const others = kept.map((group) => ({
    ...group,
    displayName: random.integer(6) === 0 ? `Group ${random.integer(8)} ${group.id}` : group.displayName,
    members: all.filter(({ id }) => group.members.includes(id) !== (random.integer(8) === 0)).map(({ id }) => id),
  }))
  return { people: all, groups: others }
}
