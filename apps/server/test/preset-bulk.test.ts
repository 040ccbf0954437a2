import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type DoorLab,
  ENTERPRISE,
  GROUP,
  type Json,
  json,
  message,
  openDoors,
  patchOp,
  user,
} from './preset-support.ts'

let lab: DoorLab

beforeAll(async () => {
  lab = await openDoors()
})
afterAll(() => lab.close())

/** A defect meets the operations of a bulk request as it meets the requests they stand for. */
const statuses = async (...parameters: Parameters<DoorLab['bulk']>): Promise<string[]> =>
  (await lab.bulk(...parameters)).map(({ status }) => status)

describe('the operations of a bulk request', () => {
  const create = (userName: string, bulkId = 'a', rest: Json = {}): Json => ({
    method: 'POST',
    path: '/Users',
    bulkId,
    data: user(userName, rest),
  })

  test('patch-unsupported, delete-unsupported: refused alone, and the others are done', async () => {
    const { path } = await lab.person()
    await lab.give('patch-unsupported', 'delete-unsupported')
    const results = await lab.bulk([
      { method: 'PATCH', path, data: patchOp({ op: 'replace', path: 'title', value: 'x' }) },
      create(lab.name()),
      { method: 'DELETE', path },
    ])
    expect(results).toMatchObject([
      { status: '501', at: path, response: { detail: 'PATCH is not supported.' } },
      { status: '201' },
      { status: '405', at: path },
    ])
    expect(json(await lab.ask('GET', path))).not.toHaveProperty('title')
  })

  test('a slash at the end of an address changes nothing', async () => {
    const { path } = await lab.person({ active: false })
    await lab.give('patch-unsupported', 'inactive-hidden')
    const patch = { method: 'PATCH', path, data: patchOp({ op: 'replace', path: 'title', value: 'x' }) }
    const answer = await lab.ask('POST', '/Bulk/', message('BulkRequest', { Operations: [patch] }))
    expect(json(answer).Operations).toMatchObject([{ status: '501' }])
    const { Resources = [] } = json(await lab.ask('GET', '/Users/?filter=active%20eq%20false'))
    expect(Resources).toEqual([])
  })

  test('patch-unsupported: what is refused counts as a failure, and nothing after the last is done', async () => {
    const { path } = await lab.person()
    await lab.give('patch-unsupported')
    const patch = { method: 'PATCH', path, data: patchOp({ op: 'replace', path: 'title', value: 'x' }) }
    const userName = lab.name()
    expect(await statuses([patch, create(userName)], { failOnErrors: 1 })).toEqual(['501'])
    expect(json(await lab.search('/Users/.search', { filter: `userName eq "${userName}"` })).totalResults).toBe(0)
  })

  test('create-200, conflict-500, html-errors: the status of each is the one a request would have', async () => {
    const { userName } = await lab.person()
    const operations = (): Json[] => [create(userName), create(lab.name(), 'b')]
    await lab.give('create-200')
    expect(await statuses(operations())).toEqual(['409', '200'])
    await lab.give('conflict-500')
    expect(await lab.bulk(operations())).toMatchObject([
      { status: '500', response: { status: '500' } },
      { status: '201' },
    ])
    await lab.give('html-errors')
    const [refused] = await lab.bulk(operations())
    expect(refused).toEqual({ method: 'POST', bulkId: 'a', status: '409', at: '' })
  })

  test('groups-unsupported: a group is refused, and so is what refers to it', async () => {
    await lab.give('groups-unsupported')
    const members = [{ value: 'bulkId:a' }]
    const operations = [
      create(lab.name()),
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'g',
        data: { schemas: [GROUP], displayName: lab.name(), members },
      },
      { method: 'PATCH', path: '/Users/bulkId:g', data: patchOp({ op: 'remove', path: 'title' }) },
    ]
    expect(await statuses(operations)).toEqual(['201', '404', '409'])
  })

  test('duplicates-allowed: a second user is made', async () => {
    const { userName, path } = await lab.person()
    await lab.give('duplicates-allowed')
    const [result] = await lab.bulk([create(userName)])
    expect(result?.status).toBe('201')
    expect(result?.at).not.toBe(path)
    expect(json(await lab.ask('GET', result?.at ?? '')).userName).toBe(userName)
  })

  test('deactivation-deletes: also of a user that is told by its bulkId', async () => {
    await lab.give('deactivation-deletes')
    const [first, second] = await lab.bulk([
      create(lab.name()),
      { method: 'PATCH', path: '/Users/bulkId:a', data: patchOp({ op: 'replace', path: 'active', value: false }) },
    ])
    expect([first?.status, second?.status]).toEqual(['201', '200'])
    expect((await lab.ask('GET', first?.at ?? '')).status).toBe(404)
  })

  test('id-changes: the result has the new address', async () => {
    const { path, userName } = await lab.person()
    await lab.give('id-changes')
    const [result] = await lab.bulk([{ method: 'PUT', path, data: user(userName) }])
    expect(result?.status).toBe('200')
    expect(result?.at).toMatch(/^\/Users\/./)
    expect(result?.at).not.toBe(path)
    expect((await lab.ask('GET', path)).status).toBe(404)
  })

  test('string-booleans: text sent for active is shown as text', async () => {
    await lab.give('string-booleans')
    const [result] = await lab.bulk([create(lab.name(), 'a', { active: 'True' })])
    expect(json(await lab.ask('GET', result?.at ?? '')).active).toBe('True')
  })

  test('urn-members-lost, urn-paths-lost: what is lost in a request is lost here', async () => {
    const { path } = await lab.person()
    await lab.give('urn-members-lost', 'urn-paths-lost')
    const [made1, patched] = await lab.bulk([
      create(lab.name(), 'a', { [ENTERPRISE]: { department: 'Sales' } }),
      { method: 'PATCH', path, data: patchOp({ op: 'add', path: `${ENTERPRISE}:department`, value: 'Sales' }) },
    ])
    expect([made1?.status, patched?.status]).toEqual(['201', '200'])
    expect(json(await lab.ask('GET', made1?.at ?? ''))).not.toHaveProperty([ENTERPRISE])
    expect(json(await lab.ask('GET', path))).not.toHaveProperty([ENTERPRISE])
  })

  test('no-target-400: the operation is refused with noTarget', async () => {
    const { path } = await lab.person()
    await lab.give('no-target-400')
    const data = patchOp({ op: 'replace', path: 'emails[type eq "work"].value', value: 'x@acme.example' })
    expect(await lab.bulk([{ method: 'PATCH', path, data }])).toMatchObject([
      { status: '400', response: { scimType: 'noTarget' } },
    ])
  })

  test.each([
    ['add-replaces-members', 'add', 1],
    ['remove-empties-group', 'remove', 0],
    ['group-writes-lost', 'add', 2],
    ['members-kept-twice', 'add', 3],
  ])('%s: what becomes of the members', async (preset, op, left) => {
    const people = [await lab.person(), await lab.person()]
    const path = await lab.group(people.map(({ id }) => id))
    await lab.give(preset)
    const data = patchOp({ op, path: 'members', value: [{ value: people[0]?.id }] })
    const [result] = await lab.bulk([{ method: 'PATCH', path, data }])
    expect(result?.at).toBe(path)
    expect(Number(result?.status)).toBeLessThan(300)
    expect(await lab.membersAt(path)).toHaveLength(left)
  })

  test('large-groups-refused: too many members are refused', async () => {
    await lab.give('large-groups-refused')
    const members = Array.from({ length: 101 }, (_, at) => ({ value: `none${at}` }))
    const data = { schemas: [GROUP], displayName: lab.name(), members }
    expect(await lab.bulk([{ method: 'POST', path: '/Groups', bulkId: 'g', data }])).toMatchObject([
      { status: '400', response: { scimType: 'invalidValue' } },
    ])
  })

  test('large-groups-refused: members are counted by request, not by group', async () => {
    const ids = [(await lab.person()).id]
    const path = await lab.group(ids)
    await lab.give('large-groups-refused')
    const add = (count: number, of: (members: Json[]) => Json): Json => ({
      method: 'PATCH',
      path,
      data: patchOp(of(Array.from({ length: count }, (_, at) => ({ value: ids[at % ids.length] })))),
    })
    const named = (value: Json[]): Json => ({ op: 'add', path: 'members', value })
    const bare = (members: Json[]): Json => ({ op: 'add', value: { members } })
    expect(await statuses([add(100, named), add(101, named), add(1, named), add(101, bare)])).toEqual([
      '204',
      '400',
      '204',
      '400',
    ])
  })

  test('failOnErrors ends what a defect does without asking too', async () => {
    const path = await lab.group([])
    await lab.give('group-writes-lost')
    const lost = { method: 'PATCH', path, data: patchOp({ op: 'replace', path: 'displayName', value: 'x' }) }
    const fails = { method: 'DELETE', path: '/Users/nobody' }
    expect(await statuses([lost, fails, lost], { failOnErrors: 1 })).toEqual(['200', '404'])
    expect(await statuses([lost, fails, lost], { failOnErrors: 2 })).toEqual(['200', '404', '200'])
  })

  test('empty-success: the bulk request itself is answered with nothing', async () => {
    await lab.give('empty-success')
    const body = message('BulkRequest', { Operations: [create(lab.name())] })
    expect(await lab.ask('POST', '/Bulk', body)).toMatchObject({ status: 200, text: '' })
  })

  test('what is no operation, and creations that refer to each other, go in as they came', async () => {
    const { path } = await lab.person()
    await lab.give('create-200', 'patch-unsupported', 'conflict-500', 'urn-paths-lost')
    const refer = (bulkId: string, other: string): Json => ({
      method: 'POST',
      path: '/Groups',
      bulkId,
      data: { schemas: [GROUP], displayName: lab.name(), members: [{ value: `bulkId:${other}`, type: 'Group' }] },
    })
    const operations = [{ method: 'GET', path }, refer('x', 'y'), refer('y', 'x'), { method: 'PUT', path }]
    expect(await statuses(operations)).toEqual(['400', '200', '200', '400'])
    const none = message('BulkRequest', { Operations: [1, { method: 'PATCH', path, data: {} }] })
    expect((await lab.ask('POST', '/Bulk', none)).status).toBe(400)
  })

  test('whoever may not write gets the answer of the server, and nothing is done', async () => {
    await lab.give('duplicates-allowed', 'patch-unsupported', 'group-writes-lost')
    const body = message('BulkRequest', { Operations: [create('stranger@acme.example')] })
    const answer = await lab.askAsStranger('POST', '/Bulk', body)
    expect(answer.status).toBe(401)
  })
})
