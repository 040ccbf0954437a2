import type { CannedAnswer } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { newLogin } from '../src/app/login.ts'
import { provisionUser } from '../src/behaviours/provision-user.ts'
import { empty, found, LOOKUP, playAnswers, setUp, stored, UUID } from './canned.ts'
import { aPerson } from './context.ts'

describe('provisioning a person', () => {
  test('is a look-up, a POST of the template and one PATCH per role', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), empty, stored(app, login, true, 201), { status: 204 })
    expect(played.lines).toEqual([LOOKUP, 'POST /Users', 'PATCH /Groups/g1?'])
    expect(played.findings).toEqual([])
    expect(login).toMatchObject({ id: UUID, linked: true, account: 'active', groups: ['Dev'], state: 'Provisioned' })
    expect(played.steps.map(({ result }) => result?.reason)).toEqual([
      'No account has this userName',
      'Provisioned (event 51, user created in app)',
      undefined,
    ])
  })

  test('that finds an account links it: PUT by its id and no POST', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), found(), stored(app, login), { status: 204 })
    expect(played.lines).toEqual([LOOKUP, `PUT /Users/${UUID}?`, 'PATCH /Groups/g1?'])
    expect(played.steps[1]?.result?.reason).toBe('Provisioned (event 59, user linked in app)')
  })

  test('that finds an inactive account writes active true onto it', () => {
    const { app, login } = setUp({ account: 'inactive' })
    const played = playAnswers(provisionUser(app, login), found({ active: false }), stored(app, login), { status: 204 })
    expect(played.requests[1]).toMatchObject({ shape: 'put-given-again', body: { active: true } })
    expect(played.findings).toEqual([])
  })

  test('treats 404 to the look-up as nobody', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), { status: 404 }, stored(app, login, true, 201), {
      status: 204,
    })
    expect(played.requests[1]?.method).toBe('POST')
  })

  test('stops when the look-up fails, and skips what depends on it', () => {
    const { app, login } = setUp()
    const answer = { status: 500, body: { detail: 'database gone' } }
    const played = playAnswers(provisionUser(app, login), answer)
    expect(played.lines).toEqual([LOOKUP])
    expect(played.steps.map(({ result }) => result?.outcome)).toEqual(['failed', 'skipped'])
    expect(played.steps[0]?.result?.reason).toContain('database gone')
    expect(played.findings).toMatchObject([{ id: 'lookup-refused', exchanges: ['exchange-1'] }])
  })

  test.each<[string, CannedAnswer, string]>([
    ['a duplicate', { status: 409, body: { detail: 'taken' } }, 'create-duplicate'],
    ['a refusal', { status: 400, body: { Errors: [{ description: 'name_already_exists' }] } }, 'create-refused'],
    ['an answer without id', { status: 201, body: { name: { givenName: 'Ann', familyName: 'Lee' } } }, 'create-no-id'],
    ['an answer without names', { status: 201, body: { id: '1' } }, 'create-no-names'],
    ['an empty answer', { status: 201 }, 'create-no-id'],
    ['HTML', { status: 200, text: '<html>' }, 'create-no-id'],
    ['silence', { silence: 'timed out' }, 'create-refused'],
  ])('%s to the POST fails the task and skips the memberships', (_case, answer, finding) => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), empty, answer)
    expect(played.steps.map(({ result }) => result?.outcome)).toEqual(['succeeded', 'failed', 'skipped'])
    expect(played.steps[1]?.result?.reason).toMatch(/^Failed \(event 64/)
    expect(played.findings.map(({ id }) => id)).toEqual([finding])
    expect(login).toMatchObject({ linked: false, state: 'Failed' })
  })

  test('shows the words of a v1.1 error where there is no SCIM one', () => {
    const { app, login } = setUp()
    const answer = { status: 400, body: { Errors: [{ description: 'name_already_exists' }] } }
    const played = playAnswers(provisionUser(app, login), empty, answer)
    expect(played.steps[1]?.result?.reason).toContain('400: name_already_exists')
  })

  test('200 in place of 201 is taken, and told as a warning', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), empty, stored(app, login, true, 200), { status: 204 })
    expect(played.findings).toMatchObject([{ id: 'create-status', level: 'warn' }])
    expect(login.linked).toBe(true)
  })

  test('a 405 to the group PATCH leaves the person written and the task Failed', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), empty, stored(app, login, true, 201), { status: 405 })
    expect(played.findings).toMatchObject([{ id: 'group-patch-unsupported', mark: 'captured' }])
    expect(login).toMatchObject({ linked: true, state: 'Failed', groups: [] })
  })

  test('a 404 to the group PATCH says that the group is gone, not that PATCH is refused', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), empty, stored(app, login, true, 201), { status: 404 })
    expect(played.findings).toMatchObject([{ id: 'group-gone' }])
  })

  test('somebody else found by the look-up is not overwritten', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), found({ userName: 'bo@acme.test' }))
    expect(played.lines).toEqual([LOOKUP])
    expect(played.findings).toMatchObject([{ id: 'lookup-filter-ignored' }])
  })

  test('a userName found in other case is the same person', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), found({ userName: 'ANN@acme.test' }), stored(app, login), {
      status: 204,
    })
    expect(played.findings).toEqual([])
  })

  test('a list whose resources lack an id is no list', () => {
    const { app, login } = setUp()
    const played = playAnswers(provisionUser(app, login), { status: 200, body: { totalResults: 1, Resources: [{}] } })
    expect(played.findings).toMatchObject([{ id: 'lookup-no-list' }])
  })

  test('reads the account back at the end of the task and compares it', () => {
    const { app, login } = setUp({}, aPerson(), { 'read-back': 'after-task' })
    const lost = { ...app.renderUser(login.user, true), id: UUID, title: 'Other' }
    const played = playAnswers(
      provisionUser(app, login),
      empty,
      stored(app, login, true, 201),
      { status: 204 },
      { status: 200, body: lost },
    )
    expect(played.lines.at(-1)).toBe(`GET /Users/${UUID}`)
    expect(played.findings).toMatchObject([{ id: 'attribute-lost.title', level: 'warn', exchanges: ['exchange-4'] }])
    expect(played.steps.at(-1)?.result?.outcome).toBe('succeeded')
  })
})

test('a login starts without account, link and groups', () => {
  expect(newLogin(aPerson(), ['Dev'])).toMatchObject({ account: 'none', linked: false, groups: [], roles: ['Dev'] })
})
