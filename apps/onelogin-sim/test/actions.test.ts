import type { Directory } from '@scimulator/sim-kit'
import type { CannedAnswer } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { empty, found, LOOKUP, playAnswers, UUID } from './canned.ts'
import { aContext, aDirectory, aPerson } from './context.ts'

describe('actions of the admin', () => {
  const { actions } = v2Enterprise
  const state = { value: {} }
  const context = (directory: Directory) => aContext(directory, { 'read-back': 'off' }, state)
  const ok = (id: string): CannedAnswer => ({
    status: 201,
    body: { id, name: { givenName: 'Ann', familyName: 'Lee' }, userName: 'ann@acme.test', active: true },
  })

  test('Enable probes for somebody who cannot exist, then refreshes entitlements', () => {
    const played = playAnswers(actions.connect(context(aDirectory())), empty, empty)
    expect(played.lines[0]).toMatch(/^GET \/Users\?filter=userName\+eq\+%22[0-9a-f]{32}%22&$/)
    expect(played.lines[1]).toBe('GET /Groups')
    expect(played.result).toBe(true)
  })

  test('giving the app creates the group of a role, the person and the membership', () => {
    const group = { status: 201, body: { id: 'g1' } }
    const directory = aDirectory(aPerson())
    const played = playAnswers(actions.assign(aPerson(), context(directory)), empty, group, empty, ok(UUID), {
      status: 204,
    })
    expect(played.lines).toEqual(['GET /Groups', 'POST /Groups', LOOKUP, 'POST /Users', 'PATCH /Groups/g1?'])
  })

  test('an edit that changes nothing sends nothing; a new status is a task of its own', () => {
    const directory = aDirectory(aPerson())
    expect(playAnswers(actions.edit(aPerson(), context(directory))).requests).toEqual([])
    const suspended = aPerson({ active: false })
    const played = playAnswers(actions.edit(suspended, context(directory)), found(), { status: 200 })
    expect(played.requests.map(({ shape }) => shape)).toEqual(['lookup-before-suspend', 'put-suspend'])
  })

  test('a group whose members change is an update task for each of them', () => {
    const directory = aDirectory(aPerson())
    const group = { id: 'g-dev', displayName: 'Dev', members: [] }
    const played = playAnswers(
      actions.pushGroup(group, context(directory)),
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
      actions.assign(aPerson(), context(aDirectory(aPerson()))),
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
    const played = playAnswers(actions.unassign(aPerson(), context(aDirectory(aPerson()))), found({ active: false }), {
      status: 200,
    })
    expect(played.requests.map(({ shape }) => shape)).toEqual(['lookup-before-suspend', 'put-app-removed'])
  })
})
