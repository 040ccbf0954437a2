import type { CannedAnswer } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { deleteUser } from '../src/behaviours/delete-user.ts'
import { provisionUser } from '../src/behaviours/provision-user.ts'
import { reactivateUser } from '../src/behaviours/reactivate-user.ts'
import { suspendUser } from '../src/behaviours/suspend-user.ts'
import { changeUser, updateUser } from '../src/behaviours/update-user.ts'
import { empty, found, linked, playAnswers, setUp, stored, UUID } from './canned.ts'

const setWith = (knobs: Record<string, string>, fields = linked) => setUp({ ...fields, roles: [] }, undefined, knobs)
const ok: CannedAnswer = { status: 200 }

describe('a quirk that is turned off', () => {
  test.each([
    ['dangling-ampersand', 'off', '/Users?filter=userName+eq+%22ann%40acme.test%22'],
    ['filter-encoding', 'percent', '/Users?filter=userName%20eq%20%22ann%40acme.test%22&'],
  ])('%s=%s changes the look-up', (knob, value, path) => {
    const { app, login } = setWith({ [knob]: value })
    const [lookup] = playAnswers(suspendUser(app, login), found(), ok).requests
    expect(lookup?.path).toBe(path)
    const quirk = knob === 'filter-encoding' ? 'form-encoded-filter' : knob
    expect(lookup?.quirks).not.toContain(quirk)
  })

  test('dangling-question-mark=off changes writes', () => {
    const { app, login } = setWith({ 'dangling-question-mark': 'off' })
    const played = playAnswers(suspendUser(app, login), found(), ok)
    expect(played.lines[1]).toBe(`PUT /Users/${UUID}`)
    expect(played.requests[1]?.quirks).not.toContain('dangling-question-mark')
  })

  test('lookup-before-write=creates only leaves updates without one', () => {
    const { app, login } = setWith({ 'lookup-before-write': 'creates only', 'membership-patches': 'changed' })
    expect(playAnswers(updateUser(app, login, 'role'), ok).lines[0]).toBe(`PUT /Users/${UUID}?`)
  })

  test('names-in-answer=ignored takes an answer without names', () => {
    const { app, login } = setWith({ 'names-in-answer': 'ignored' }, {})
    const played = playAnswers(provisionUser(app, login), empty, { status: 201, body: { id: UUID } })
    expect(login.linked).toBe(true)
    expect(played.findings.map(({ id }) => id)).not.toContain('create-no-names')
  })

  test('untrimmed-names=trimmed sends names without blanks around them', () => {
    const { app, login } = setWith({ 'untrimmed-names': 'trimmed' })
    const user = { ...login.user, familyName: ' Lee-Vance ' }
    const played = playAnswers(changeUser(app, login, user, 'name'), found(), ok)
    expect(played.requests[1]?.body).toMatchObject({ name: { familyName: 'Lee-Vance', formatted: 'Ann Lee-Vance' } })
  })

  test('schema-urns=rfc sends the names of the RFC, the extension’s key included', () => {
    const { app, login } = setWith({ 'schema-urns': 'rfc' })
    const played = playAnswers(suspendUser(app, login), found(), ok)
    expect(Object.keys(played.requests[1]?.body ?? {})).toContain(
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    )
    expect(played.requests[1]?.quirks).not.toContain('foreign-schema-urns')
  })
})

describe('choices where the evidence is missing', () => {
  test('account-gone=create anew mends what the default leaves Failed', () => {
    const { app, login } = setWith({ 'account-gone': 'create anew', 'when-suspended': 'Do Nothing' })
    const answers = [empty, { status: 404 }, empty, stored(app, login, true, 201)]
    const played = playAnswers(reactivateUser(app, login), ...answers)
    expect(played.requests.at(-1)?.method).toBe('POST')
    expect(played.findings).toEqual([])
    expect(login).toMatchObject({ linked: true, account: 'active' })
  })

  test('create-answer=201 only fails a create that is answered with 200', () => {
    const { app, login } = setWith({ 'create-answer': '201 only' }, {})
    const played = playAnswers(provisionUser(app, login), empty, stored(app, login))
    expect(played.findings).toMatchObject([{ id: 'create-refused' }])
  })

  test('delete-404=failed lets a DELETE fail that finds nobody', () => {
    const { app, login } = setWith({ 'delete-404': 'failed' })
    expect(playAnswers(deleteUser(app, login), { status: 404 }).result.outcome).toBe('failed')
  })
})
