import { type Directory, withGroup, withoutGroup, withoutPerson, withPerson } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { openJob } from '../job/job.ts'
import { dropLinks } from '../job/links.ts'
import { createResponder, type Responder } from '../testing/responder.ts'
import { EXACT, PROBES, trace } from '../testing/trace.ts'
import { aContext, aliceAndBob, aPerson, DEFAULT_SETUP, FLAG_SETUP } from '../testing/world.ts'
import { incrementalCycle } from './incremental-cycle.ts'
import { initialCycle } from './initial-cycle.ts'

const _SCIM = { 'Content-Type': 'application/scim+json' }

function linkedWorld(setup = DEFAULT_SETUP): {
  directory: Directory
  responder: Responder
  later: (after: Directory) => Played<boolean>
} {
  const directory = aliceAndBob()
  const responder = createResponder()
  const context = aContext(directory, EXACT)
  const job = openJob(setup, context)
  play(initialCycle(job, directory), responder.answer)
  return { directory, responder, later: (after) => play(incrementalCycle(job, directory, after), responder.answer) }
}

describe('the initial cycle', () => {
  test('T2: probes, matching, create and link, groups, then the references', () => {
    const responder = createResponder()
    const bob = { userName: 'bob@contoso.com', active: true, displayName: 'Bob Doe', externalId: 'bob' }
    const name = { formatted: 'Bob Doe', familyName: 'Doe', givenName: 'Old' }
    const emails = [{ type: 'work', value: 'bob@contoso.com' }]
    responder.users.set('b', { schemas: [], id: 'b', ...bob, name, emails })
    const { requests } = play(
      initialCycle(openJob(DEFAULT_SETUP, aContext(aliceAndBob(), EXACT)), aliceAndBob()),
      responder.answer,
    )
    expect(trace(requests)).toEqual([
      ...PROBES,
      'GET /Users?filter=userName+eq+%22alice%40contoso.com%22',
      'POST /Users',
      'GET /Users?filter=userName+eq+%22bob%40contoso.com%22',
      'PATCH /Users/b [{"op":"Replace","path":"name.givenName","value":"Bob"}]',
      'GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Sales%22',
      'POST /Groups',
      'PATCH /Users/Users-1 [{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"b"}]',
      'PATCH /Groups/Groups-2 [{"op":"Add","path":"members","value":[{"value":"Users-1"},{"value":"b"}]}]',
    ])
  })

  test('a user that agrees already is linked without a write', () => {
    const { directory, responder } = linkedWorld()
    const job = openJob(DEFAULT_SETUP, aContext(directory, EXACT))
    const { requests, steps } = play(initialCycle(job, { ...directory, groups: [] }), responder.answer)
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(steps.filter(({ action }) => action === 'link')).toHaveLength(2)
  })

  test('links that are kept are read by id, not matched', () => {
    const { directory, responder } = linkedWorld()
    const context = aContext(directory, EXACT)
    play(initialCycle(openJob(DEFAULT_SETUP, context), directory), responder.answer)
    const { requests } = play(initialCycle(openJob(DEFAULT_SETUP, context), directory), responder.answer)
    expect(trace(requests).slice(2)).toEqual([
      'GET /Users/Users-1',
      'GET /Users/Users-2',
      'GET /Groups/Groups-3?excludedAttributes=members',
    ])
  })

  test('a person disabled at the source is not created', () => {
    const directory = { people: [aPerson('alice', { active: false })], groups: [] }
    const { requests, steps } = play(
      initialCycle(openJob(DEFAULT_SETUP, aContext(directory)), directory),
      createResponder().answer,
    )
    expect(trace(requests)).toEqual(PROBES)
    expect(steps.at(-1)?.result?.outcome).toBe('notSent')
    expect(steps.at(-1)?.result?.reason).toContain('NotEffectivelyEntitled')
  })

  test('a member and a manager out of scope are not sent', () => {
    const directory = {
      ...aliceAndBob(),
      people: aliceAndBob().people.map((one) => ({ ...one, active: one.id !== 'bob' })),
    }
    const { requests, steps } = play(
      initialCycle(openJob(DEFAULT_SETUP, aContext(directory, EXACT)), directory),
      createResponder().answer,
    )
    expect(trace(requests).filter((line) => line.startsWith('PATCH'))).toEqual([
      'PATCH /Groups/Groups-2 [{"op":"Add","path":"members","value":[{"value":"Users-1"}]}]',
    ])
    expect(steps.filter(({ result }) => result?.outcome === 'notSent').map(({ action }) => action)).toEqual([
      'create',
      'update',
      'addMembers',
    ])
  })

  test('members are added in operations of at most 20', () => {
    const people = Array.from({ length: 45 }, (_, index) => aPerson(`p${index}`))
    const directory = { people, groups: [{ id: 'all', displayName: 'All', members: people.map(({ id }) => id) }] }
    const { requests } = play(
      initialCycle(openJob(DEFAULT_SETUP, aContext(directory, EXACT)), directory),
      createResponder().answer,
    )
    const counts = requests.flatMap(({ shape, body }) =>
      shape === 'add-members' ? [(JSON.stringify(body).match(/"value":"/g) ?? []).length] : [],
    )
    expect(counts).toEqual([20, 20, 5])
  })
})

describe('an incremental cycle', () => {
  test('with nothing to do sends the probes only', () => {
    const { directory, later } = linkedWorld()
    expect(trace(later(directory).requests)).toEqual(PROBES)
  })

  test('T3: a changed title is read and replaced', () => {
    const { directory, later } = linkedWorld()
    const { requests } = later(
      withPerson(directory, aPerson('alice', { title: 'Director', department: 'R&D', manager: 'bob' })),
    )
    expect(trace(requests).slice(2)).toEqual([
      'GET /Users/Users-1',
      'PATCH /Users/Users-1 [{"op":"Replace","path":"title","value":"Director"}]',
    ])
  })

  test('T4 and T5: losing access disables, getting it back restores, memberships stay', () => {
    const { directory, responder, later } = linkedWorld()
    const [alice] = directory.people
    if (!alice) throw new TypeError('no Alice')
    const gone = withPerson(directory, { ...alice, active: false })
    expect(trace(later(gone).requests).slice(2)).toEqual([
      'GET /Users/Users-1',
      'PATCH /Users/Users-1 [{"op":"Replace","path":"active","value":"False"}]',
    ])
    const context = aContext(directory, EXACT)
    const job = openJob(DEFAULT_SETUP, context)
    play(initialCycle(job, { ...directory, people: [alice] }), responder.answer)
    expect(responder.users.get('Users-1')?.active).toBe(true)
  })

  test('T5 with the link kept', () => {
    const { directory, later } = linkedWorld(FLAG_SETUP)
    const [alice] = directory.people
    if (!alice) throw new TypeError('no Alice')
    const { requests } = later(withPerson(directory, { ...alice, active: false }))
    expect(trace(requests).slice(2)).toEqual([
      'GET /Users/Users-1?aadOptscim062020',
      'PATCH /Users/Users-1?aadOptscim062020 [{"op":"replace","path":"active","value":false}]',
    ])
  })

  test('T6: a purged person is deleted', () => {
    const { directory, later } = linkedWorld()
    const requests = trace(later(withoutPerson(directory, 'alice')).requests)
    expect(requests.slice(2)).toEqual(['DELETE /Users/Users-1', 'GET /Groups/Groups-3?excludedAttributes=members'])
  })

  test('T7: a renamed group and a member gone are two requests', () => {
    const { directory, later } = linkedWorld()
    const { requests } = later(withGroup(directory, { id: 'sales', displayName: 'New', members: ['bob'] }))
    expect(trace(requests).slice(2)).toEqual([
      'GET /Groups/Groups-3?excludedAttributes=members',
      'PATCH /Groups/Groups-3 [{"op":"Replace","path":"displayName","value":"New"}]',
      'PATCH /Groups/Groups-3 [{"op":"Remove","path":"members","value":[{"value":"Users-1"}]}]',
    ])
  })

  test('T8: an unassigned group is read and deleted', () => {
    const { directory, later } = linkedWorld()
    expect(trace(later(withoutGroup(directory, 'sales')).requests).slice(2)).toEqual([
      'GET /Groups/Groups-3?excludedAttributes=members',
      'DELETE /Groups/Groups-3',
    ])
  })

  test('a cleared attribute sends nothing', () => {
    const { directory, later } = linkedWorld()
    const { requests, steps } = later(withPerson(directory, aPerson('alice', { department: 'R&D', manager: 'bob' })))
    expect(trace(requests).slice(2)).toEqual(['GET /Users/Users-1'])
    expect(steps.at(-1)?.result?.outcome).toBe('notSent')
    expect(steps.at(-1)?.result?.reason).toContain('title')
  })

  test('attributes absent or empty in the answer are added, different ones replaced', () => {
    const { directory, responder, later } = linkedWorld()
    const user = responder.users.get('Users-1')
    if (!user) throw new TypeError('no user')
    user.name = { givenName: '', familyName: 'Old', formatted: 'Alice Doe' }
    const { requests } = later(
      withPerson(directory, aPerson('alice', { title: 'X', department: 'R&D', manager: 'bob' })),
    )
    expect(requests.at(-1)?.body?.Operations).toEqual([
      { op: 'Replace', path: 'title', value: 'X' },
      { op: 'Add', path: 'name.givenName', value: 'Alice' },
      { op: 'Replace', path: 'name.familyName', value: 'Doe' },
    ])
  })
})

test('after Restart provisioning (Full) everything is matched and linked again', () => {
  const directory = aliceAndBob()
  const responder = createResponder()
  const job = openJob(DEFAULT_SETUP, aContext(directory, EXACT))
  play(initialCycle(job, directory), responder.answer)
  dropLinks(job.links)
  const { requests, findings } = play(initialCycle(job, directory), responder.answer)
  expect(findings).toEqual([])
  expect(requests.filter(({ method }) => method === 'POST')).toEqual([])
  expect(requests.at(-1)?.shape).toBe('add-members')
  expect(requests.at(-1)?.quirks).toContain('re-add-member')
})
