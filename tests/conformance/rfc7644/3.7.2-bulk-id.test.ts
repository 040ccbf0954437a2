/**
 * References between the operations of a bulk request: back, forward, in a circle and to nothing.
 *
 * @see RFC 7644 §3.7.1 Circular Reference Processing, §3.7.2 "bulkId" Temporary Identifiers — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.2
 */
import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  expectStatus,
  idOf,
  patchOf,
  pathOf,
  postGroup,
  postUser,
  runBulk,
  statusesOf,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

const setTitle = (title: string) => ({ op: 'replace', path: 'title', value: title })

async function titleAt(path: string): Promise<unknown> {
  return (await scim.get(path)).body.title
}

function detailOf({ response }: JsonObject): JsonValue | undefined {
  return isJsonObject(response) ? response.detail : undefined
}

describe('bulkId', () => {
  it('B-016 B-018 [MUST] refers forward, in members, manager and groups of groups', async () => {
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    const results = await runBulk(scim, [
      postGroup('outer', 'bulkId:inner', 'bulkId:ann'),
      postGroup('inner', 'bulkId:ann'),
      postUser('ann', { [enterprise]: { manager: { value: 'bulkId:boss' } } }),
      postUser('boss'),
    ])
    expect(statusesOf(results)).toEqual(['201', '201', '201', '201'])
    const [outer, inner, ann, boss] = results.map(idOf)
    const members = async (id = ''): Promise<unknown[]> => {
      const { members: list } = await scim.group(id)
      return Array.isArray(list) ? list.filter(isJsonObject).map(({ value }) => value) : []
    }
    expect((await members(outer)).sort()).toEqual([ann, inner].sort())
    expect(await members(inner)).toEqual([ann])
    expect((await scim.user(ann ?? ''))[enterprise]).toMatchObject({ manager: { value: boss } })
  })

  it('B-017 B-016 [CHOICE] stands in paths, in values of a PATCH and in its filters', async () => {
    const [outside, user, group, ...changes] = await runBulk(scim, [
      postUser('outside'),
      postUser('u'),
      postGroup('g', 'bulkId:u', 'bulkId:outside'),
      patchOf('/Users/bulkId:u', setTitle('patched')),
      patchOf('/Groups/bulkId:g', { op: 'remove', path: 'members[value eq "bulkId:u"]' }),
      patchOf('/Groups/bulkId:g', { op: 'add', path: 'members', value: [{ value: 'bulkId:late' }] }),
      { method: 'DELETE', path: '/Users/bulkId:outside' },
      postUser('late'),
    ])
    expect(statusesOf(changes)).toEqual(['200', '204', '204', '204', '201'])
    expect(await titleAt(pathOf(scim, user))).toBe('patched')
    expect(changes[1]?.location).toBe(group?.location)
    expectStatus(await scim.get(pathOf(scim, outside)), 404)
    expect((await scim.group(idOf(group))).members).toMatchObject([{ value: idOf(changes[4]) }])
  })

  it('B-019 [MUST] may go in a circle: both groups are made, each a member of the other', async () => {
    const [a, between, b] = await runBulk(scim, [postGroup('a', 'bulkId:b'), postUser('u'), postGroup('b', 'bulkId:a')])
    expect([a?.status, between?.status, b?.status]).toEqual(['201', '201', '201'])
    expect((await scim.group(idOf(a))).members).toMatchObject([{ value: idOf(b) }])
    expect((await scim.group(idOf(b))).members).toMatchObject([{ value: idOf(a) }])
    expect((await scim.group(idOf(a))).meta.version).toBe(a?.version)
  })

  it('B-019 [MUST] a circle that cannot be closed leaves nothing behind', async () => {
    const [a, b] = [postGroup('a', 'bulkId:b'), postGroup('b', 'bulkId:a', 'bulkId:zz')]
    const results = await runBulk(scim, [a, b, postGroup('c', 'bulkId:a')])
    expect(statusesOf(results)).toEqual(['409', '400', '409'])
    expect(detailOf(results[0] ?? {})).toContain('"b"')
    for (const { data } of [a, b]) {
      const name = isJsonObject(data) ? String(data.displayName) : ''
      expect((await scim.get('/Groups', { filter: `displayName eq "${name}"` })).body.totalResults).toBe(0)
    }
  })

  it('B-020 [CHOICE] may be its own: a group becomes a member of itself', async () => {
    const [self] = await runBulk(scim, [postGroup('self', 'bulkId:self')])
    expect(self?.status).toBe('201')
    expect((await scim.group(idOf(self))).members).toMatchObject([{ value: idOf(self) }])
  })

  it('B-021 [CHOICE] an unknown one is 400, one whose POST failed 409, and only those who refer to it fail', async () => {
    const { userName = null } = await scim.createUser()
    const [unknown, failed, dependent, path, good] = await runBulk(scim, [
      postGroup('a', 'bulkId:zz'),
      postUser('bad', { userName }),
      postGroup('b', 'bulkId:bad'),
      patchOf('/Users/bulkId:bad', setTitle('x')),
      postUser('good'),
    ])
    expect(unknown).toMatchObject({ status: '400', response: { scimType: 'invalidValue' } })
    expect([failed?.status, dependent?.status, path?.status, good?.status]).toEqual(['409', '409', '409', '201'])
    expect(detailOf(dependent ?? {})).toContain('"bad"')
  })

  it('B-032 [CHOICE] is replaced only where it is a whole text', async () => {
    const [user] = await runBulk(scim, [postUser('u', { title: 'see bulkId:u' })])
    expect(await titleAt(pathOf(scim, user))).toBe('see bulkId:u')
  })

  it.each(['__proto__', 'constructor', 'a b', 'ä', '"', '/'])(
    'B-016 IP-12 %j is an id like any other',
    async (bulkId) => {
      const results = await runBulk(scim, [postGroup('group', `bulkId:${bulkId}`), postUser(bulkId)])
      expect(statusesOf(results)).toEqual(['201', '201'])
      expect(statusesOf(await runBulk(scim, [postGroup('group', `bulkId:${bulkId}`)]))).toEqual(['400'])
    },
  )
})
