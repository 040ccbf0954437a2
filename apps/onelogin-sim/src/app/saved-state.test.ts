import type { JsonObject } from '@scimulator/scim-core'
import { expect, test } from 'vitest'
import { aPerson } from '../../test/context.ts'
import { newLogin } from './login.ts'
import { openSavedState } from './saved-state.ts'

test('what is learnt is in the saved state at once, and comes back from its JSON', () => {
  const state: { value: JsonObject } = { value: {} }
  const saved = openSavedState(state)
  saved.logins.push({ ...newLogin(aPerson({ manager: 'bo' }), ['Dev']), id: '7', linked: true, account: 'inactive' })
  saved.entitlements.push({ name: 'Dev', id: 'g1', role: 'gone' })
  saved.tasks.push({ kind: 'suspend', person: 'ann', cause: 'status Suspended', at: '2026-11-01T00:00:00.000Z' })
  saved.left.push({ id: '6', userName: 'old@acme.test', active: true, groups: ['Dev'] })
  saved.console.approval.deleteUser = true
  saved.console.apiStatus = null
  saved.console.whenAppRemoved = 'Delete'
  saved.demo.syncs = 3
  // What was just written as JSON.
  const text = JSON.parse(JSON.stringify(state.value)) as JsonObject
  expect(openSavedState({ value: text })).toEqual(saved)
})

test.each<[string, JsonObject]>([
  ['an empty state', {}],
  ['something else', { logins: 7, entitlements: { a: 1 }, demo: null }],
  ['entries without what they need', { logins: [{}, { user: { id: 'a' } }, null], entitlements: [{ name: 'x' }] }],
])('%s starts empty', (_case, value) => {
  const saved = openSavedState({ value })
  expect(saved.logins).toEqual([])
  expect(saved.entitlements).toEqual([])
  expect(saved.demo.syncs).toBe(0)
})

test.each<[string, JsonObject, string | null]>([
  ['that never said is as enabled as its logins show', {}, 'Enabled'],
  ['whose Enable failed stays as it is', { apiStatus: null }, null],
  ['that was disabled stays so', { apiStatus: 'Disabled' }, 'Disabled'],
])('an app %s', (_case, console, apiStatus) => {
  const logins = [{ user: { id: 'a', userName: 'a@acme.test' }, linked: true }]
  expect(openSavedState({ value: { console, logins } }).console.apiStatus).toBe(apiStatus)
})

test('a task that a broken-off run was in has failed', () => {
  const user = { id: 'a', userName: 'a@acme.test' }
  const [login] = openSavedState({ value: { logins: [{ user, state: 'Provisioning' }] } }).logins
  expect(login?.state).toBe('Failed')
})

test('a word that is none of ours falls back', () => {
  const user = { id: 'a', userName: 'a@acme.test' }
  const [login] = openSavedState({ value: { logins: [{ user, account: 'stolen', state: 5 }] } }).logins
  expect(login).toMatchObject({ account: 'none', state: 'None', linked: false })
})
