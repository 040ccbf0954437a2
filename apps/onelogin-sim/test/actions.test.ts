import type { Expected } from '@scimulator/admin-api'
import type { ActionOrder, Behaviour, Directory } from '@scimulator/sim-kit'
import type { CannedAnswer } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { empty, found, LOOKUP, playAnswers, UUID } from './canned.ts'
import { aContext, aDirectory, aPerson } from './context.ts'

describe('actions of the admin', () => {
  const state = { value: {} }
  const act = (id: string, directory: Directory, order: Partial<ActionOrder> = {}): Behaviour<Expected> => {
    const action = v2Enterprise.adminActions.find((candidate) => candidate.id === id)
    if (action === undefined) throw new Error(`no action ${id}`)
    const prepared = action.prepare({ options: {}, ...order }, directory)
    return prepared.play(aContext(prepared.directory, { 'read-back': 'off' }, state))
  }
  const person = aPerson()
  const directory = aDirectory(person)
  const ok = (id: string): CannedAnswer => ({
    status: 201,
    body: { id, name: { givenName: 'Ann', familyName: 'Lee' }, userName: 'ann@acme.test', active: true },
  })

  test('Enable probes for somebody who cannot exist, then refreshes entitlements', () => {
    const played = playAnswers(act('connect', aDirectory()), empty, empty)
    expect(played.lines[0]).toMatch(/^GET \/Users\?filter=userName\+eq\+%22[0-9a-f]{32}%22&$/)
    expect(played.lines[1]).toBe('GET /Groups')
    expect(played.steps.map(({ result }) => result?.outcome)).toEqual(['succeeded', 'notSent', 'succeeded'])
  })

  test('giving the app creates the group of a role, the person and the membership', () => {
    const group = { status: 201, body: { id: 'g1' } }
    const played = playAnswers(act('assign', directory, { person }), empty, group, empty, ok(UUID), { status: 204 })
    expect(played.lines).toEqual(['GET /Groups', 'POST /Groups', LOOKUP, 'POST /Users', 'PATCH /Groups/g1?'])
  })

  test('an edit that changes nothing sends nothing; a new status is a task of its own', () => {
    expect(playAnswers(act('edit', directory, { person, changes: {} })).requests).toEqual([])
    const changes = { active: false }
    const played = playAnswers(act('edit', directory, { person, changes }), found(), { status: 200 })
    expect(played.requests.map(({ shape }) => shape)).toEqual(['lookup-before-suspend', 'put-suspend'])
  })

  test('taking a role is an update task for who loses it', () => {
    const [group] = directory.groups
    if (group === undefined) throw new Error('no group')
    const played = playAnswers(
      act('takeRole', directory, { person, group }),
      found({ active: false }),
      { status: 200 },
      { status: 204 },
    )
    expect(played.requests.map(({ shape }) => shape)).toEqual([
      'lookup-before-update',
      'put-update',
      'patch-remove-member',
    ])
  })

  test('giving the app to somebody who was suspended reactivates them', () => {
    const played = playAnswers(
      act('assign', directory, { person }),
      found({ active: false }),
      { status: 200 },
      { status: 204 },
    )
    expect(played.requests.map(({ shape }) => shape)).toEqual([
      'lookup-before-reactivate',
      'put-reactivate',
      'patch-add-member',
    ])
  })

  test('taking the app away follows the first drop-down', () => {
    const played = playAnswers(act('unassign', directory, { person }), found({ active: false }), { status: 200 })
    expect(played.requests.map(({ shape }) => shape)).toEqual(['lookup-before-suspend', 'put-app-removed'])
  })
})
