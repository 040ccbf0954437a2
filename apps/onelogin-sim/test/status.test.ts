import { describe, expect, test } from 'vitest'
import { deleteUser } from '../src/behaviours/delete-user.ts'
import { reactivateUser } from '../src/behaviours/reactivate-user.ts'
import { removeApp } from '../src/behaviours/remove-app.ts'
import { suspendUser } from '../src/behaviours/suspend-user.ts'
import { empty, found, LOOKUP, linked, playAnswers, setUp, stored, UUID } from './canned.ts'
import { aPerson } from './context.ts'

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
