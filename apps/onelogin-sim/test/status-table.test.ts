import type { CannedAnswer } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { mapRole } from '../src/behaviours/create-entitlement.ts'
import { deleteUser } from '../src/behaviours/delete-user.ts'
import { enableApiConnection } from '../src/behaviours/enable-api-connection.ts'
import { provisionUser } from '../src/behaviours/provision-user.ts'
import { reactivateUser } from '../src/behaviours/reactivate-user.ts'
import { refreshEntitlements } from '../src/behaviours/refresh-entitlements.ts'
import { suspendUser } from '../src/behaviours/suspend-user.ts'
import { updateUser } from '../src/behaviours/update-user.ts'
import { answerText } from '../src/messages/words.ts'
import { empty, found, linked, playAnswers, setUp, stored, UUID } from './canned.ts'

/** Statuses that no call takes for a success. */
const BAD: readonly CannedAnswer[] = [
  ...[400, 401, 403, 405, 409, 415, 422, 429, 500, 502, 503].map((status) => ({ status })),
  { silence: 'timed out' },
]
const named = (answer: CannedAnswer): string => ('silence' in answer ? 'silence' : String(answer.status))
const table = (answers: readonly CannedAnswer[]) => answers.map((answer) => [named(answer), answer] as const)
const one = { ...linked, roles: [], groups: [] }

describe('the probe of Enable', () => {
  test.each(table([empty, { status: 404 }]))('%s: Enabled', (_status, answer) => {
    expect(playAnswers(enableApiConnection(setUp().app), answer).result).toBe(true)
  })

  test.each(table([...BAD, { status: 204 }, { status: 200, text: '<html>' }, found()]))(
    '%s: stays Disabled, and why is told',
    (_status, answer) => {
      const played = playAnswers(enableApiConnection(setUp().app), answer)
      expect(played.result).toBe(false)
      expect(played.findings).toHaveLength(1)
    },
  )
})

describe('the look-up', () => {
  test.each(table([empty, { status: 404 }]))('%s: absent, POST follows', (_status, answer) => {
    const { app, login } = setUp()
    expect(playAnswers(provisionUser(app, login), answer).requests[1]?.method).toBe('POST')
  })

  test('200 with somebody: found, PUT follows', () => {
    const { app, login } = setUp()
    expect(playAnswers(provisionUser(app, login), found()).requests[1]?.method).toBe('PUT')
  })

  test.each(table([...BAD, { status: 200, text: 'x' }]))('%s: Failed, nothing is written', (_status, answer) => {
    const { app, login } = setUp()
    expect(playAnswers(provisionUser(app, login), answer).requests).toHaveLength(1)
    expect(login.state).toBe('Failed')
  })
})

describe('POST of a user', () => {
  test.each([200, 201, 202])('%i with id and names: Provisioned', (status) => {
    const { app, login } = setUp({ roles: [] })
    playAnswers(provisionUser(app, login), empty, stored(app, login, true, status))
    expect(login).toMatchObject({ state: 'Provisioned', id: UUID })
  })

  test.each(table([...BAD, { status: 204 }]))('%s: Failed with event 64', (_status, answer) => {
    const { app, login } = setUp({ roles: [] })
    const played = playAnswers(provisionUser(app, login), empty, answer)
    expect(played.steps[1]?.result?.reason).toContain('event 64')
    expect(login).toMatchObject({ state: 'Failed', linked: false })
  })
})

describe('PUT of a user', () => {
  test.each([200, 201, 204])('%i: Provisioned', (status) => {
    const { app, login } = setUp(one)
    playAnswers(updateUser(app, login, 'reapply'), found(), { status })
    expect(login.state).toBe('Provisioned')
  })

  const failures = table([...BAD, { status: 404 }])
  test.each(failures)('%s to an update: Failed with event 65', (_status, answer) => {
    const { app, login } = setUp(one)
    const played = playAnswers(updateUser(app, login, 'reapply'), found(), answer)
    expect(played.steps[0]?.result?.reason).toContain('event 65')
    expect(login.state).toBe('Failed')
  })

  test.each(failures)('%s to a suspension: Failed with event 61', (_status, answer) => {
    const { app, login } = setUp(one)
    const played = playAnswers(suspendUser(app, login), found(), answer)
    expect(played.steps[0]?.result?.reason).toContain('event 61')
  })

  test.each(failures)('%s to a return: Failed with event 62', (_status, answer) => {
    const { app, login } = setUp({ ...one, account: 'inactive' })
    const played = playAnswers(reactivateUser(app, login), found({ active: false }), answer)
    expect(played.steps[0]?.result?.reason).toContain('event 62')
  })
})

describe('DELETE of a user', () => {
  test.each([200, 204, 404])('%i: gone, event 55', (status) => {
    const { app, login } = setUp(one)
    expect(playAnswers(deleteUser(app, login), { status }).result).toMatchObject({ outcome: 'succeeded' })
    expect(login.account).toBe('deleted')
  })

  test.each(table(BAD))('%s: Failed with event 63', (_status, answer) => {
    const { app, login } = setUp(one)
    expect(playAnswers(deleteUser(app, login), answer).result.reason).toContain('event 63')
    expect(login).toMatchObject({ account: 'active', state: 'Failed' })
  })
})

describe('GET of the groups', () => {
  test('404 is no entitlements', () => {
    const { app } = setUp()
    const played = playAnswers(refreshEntitlements(app), { status: 404 })
    expect(played.findings).toEqual([])
    expect(app.entitlementsReadable).toBe(true)
  })

  test.each(table(BAD))('%s: rules show no values', (_status, answer) => {
    const { app } = setUp()
    app.shown.open = true
    expect(playAnswers(refreshEntitlements(app), answer).findings).toMatchObject([{ id: 'groups-refused' }])
    expect(app.entitlementsReadable).toBe(false)
  })

  test.each([401, 403])('%i before anything else got through is about access, not about groups', (status) => {
    const { app } = setUp()
    const { findings } = playAnswers(refreshEntitlements(app), { status, body: { detail: 'SCIM is off' } })
    expect(findings).toMatchObject([{ id: 'access-refused', whose: 'configuration' }])
    expect(findings[0]?.title).toContain(`${status}`)
    expect(findings[0]?.title).toContain('SCIM is off')
    expect(app.entitlementsReadable).toBe(false)
  })

  test.each([
    [200, 'groups-refused'],
    [404, 'groups-refused'],
    [302, 'access-refused'],
    [503, 'access-refused'],
  ])('403 after a first answer of %i is %s: only what reached SCIM has got through', (status, id) => {
    const { app } = setUp()
    const list = status === 200 ? { status, body: { totalResults: 0, Resources: [] } } : { status }
    playAnswers(refreshEntitlements(app), list)
    expect(playAnswers(refreshEntitlements(app), { status: 403 }).findings).toMatchObject([{ id }])
  })
})

describe('POST of a group', () => {
  test.each([400, 409])('%i where the list shows the name: the group that is there', (status) => {
    const { app } = setUp()
    const list = { status: 200, body: { totalResults: 1, Resources: [{ id: 'g9', displayName: 'Ops' }] } }
    expect(playAnswers(mapRole(app, 'Ops'), { status }, list).result).toBe(true)
    expect(app.findEntitlement('Ops')).toMatchObject({ id: 'g9', role: 'mapped' })
  })

  test.each(table(BAD))('%s where the list does not: event 125 failed', (_status, answer) => {
    const { app } = setUp()
    const played = playAnswers(mapRole(app, 'Ops'), answer, empty)
    expect(played.result).toBe(false)
    expect(played.steps[0]?.result?.reason).toContain('event 125')
  })
})

describe('PATCH of a group', () => {
  test.each([200, 204])('%i: the person is in', (status) => {
    const { app, login } = setUp({ ...linked, groups: [] })
    playAnswers(updateUser(app, login, 'role'), found(), { status: 200 }, { status })
    expect(login).toMatchObject({ groups: ['Dev'], state: 'Provisioned' })
  })

  test.each(table([...BAD, { status: 404 }]))('%s: the account is kept, the task Failed', (_status, answer) => {
    const { app, login } = setUp({ ...linked, groups: [] })
    playAnswers(updateUser(app, login, 'role'), found(), { status: 200 }, answer)
    expect(login).toMatchObject({ groups: [], state: 'Failed', linked: true, account: 'active' })
  })
})

describe('the text of an error', () => {
  const text = (json: object) =>
    answerText({
      kind: 'response',
      exchange: 'e',
      status: 400,
      reasonPhrase: 'Bad',
      header: () => undefined,
      body: '',
      json: { ...json },
    })

  test.each([
    [{ detail: 'no seats' }, '400 Bad: no seats'],
    [{ Errors: [{ description: 'name_already_exists' }] }, '400 Bad: name_already_exists'],
    [{ Errors: { description: 'name_already_exists' } }, '400 Bad: name_already_exists'],
    [{ detail: 7 }, '400 Bad'],
    [{}, '400 Bad'],
  ])('of %j is %s', (json, expected) => {
    expect(text(json)).toBe(expected)
  })
})
