import type { Behaviour, Directory, Person } from '@scimulator/sim-kit'
import { type CannedAnswer, type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { OneLoginApp } from '../src/app/app.ts'
import { type Login, newLogin } from '../src/app/login.ts'
import { mapRole } from '../src/behaviours/create-entitlement.ts'
import { deleteUser } from '../src/behaviours/delete-user.ts'
import { addMemberBody, removeMemberBody } from '../src/behaviours/patch-member.ts'
import { provisionUser } from '../src/behaviours/provision-user.ts'
import { reactivateUser } from '../src/behaviours/reactivate-user.ts'
import { removeApp } from '../src/behaviours/remove-app.ts'
import { suspendUser } from '../src/behaviours/suspend-user.ts'
import { changeUser, updateUser } from '../src/behaviours/update-user.ts'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { aContext, aDirectory, aPerson } from './context.ts'

const UUID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
const LOOKUP = 'GET /Users?filter=userName+eq+%22ann%40acme.test%22&'
const empty: CannedAnswer = { status: 200, body: { totalResults: 0, Resources: [] } }

/** An app with one login, `ann`, in the role Dev, and the group Dev known. */
function setUp(fields: Partial<Login> = {}, person: Person = aPerson(), knobs: Record<string, string> = {}) {
  const app = new OneLoginApp(aContext(aDirectory(person), { 'read-back': 'off', ...knobs }))
  app.saved.entitlements.push({ name: 'Dev', id: 'g1', role: 'mapped' })
  return { app, login: Object.assign(app.loginOf(person), fields) }
}

const linked: Partial<Login> = {
  id: UUID,
  linked: true,
  account: 'active',
  userNameAtApp: 'ann@acme.test',
  groups: ['Dev'],
  state: 'Provisioned',
}

/** Plays against answers in the order of the requests. */
function playAnswers<T>(behaviour: Behaviour<T>, ...answers: readonly CannedAnswer[]): Played<T> & { lines: string[] } {
  let next = 0
  const played = play(behaviour, () => answers[next++] ?? { silence: 'no answer left' })
  return { ...played, lines: played.requests.map(({ method, path }) => `${method} ${path}`) }
}

const found = (fields: object = {}): CannedAnswer => ({
  status: 200,
  body: { totalResults: 1, Resources: [{ id: UUID, userName: 'ann@acme.test', active: true, ...fields }] },
})
const stored = (app: OneLoginApp, login: Login, active = true, status = 200): CannedAnswer => ({
  status,
  body: {
    ...app.renderUser(login.user, active),
    id: UUID,
  },
})

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

describe('changing a person', () => {
  test('is a look-up, a PUT of everything and the PATCHes again', () => {
    const { app, login } = setUp(linked)
    const user = { ...login.user, title: 'Boss' }
    const played = playAnswers(changeUser(app, login, user, 'title'), found(), { status: 204 }, { status: 204 })
    expect(played.lines).toEqual([LOOKUP, `PUT /Users/${UUID}?`, 'PATCH /Groups/g1?'])
    expect(played.requests[1]?.body).toMatchObject({ userName: 'ann@acme.test', title: 'Boss', active: true })
    expect(played.requests[2]?.shape).toBe('patch-add-member-again')
  })

  test('sends "" for a title that was cleared', () => {
    const { app, login } = setUp(linked)
    const { title: _cleared, ...user } = login.user
    const played = playAnswers(changeUser(app, login, user, 'title cleared'), found(), { status: 200 }, { status: 204 })
    expect(played.requests[1]).toMatchObject({ shape: 'put-cleared-title', body: { title: '' } })
  })

  test('looks a new userName up, finds nobody and writes by the stored id', () => {
    const { app, login } = setUp(linked)
    const user = { ...login.user, userName: 'ann.lee@acme.test' }
    const played = playAnswers(changeUser(app, login, user, 'userName'), empty, { status: 200 }, { status: 204 })
    expect(played.lines.slice(0, 2)).toEqual([
      'GET /Users?filter=userName+eq+%22ann.lee%40acme.test%22&',
      `PUT /Users/${UUID}?`,
    ])
    expect(played.findings).toEqual([])
    expect(login.userNameAtApp).toBe('ann.lee@acme.test')
  })

  test('keeps an inactive account inactive', () => {
    const { app, login } = setUp({ ...linked, account: 'inactive' })
    const played = playAnswers(
      updateUser(app, login, 'reapply'),
      found({ active: false }),
      { status: 200 },
      { status: 204 },
    )
    expect(played.requests[1]?.body).toMatchObject({ active: false })
    expect(played.findings).toEqual([])
  })

  test('takes a person out of a group whose role is gone from them, and leaves a group whose role is gone', () => {
    const { app, login } = setUp({ ...linked, roles: [], groups: ['Dev', 'Old'] })
    app.saved.entitlements.push({ name: 'Old', id: 'g2', role: 'gone' })
    const played = playAnswers(updateUser(app, login, 'role'), found(), { status: 200 }, { status: 204 })
    expect(played.lines.slice(2)).toEqual(['PATCH /Groups/g1?'])
    expect(played.requests[2]?.body).toEqual(removeMemberBody(UUID, 'filter'))
    expect(login.groups).toEqual(['Old'])
  })

  test('a person deleted at the app is not created anew', () => {
    const { app, login } = setUp(linked)
    const played = playAnswers(updateUser(app, login, 'reapply'), empty, { status: 404 })
    expect(played.lines).toEqual([LOOKUP, `PUT /Users/${UUID}?`])
    expect(played.findings.map(({ id }) => id)).toEqual(['lookup-misses-active', 'update-gone'])
    expect(played.steps[0]?.result).toMatchObject({ outcome: 'failed' })
  })

  test('another id from the look-up is told, and the stored one is used', () => {
    const { app, login } = setUp(linked)
    const played = playAnswers(
      updateUser(app, login, 'reapply'),
      found({ id: 'new' }),
      { status: 200 },
      { status: 204 },
    )
    expect(played.lines[1]).toBe(`PUT /Users/${UUID}?`)
    expect(played.findings).toMatchObject([{ id: 'lookup-id-changed' }])
  })

  test('a person without a login is not written', () => {
    const { app, login } = setUp()
    const played = playAnswers(updateUser(app, login, 'reapply'))
    expect(played.steps).toMatchObject([{ result: { outcome: 'notSent' } }])
  })
})

describe('suspending and coming back', () => {
  test('Suspend is a look-up and a PUT of everything with active false', () => {
    const { app, login } = setUp(linked)
    const played = playAnswers(suspendUser(app, login), found(), stored(app, login, false))
    expect(played.lines).toEqual([LOOKUP, `PUT /Users/${UUID}?`])
    expect(played.requests[1]?.body).toMatchObject({ userName: 'ann@acme.test', title: 'Engineer', active: false })
    expect(played.steps[0]?.result?.reason).toBe('Provisioned (event 53, user suspended in app)')
    expect(login.account).toBe('inactive')
  })

  test('a refused suspension is event 61', () => {
    const { app, login } = setUp(linked)
    const played = playAnswers(suspendUser(app, login), found(), { status: 403, body: { detail: 'last owner' } })
    expect(played.steps[0]?.result?.reason).toBe('Failed (event 61, suspension failed): 403: last owner')
    expect(played.findings).toMatchObject([{ id: 'suspend-refused' }])
  })

  test('an answer that keeps active true after a suspension is told', () => {
    const { app, login } = setUp(linked)
    const played = playAnswers(suspendUser(app, login), found(), stored(app, login, true))
    expect(played.findings).toMatchObject([{ id: 'active-not-honoured', level: 'error' }])
  })

  test('Do Nothing sends nothing', () => {
    const { app, login } = setUp(linked, aPerson(), { 'when-suspended': 'Do Nothing' })
    const played = playAnswers(suspendUser(app, login))
    expect(played.requests).toEqual([])
    expect(login.account).toBe('active')
  })

  test('a look-up that hides the inactive person is told, and the PUT goes to the stored id', () => {
    const { app, login } = setUp({ ...linked, account: 'inactive' })
    const played = playAnswers(reactivateUser(app, login), empty, stored(app, login))
    expect(played.requests[1]).toMatchObject({ method: 'PUT', body: { active: true } })
    expect(played.findings).toMatchObject([{ id: 'lookup-hides-inactive' }])
    expect(played.steps[0]?.result?.reason).toBe('Provisioned (event 54, user reactivated in app)')
  })
})

describe('removing the app', () => {
  test('Suspend writes active false and drops the link', () => {
    const { app, login } = setUp(linked)
    const played = playAnswers(removeApp(app, login, 'app removed'), found(), stored(app, login, false))
    expect(played.requests[1]).toMatchObject({ shape: 'put-app-removed', body: { active: false } })
    expect(login).toMatchObject({ linked: false, account: 'inactive' })
  })

  test('Delete sends DELETE with a dangling "?", without a body and without a look-up', () => {
    const { app, login } = setUp(linked, aPerson(), { 'when-app-removed': 'Delete' })
    const played = playAnswers(removeApp(app, login, 'app removed'), { status: 204 })
    expect(played.lines).toEqual([`DELETE /Users/${UUID}?`])
    expect(played.requests[0]).not.toHaveProperty('body')
    expect(login).toMatchObject({ linked: false, account: 'deleted', groups: [], id: null })
  })

  test('404 to DELETE counts as done, anything else does not', () => {
    const gone = setUp(linked)
    expect(playAnswers(deleteUser(gone.app, gone.login), { status: 404 }).result.outcome).toBe('succeeded')
    const refused = setUp(linked)
    const played = playAnswers(deleteUser(refused.app, refused.login), { status: 405 })
    expect(played.result).toMatchObject({ outcome: 'failed' })
    expect(played.findings).toMatchObject([{ id: 'delete-refused' }])
  })

  test('Do Nothing sends nothing, drops the link and leaves the account as it is', () => {
    const { app, login } = setUp(linked, aPerson(), { 'when-app-removed': 'Do Nothing' })
    const played = playAnswers(removeApp(app, login, 'app removed'))
    expect(played.requests).toEqual([])
    expect(played.steps[0]?.result?.reason).toContain('event 60')
    expect(login).toMatchObject({ linked: false, account: 'active' })
  })
})

describe('groups', () => {
  test('the body that adds a member has exactly 165 bytes with a 36-character id', () => {
    expect(Buffer.byteLength(JSON.stringify(addMemberBody(UUID)))).toBe(165)
  })

  test('the two forms of removal have 160 and 168 bytes', () => {
    expect(JSON.stringify(removeMemberBody(UUID, 'filter'))).toHaveLength(160)
    expect(JSON.stringify(removeMemberBody(UUID, 'value-list'))).toHaveLength(168)
  })

  test('a role without a group gets one without members', () => {
    const { app } = setUp()
    const played = playAnswers(mapRole(app, 'Sales'), { status: 201, body: { id: 'g9' } })
    expect(played.requests[0]).toMatchObject({ method: 'POST', path: '/Groups' })
    expect(JSON.stringify(played.requests[0]?.body)).toBe(
      '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales","members":[]}',
    )
    expect(app.findEntitlement('Sales')).toEqual({ name: 'Sales', id: 'g9', role: 'mapped' })
  })

  test('a name that is taken is looked for in a new list and used', () => {
    const { app } = setUp()
    const list = { status: 200, body: { totalResults: 1, Resources: [{ id: 'g9', displayName: 'sales' }] } }
    const played = playAnswers(mapRole(app, 'Sales'), { status: 409 }, list)
    expect(played.lines).toEqual(['POST /Groups', 'GET /Groups'])
    expect(played.findings).toEqual([])
    expect(app.findEntitlement('Sales')).toEqual({ name: 'sales', id: 'g9', role: 'mapped' })
  })

  test('a group that is refused leaves its memberships skipped', () => {
    const { app, login } = setUp({ roles: ['Sales'] })
    const refused = playAnswers(mapRole(app, 'Sales'), { status: 501 })
    expect(refused.findings).toMatchObject([{ id: 'group-create-refused' }])
    const played = playAnswers(provisionUser(app, login), empty, stored(app, login, true, 201))
    expect(played.steps.at(-1)?.result).toMatchObject({ outcome: 'skipped' })
  })
})

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

  test('taking the app away follows the first drop-down', () => {
    const played = playAnswers(actions.unassign(aPerson(), context(aDirectory(aPerson()))), found({ active: false }), {
      status: 200,
    })
    expect(played.requests.map(({ shape }) => shape)).toEqual(['lookup-before-suspend', 'put-app-removed'])
  })
})

test('a login starts without account, link and groups', () => {
  expect(newLogin(aPerson(), ['Dev'])).toMatchObject({ account: 'none', linked: false, groups: [], roles: ['Dev'] })
})
