import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spelt } from '../src/faults/names.ts'
import { type DoorLab, ENTERPRISE, GROUP, type Json, json, message, openDoors, user } from './preset-support.ts'

let lab: DoorLab

beforeAll(async () => {
  lab = await openDoors()
})
afterAll(() => lab.close())

const patchOp = (...operations: Json[]): Json => ({
  SCHEMAS: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  operations,
})
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:'

/** RFC 7643 §2.1: the server reads names in whatever letter case, and a defect does so too. */
describe('names in another letter case', () => {
  test.each([
    ['add-replaces-members', 'add', 'Members', 1],
    ['add-replaces-members', 'Add', `${CORE.toUpperCase()}group:MEMBERS`, 1],
    ['remove-empties-group', 'remove', 'MEMBERS', 0],
    ['group-writes-lost', 'add', 'Members', 2],
    ['members-kept-twice', 'add', 'Members', 3],
  ])('%s: %s of %s', async (preset, OP, PATH, left) => {
    const people = [await lab.person(), await lab.person()]
    const path = await lab.group(people.map(({ id }) => id))
    await lab.give(preset)
    const answer = await lab.ask('PATCH', path, patchOp({ OP, PATH, VALUE: [{ Value: people[0]?.id }] }))
    expect([answer.status, answer.headers['scimulator-fault']]).toEqual([expect.any(Number), preset])
    expect(answer.status).toBeLessThan(300)
    expect(await lab.membersAt(path)).toHaveLength(left)
  })

  test('large-groups-refused: members are counted under any spelling', async () => {
    const path = await lab.group([])
    await lab.give('large-groups-refused')
    const MEMBERS = Array.from({ length: 101 }, (_, at) => ({ value: `none${at}` }))
    const whole = { schemas: [GROUP], displayName: lab.name(), MEMBERS }
    const answers = [
      await lab.ask('POST', '/Groups', whole),
      await lab.ask('PATCH', path, patchOp({ op: 'add', path: null, value: { MEMBERS } })),
    ]
    expect(answers.map((answer) => json(answer).scimType)).toEqual(['invalidValue', 'invalidValue'])
    expect(answers.map(({ headers }) => headers['scimulator-fault'])).toEqual([
      'large-groups-refused',
      'large-groups-refused',
    ])
  })

  test.each([
    { Path: 'Active', Value: 'False' },
    { Path: `${CORE}User:active`, Value: 'False' },
    { path: null, value: { ACTIVE: 'False' } },
  ])('string-booleans: %j', async (operation) => {
    const { path } = await lab.person()
    await lab.give('string-booleans')
    expect(json(await lab.ask('PATCH', path, patchOp({ op: 'replace', ...operation }))).active).toBe('False')
    expect(json(await lab.ask('GET', path)).active).toBe('False')
  })

  test('string-booleans: of a whole User', async () => {
    await lab.give('string-booleans')
    const made = await lab.ask('POST', '/Users', user(lab.name(), { Active: 'True' }))
    expect(json(made).active).toBe('True')
  })

  test('urn-paths-lost, urn-members-lost: a URN in capitals', async () => {
    const { path } = await lab.person()
    await lab.give('urn-paths-lost', 'urn-members-lost')
    const operation = { op: 'add', PATH: `${ENTERPRISE.toUpperCase()}:department`, value: 'Sales' }
    expect((await lab.ask('PATCH', path, patchOp(operation))).status).toBe(200)
    expect(json(await lab.ask('GET', path))).not.toHaveProperty([ENTERPRISE])
    const made = await lab.ask(
      'POST',
      '/Users',
      user(lab.name(), { [ENTERPRISE.toUpperCase()]: { department: 'Sales' } }),
    )
    expect(made.status).toBe(201)
    expect(json(made)).not.toHaveProperty([ENTERPRISE])
  })

  test('no-target-400: an attribute in capitals', async () => {
    const { path } = await lab.person({ emails: [{ type: 'home', value: 'home@acme.example' }] })
    await lab.give('no-target-400')
    const set = async (PATH: string): Promise<number> =>
      (await lab.ask('PATCH', path, patchOp({ op: 'replace', PATH, value: 'x@acme.example' }))).status
    expect([await set('EMAILS[TYPE eq "work"].value'), await set('EMAILS[TYPE eq "home"].value')]).toEqual([400, 200])
  })

  test('duplicates-allowed: a userName in another letter case, under another spelling', async () => {
    const { userName } = await lab.person()
    await lab.give('duplicates-allowed')
    const made = await lab.ask('POST', '/Users', { schemas: user('').schemas, USERNAME: userName.toUpperCase() })
    expect([made.status, json(made).userName]).toEqual([201, userName.toUpperCase()])
    const filter = encodeURIComponent(`USERNAME eq "${userName}"`)
    expect(json(await lab.ask('GET', `/Users?FILTER=${filter}`)).totalResults).toBe(2)
  })

  test('id-changes: a body that names its id', async () => {
    const { id, path, userName } = await lab.person()
    await lab.give('id-changes')
    const put = await lab.ask('PUT', path, user(userName, { ID: id }))
    expect(put.status).toBe(200)
    expect(json(put).id).not.toBe(id)
  })

  test('filter-ignored, paging-ignored, no-match-404: parameters of a query', async () => {
    await lab.person()
    await lab.person()
    const filter = encodeURIComponent('userName eq "nobody@acme.example"')
    await lab.give('filter-ignored')
    expect(Number(json(await lab.ask('GET', `/Users?FILTER=${filter}&Count=1`)).totalResults)).toBeGreaterThan(1)
    await lab.give('paging-ignored')
    expect(Number(json(await lab.ask('GET', '/Users?StartIndex=2&Count=1')).itemsPerPage)).toBeGreaterThan(1)
    await lab.give('no-match-404')
    expect((await lab.ask('GET', `/Users?Filter=${filter}`)).status).toBe(404)
  })

  test('the operations of a bulk request', async () => {
    const { path } = await lab.person()
    await lab.give('patch-unsupported')
    const data = patchOp({ op: 'replace', path: 'title', value: 'x' })
    const lost = { METHOD: 'PATCH', Path: path, DATA: data }
    const made = { Method: 'POST', path: '/Users', BULKID: 'a', data: user(lab.name()) }
    const bulk = async (FAILONERRORS: number, operations: Json[]): Promise<unknown> =>
      json(await lab.ask('POST', '/Bulk', message('BulkRequest', { FAILONERRORS, operations }))).Operations
    expect(await bulk(3, [lost, made, lost])).toMatchObject([
      { status: '501' },
      { status: '201', bulkId: 'a' },
      { status: '501' },
    ])
    expect(await bulk(1, [lost, made])).toMatchObject([{ status: '501' }])
    expect(json(await lab.ask('GET', path))).not.toHaveProperty('title')
  })

  test('a name that stands there twice is the server’s to refuse', async () => {
    const { path } = await lab.person()
    await lab.give('urn-paths-lost', 'string-booleans')
    const twice = { op: 'replace', path: 'title', Path: `${ENTERPRISE}:department`, value: 'x' }
    expect((await lab.ask('PATCH', path, patchOp(twice))).status).toBe(400)
    expect(spelt({ OP: 1, op: 2, Op: 3 }, ['op'])).toEqual({ OP: 1, op: 2, Op: 3 })
    expect(spelt({ OP: 1, Op: 2 }, ['op'])).toEqual({ op: 1, Op: 2 })
  })
})
