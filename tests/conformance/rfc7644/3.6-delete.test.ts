/**
 * Deleting resources.
 *
 * @see RFC 7644 §3.6 Deleting Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.6
 */
import { ENTERPRISE_USER_SCHEMA, SEARCH_REQUEST } from '@scimulator/scim-core'
import { expect, it } from 'vitest'
import {
  credentials,
  expectList,
  expectScimError,
  expectStatus,
  sendRaw,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

it('X-001 H-012 [MUST] 204 without a single byte of body', async () => {
  const { id } = await scim.createUser()
  const answer = await sendRaw(scim.baseUrl, 'DELETE', `/Users/${id}`, [credentials(scim)])
  expect(answer.status).toBe(204)
  expect(answer.body).toBe('')
})

it('X-002 [MUST] afterwards GET, PUT, PATCH and DELETE find nothing', async () => {
  const user = await scim.createUser()
  const path = `/Users/${user.id}`
  expectStatus(await scim.delete(path), 204)
  expectScimError(await scim.get(path), 404)
  expectScimError(await scim.put(path, userBody()), 404)
  expectScimError(await scim.patch(path, [{ op: 'add', path: 'title', value: 'T' }]), 404)
  expectScimError(await scim.delete(path), 404)
})

it('X-003 [MUST] it is in no list and no count any more', async () => {
  const user = await scim.createUser()
  const total = async () => Number((await scim.get('/Users', { count: '0' })).body.totalResults)
  const before = await total()
  await scim.delete(`/Users/${user.id}`)
  expect(await total()).toBe(before - 1)
  const filter = `userName eq "${String(user.userName)}"`
  expectList(await scim.get('/Users', { filter }), 0)
  expectList(await scim.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter }), 0)
})

it('X-004 [SHOULD] its unique values are free', async () => {
  const { id, userName } = await scim.createUser()
  await scim.delete(`/Users/${id}`)
  expect((await scim.createUser({ userName })).id).not.toBe(id)
  const group = await scim.createGroup()
  await scim.delete(`/Groups/${group.id}`)
  expect((await scim.createGroup({ displayName: group.displayName })).id).not.toBe(group.id)
})

it('X-005 [CHOICE] a deleted User leaves its Groups, a deleted Group its Users', async () => {
  const [goes, stays] = [await scim.createUser(), await scim.createUser()]
  const group = await scim.createGroupOf(goes, stays)
  await scim.delete(`/Users/${goes.id}`)
  expect((await scim.group(group.id)).members).toMatchObject([{ value: stays.id }])
  expect((await scim.group(group.id)).members).toHaveLength(1)
  await scim.delete(`/Groups/${group.id}`)
  expect((await scim.user(stays.id)).groups).toBeUndefined()
})

it('X-006 [CHOICE] a manager that is gone is still named by those who named it', async () => {
  const manager = await scim.createUser()
  const user = await scim.createUser({ [ENTERPRISE_USER_SCHEMA]: { manager: { value: manager.id } } })
  await scim.delete(`/Users/${manager.id}`)
  expect((await scim.user(user.id))[ENTERPRISE_USER_SCHEMA]).toMatchObject({ manager: { value: manager.id } })
})

it('X-007 [MUST] an unknown id: 404', async () => {
  expectScimError(await scim.delete('/Users/unknown-id'), 404)
  expectScimError(await scim.delete('/Groups/unknown-id'), 404)
})

it('X-008 [CHOICE] DELETE on a collection is not allowed and removes nothing', async () => {
  const { id } = await scim.createUser()
  expectScimError(await scim.delete('/Users'), 405)
  expectStatus(await scim.get(`/Users/${id}`), 200)
})

it('X-009 V-008 [SHOULD] with the ETag of an older version: 412, and the resource stays', async () => {
  const user = await scim.createUser()
  const { meta } = (await scim.patch(`/Users/${user.id}`, [{ op: 'add', path: 'title', value: 'T' }])).resource
  expectScimError(await scim.delete(`/Users/${user.id}`, { 'if-match': user.meta.version }), 412)
  expect((await scim.user(user.id)).title).toBe('T')
  expectStatus(await scim.delete(`/Users/${user.id}`, { 'if-match': meta.version }), 204)
})

it('X-010 [MUST] a deactivated User is not deleted, a deleted one not merely inactive', async () => {
  const { id } = await scim.createUser({ active: true })
  await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
  expect((await scim.user(id)).active).toBe(false)
  await scim.delete(`/Users/${id}`)
  expectScimError(await scim.get(`/Users/${id}`), 404)
  expectList(await scim.get('/Users', { filter: `id eq "${id}" and active eq false` }), 0)
})

it('X-011 [CHOICE] of parallel DELETEs exactly one succeeds', async () => {
  const { id } = await scim.createUser()
  const answers = await Promise.all(Array.from({ length: 10 }, () => scim.delete(`/Users/${id}`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array.from({ length: 9 }, () => 404)])
})
