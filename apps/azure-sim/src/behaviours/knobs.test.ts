import { type Directory, withPerson } from '@scimulator/sim-kit'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { openJob } from '../job/job.ts'
import { EXTENSION } from '../mapping/target.ts'
import { createResponder } from '../testing/responder.ts'
import { EXACT, trace } from '../testing/trace.ts'
import { aContext, aliceAndBob, aPerson, DEFAULT_SETUP, FLAG_SETUP } from '../testing/world.ts'
import { incrementalCycle } from './incremental-cycle.ts'
import { initialCycle } from './initial-cycle.ts'

const SCIM = { 'Content-Type': 'application/scim+json' }

describe('knobs', () => {
  const patched = (
    knobs: Record<string, string>,
    after: (directory: Directory) => Directory,
    setup = DEFAULT_SETUP,
  ): unknown[] => {
    const directory = aliceAndBob()
    const responder = createResponder()
    const job = openJob(setup, aContext(directory, { ...EXACT, ...knobs }))
    play(initialCycle(job, directory), responder.answer)
    const { requests } = play(incrementalCycle(job, directory, after(directory)), responder.answer)
    return requests.flatMap(({ method, body }) => (method === 'PATCH' ? [body?.Operations] : []))
  }
  const cleared = (directory: Directory): Directory =>
    withPerson(directory, aPerson('alice', { department: 'R&D', manager: 'bob' }))

  test('nullValues sends a removal, an empty string or null for a cleared attribute', () => {
    expect(patched({ nullValues: 'empty' }, cleared)).toEqual([[{ op: 'Replace', path: 'title', value: '' }]])
    expect(patched({ nullValues: 'null' }, cleared)).toEqual([[{ op: 'Replace', path: 'title', value: null }]])
    const removed = { path: 'title', value: 'Engineer' }
    expect(patched({ nullValues: 'remove' }, cleared)).toEqual([[{ op: 'Remove', ...removed }]])
    expect(patched({ nullValues: 'remove' }, cleared, FLAG_SETUP)).toEqual([[{ op: 'remove', ...removed }]])
  })

  test('nullValues holds for a manager too', () => {
    const alone = (directory: Directory): Directory =>
      withPerson(directory, aPerson('alice', { title: 'Engineer', department: 'R&D' }))
    const path = `${EXTENSION}:manager`
    expect(patched({}, alone)).toEqual([])
    expect(patched({ nullValues: 'empty' }, alone)).toEqual([[{ op: 'Replace', path, value: '' }]])
    expect(patched({ nullValues: 'null' }, alone, FLAG_SETUP)).toEqual([[{ op: 'replace', path, value: null }]])
    expect(patched({ nullValues: 'remove' }, alone)).toEqual([[{ op: 'Remove', path, value: 'Users-2' }]])
  })

  test('memberReference writes a $ref of null beside the value of a member', () => {
    const left = (directory: Directory): Directory => ({
      ...directory,
      groups: directory.groups.map((group) => ({ ...group, members: ['bob'] })),
    })
    const value = [{ $ref: null, value: 'Users-1' }]
    expect(patched({ memberReference: 'null' }, left)).toEqual([[{ op: 'Remove', path: 'members', value }]])
  })

  test('managerValue sends the manager as an object', () => {
    const managed = (directory: Directory): Directory => withPerson(directory, aPerson('bob', { manager: 'alice' }))
    expect(patched({ managerValue: 'object' }, managed)).toEqual([
      [{ op: 'Add', path: `${EXTENSION}:manager`, value: { value: 'Users-1' } }],
    ])
  })

  test('booleans writes active as a JSON boolean or a lower-case text', () => {
    const [alice] = aliceAndBob().people
    const gone = (directory: Directory): Directory =>
      alice ? withPerson(directory, { ...alice, active: false }) : directory
    const active = { op: 'Replace', path: 'active' }
    expect(patched({ booleans: 'json' }, gone)).toEqual([[{ ...active, value: false }]])
    expect(patched({ booleans: 'lowercase' }, gone)).toEqual([[{ ...active, value: 'false' }]])
  })

  test('memberOperations adds each member by an operation of its own', () => {
    const directory = aliceAndBob()
    const job = openJob(DEFAULT_SETUP, aContext(directory, { ...EXACT, memberOperations: 'each' }))
    const { requests } = play(initialCycle(job, directory), createResponder().answer)
    expect(requests.at(-1)?.body?.Operations).toEqual([
      { op: 'Add', path: 'members', value: [{ value: 'Users-1' }] },
      { op: 'Add', path: 'members', value: [{ value: 'Users-2' }] },
    ])
  })

  test('referenceCheck asks for managers and members before they are written, and writes those that are missing', () => {
    const directory = aliceAndBob()
    const job = openJob(DEFAULT_SETUP, aContext(directory, { ...EXACT, referenceCheck: 'on' }))
    const responder = createResponder(({ shape }) =>
      shape === 'check-reference' ? { status: 200, body: { totalResults: 0 }, headers: SCIM } : undefined,
    )
    const { requests } = play(initialCycle(job, directory), responder.answer)
    expect(trace(requests).filter((line) => line.includes('attributes=id'))).toEqual([
      'GET /Users?filter=id+eq+%22Users-1%22+and+manager+eq+%22Users-2%22&attributes=id',
      'GET /Groups?filter=id+eq+%22Groups-3%22+and+members+eq+%22Users-1%22&attributes=id',
      'GET /Groups?filter=id+eq+%22Groups-3%22+and+members+eq+%22Users-2%22&attributes=id',
    ])
    expect(requests.at(-1)?.shape).toBe('add-members')
  })

  test('skipOutOfScope leaves a person who loses access as it is', () => {
    const [alice] = aliceAndBob().people
    const gone = (directory: Directory): Directory =>
      alice ? withPerson(directory, { ...alice, active: false }) : directory
    expect(patched({ skipOutOfScope: 'on' }, gone)).toEqual([])
  })

  test('probes and groupProbe set what a cycle starts with', () => {
    const job = openJob(DEFAULT_SETUP, aContext({ people: [], groups: [] }, { probes: '3', groupProbe: 'off' }))
    const { requests } = play(initialCycle(job, { people: [], groups: [] }), createResponder().answer)
    expect(new Set(requests.map(({ path }) => path)).size).toBe(3)
    expect(requests.map(({ shape }) => shape)).toEqual(['probe-users', 'probe-users', 'probe-users'])
  })
})
