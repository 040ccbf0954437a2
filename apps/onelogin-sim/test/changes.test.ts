import type { CannedAnswer } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { removeMemberBody } from '../src/behaviours/patch-member.ts'
import { changeUser, updateUser } from '../src/behaviours/update-user.ts'
import { empty, found, LOOKUP, linked, playAnswers, setUp, UUID } from './canned.ts'

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
    // The look-up was right: there is no such account any more.
    expect(played.findings.map(({ id }) => id)).toEqual(['update-gone'])
    expect(login).toMatchObject({ linked: true, account: 'none' })
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

  test('a look-up that misses an account which the PUT then finds is told', () => {
    const { app, login } = setUp(linked)
    const played = playAnswers(updateUser(app, login, 'reapply'), empty, { status: 200 }, { status: 204 })
    expect(played.findings).toMatchObject([{ id: 'lookup-misses-active', exchanges: ['exchange-1'] }])
  })

  const taken: [string, CannedAnswer][] = [
    ['409', { status: 409, body: { detail: 'taken' } }],
    ['400 uniqueness', { status: 400, body: { scimType: 'uniqueness', detail: 'taken' } }],
  ]

  test.each(taken)(
    '%s for a userName that the look-up shows to be another account’s is the admin’s doing',
    (_case, answer) => {
      const { app, login } = setUp(linked)
      const user = { ...login.user, userName: 'bo@acme.test' }
      const played = playAnswers(
        changeUser(app, login, user, 'userName'),
        found({ id: 'bo', userName: 'bo@acme.test' }),
        answer,
      )
      expect(played.lines[1]).toBe(`PUT /Users/${UUID}?`)
      expect(played.findings).toMatchObject([
        { id: 'user-name-taken', whose: 'configuration', exchanges: ['exchange-2'] },
      ])
      expect(played.steps[0]?.result?.reason).toContain('event 65')
    },
  )

  test.each(taken)('%s where the look-up shows nobody stays the server’s', (_case, answer) => {
    const { app, login } = setUp(linked)
    const user = { ...login.user, userName: 'bo@acme.test' }
    const played = playAnswers(changeUser(app, login, user, 'userName'), empty, answer)
    expect(played.findings).toMatchObject([{ id: 'update-refused', whose: 'server' }])
  })

  test('a new userName that scimusername does not take is no change the template shows: nothing is sent', () => {
    const { app, login } = setUp(linked, undefined, { 'scimusername-source': 'Email' })
    const user = { ...login.user, userName: 'ann.lee' }
    const played = playAnswers(changeUser(app, login, user, 'userName'))
    expect(played.steps).toMatchObject([{ action: 'update', result: { outcome: 'notSent' } }])
  })

  test('a userName that comes back composed differently is the same person', () => {
    const { app, login } = setUp(linked, undefined)
    login.user = { ...login.user, userName: 'zoe\u0308@acme.test' }
    login.userNameAtApp = login.user.userName
    const played = playAnswers(
      updateUser(app, login, 'reapply'),
      found({ userName: 'zo\u00eb@acme.test' }),
      { status: 200 },
      { status: 204 },
    )
    expect(played.findings).toEqual([])
  })
})
