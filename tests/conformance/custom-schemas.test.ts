/**
 * Resource types and schema extensions that are declared in a file, here in `examples/schemas.json`.
 *
 * @see RFC 7643 §6 ResourceType Schema, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isJsonObject, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { runCli, startServer } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  aText,
  createDevice,
  DEVICE,
  deviceBody,
  expectList,
  expectScimError,
  expectStatus,
  SCHEMAS_FILE,
  ScimClient,
  uniqueName,
  useDevices,
  userBody,
} from './support/index.ts'

const LEASE = 'urn:example:scim:schemas:extension:2.0:Lease'
const BADGE = 'urn:example:scim:schemas:extension:2.0:Badge'

const scim = useDevices()
const folder = mkdtempSync(join(tmpdir(), 'custom-schemas-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The display names a list query finds, in its order. */
async function names(query: Record<string, string>): Promise<unknown[]> {
  const answer = await scim.get('/Devices', query)
  expectStatus(answer, 200)
  return answer.items.map(({ displayName }) => displayName)
}

/** A file with the example's declarations, changed. */
function changedFile(
  name: string,
  change: (json: { Schemas: JsonObject[]; ResourceTypes: JsonObject[] }) => void,
): string {
  const json = JSON.parse(readFileSync(SCHEMAS_FILE, 'utf8')) as Parameters<typeof change>[0] // our own example
  change(json)
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(json))
  return path
}

describe('discovery', () => {
  it('D-010 D-021 [SHOULD] names the declared type, with the plural as its endpoint', async () => {
    const answer = await scim.get('/ResourceTypes/Device')
    expect(answer.body).toMatchObject({
      id: 'Device',
      name: 'Device',
      endpoint: '/Devices',
      schema: DEVICE,
      schemaExtensions: [{ schema: LEASE, required: false }],
      meta: { resourceType: 'ResourceType', location: `${scim.baseUrl}/ResourceTypes/Device` },
    })
    expect((await scim.get('/ResourceTypes/User')).body.schemaExtensions).toContainEqual({
      schema: BADGE,
      required: false,
    })
  })

  it('D-011 S-010 [MUST] publishes the declared schemas with every characteristic, left out ones too', async () => {
    const { items } = await scim.get('/Schemas')
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([DEVICE, LEASE, BADGE]))
    const { attributes } = (await scim.get(`/Schemas/${LEASE}`)).body
    expect(attributes).toContainEqual({
      name: 'until',
      type: 'dateTime',
      multiValued: false,
      description: aText(),
      required: false,
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'none',
    })
  })
})

describe('a declared resource type', () => {
  it('S-074 C-001 [MUST] is created with common attributes of its own and read back', async () => {
    const given = { externalId: 'x-1', kind: 'phone', active: true, memory: 8, weight: 0.25, tags: ['a', 'b'] }
    const made = await createDevice(scim, { ...given, schemas: [DEVICE, LEASE], [LEASE]: { contract: 'C-1' } })
    expect(made).toMatchObject({ ...given, schemas: [DEVICE, LEASE], [LEASE]: { contract: 'C-1' } })
    expect(made.meta).toMatchObject({ resourceType: 'Device', location: `${scim.baseUrl}/Devices/${made.id}` })
    const read = await scim.get(`/Devices/${made.id}`)
    expect(read.body).toEqual(made)
    expect(read.header('etag')).toBe(made.meta.version)
  })

  it('C-015 S-061 [MUST] takes immutable and write-only attributes at creation; the latter never come back', async () => {
    const { id, serialNumber } = await createDevice(scim, { pin: '1234' })
    const read = await scim.get(`/Devices/${id}`, { attributes: 'pin,serialNumber' })
    expect(read.body).toEqual({ schemas: [DEVICE], id, serialNumber })
  })

  it('S-060 [MUST] shows a request attribute to those who name it', async () => {
    const { id } = await createDevice(scim, { notes: 'dented' })
    expect((await scim.get(`/Devices/${id}`)).body).not.toHaveProperty('notes')
    expect((await scim.get(`/Devices/${id}`, { attributes: 'notes' })).body.notes).toBe('dented')
  })

  it.each<[string, JsonObject]>([
    ['a required attribute that is missing', { serialNumber: null }],
    ['a text for an integer', { memory: '8' }],
    ['a date that is none', { boughtAt: 'yesterday' }],
    ['a list for one value', { kind: ['phone'] }],
    ['one value for a list', { tags: 'a' }],
    ['an element without what it needs', { owner: { display: 'Ada' } }],
    ['an extension without what it needs', { [LEASE]: { until: '2027-01-01T00:00:00Z' } }],
  ])('C-011 C-012 [MUST] is refused with %s', async (_, attributes) => {
    expectScimError(await scim.post('/Devices', deviceBody(attributes)), 400, 'invalidValue')
  })

  it('C-013 [CHOICE] is refused with an attribute or a schema nobody has declared', async () => {
    expectScimError(await scim.post('/Devices', deviceBody({ colour: 'red' })), 400, 'invalidSyntax', /colour/)
    expectScimError(await scim.post('/Devices', deviceBody({ schemas: [DEVICE, BADGE] })), 400, 'invalidValue')
    expectScimError(await scim.post('/Devices', { schemas: [USER_SCHEMA], userName: 'x' }), 400)
  })

  it('C-004 [MUST] keeps unique values apart, whatever their case, and frees them on DELETE', async () => {
    const { id, serialNumber } = await createDevice(scim)
    const again = deviceBody({ serialNumber: String(serialNumber).toLowerCase() })
    expectScimError(await scim.post('/Devices', again), 409, 'uniqueness', /serialNumber/)
    expectStatus(await scim.delete(`/Devices/${id}`), 204)
    expectStatus(await scim.post('/Devices', again), 201)
  })

  it('U-008 M-027 [MUST] keeps an immutable attribute through PUT and PATCH', async () => {
    const { id, serialNumber } = await createDevice(scim, { kind: 'phone' })
    const put = await scim.put(`/Devices/${id}`, { schemas: [DEVICE], serialNumber: serialNumber ?? null, memory: 4 })
    expect(put.body).toMatchObject({ serialNumber, memory: 4 })
    expect(put.body).not.toHaveProperty('kind')
    const other = { schemas: [DEVICE], serialNumber: 'another' }
    expectScimError(await scim.put(`/Devices/${id}`, other), 400, 'mutability')
    const operation = { op: 'replace', path: 'serialNumber', value: 'another' }
    expectScimError(await scim.patch(`/Devices/${id}`, [operation]), 400, 'mutability')
  })

  it('M-010 M-028 M-039 [MUST] is patched by every form of path', async () => {
    const { id } = await createDevice(scim, { tags: ['a'], interfaces: [{ value: 'aa:01', type: 'wifi' }] })
    const patched = await scim.patch(`/Devices/${id}`, [
      { op: 'add', path: 'tags', value: ['b'] },
      { op: 'replace', path: 'interfaces[type eq "wifi"].value', value: 'aa:02' },
      { op: 'add', path: `${DEVICE.toUpperCase()}:owner.value`, value: 'u1' },
      { op: 'add', path: `${LEASE}:contract`, value: 'C-7' },
    ])
    expect(patched.body).toMatchObject({
      schemas: [DEVICE, LEASE],
      tags: ['a', 'b'],
      interfaces: [{ value: 'aa:02', type: 'wifi' }],
      owner: { value: 'u1' },
      [LEASE]: { contract: 'C-7' },
    })
    const removed = await scim.patch(`/Devices/${id}`, [
      { op: 'remove', path: LEASE },
      { op: 'remove', path: 'tags' },
    ])
    expect(removed.body.schemas).toEqual([DEVICE])
    expect(removed.body).not.toHaveProperty('tags')
  })

  it('S-020 [MUST] keeps a list within an element, checks each of its values, finds and patches them', async () => {
    const licences = [{ product: 'Office', codes: ['A', 'B'] }, { product: 'Mail' }]
    const { id } = await createDevice(scim, { licences })
    expect((await scim.get(`/Devices/${id}`)).body.licences).toEqual(licences)
    const wrong = deviceBody({ licences: [{ product: 'Office', codes: ['A', 1] }] })
    expectScimError(await scim.post('/Devices', wrong), 400, 'invalidValue', /licences\.codes/)
    expectScimError(await scim.post('/Devices', deviceBody({ licences: [{ codes: 'A' }] })), 400, 'invalidValue')
    const patched = await scim.patch(`/Devices/${id}`, [
      { op: 'add', path: 'licences[codes eq "b"].codes', value: ['C'] },
      { op: 'remove', path: 'licences[not (codes pr)]' },
    ])
    expect(patched.body.licences).toEqual([{ product: 'Office', codes: ['A', 'B', 'C'] }])
    expectList(await scim.get('/Devices', { filter: `licences.codes eq "C" and id eq "${id}"` }), 1)
    expectList(await scim.get('/Devices', { filter: `licences[codes sw "d"] and id eq "${id}"` }), 0)
  })

  it('A-008 A-009 [MUST] is projected by names of its own and of its extension', async () => {
    const { id } = await createDevice(scim, {
      kind: 'phone',
      [LEASE]: { contract: 'C-2', until: '2027-01-01T00:00:00Z' },
    })
    const only = await scim.get(`/Devices/${id}`, { attributes: `kind,${LEASE}:contract` })
    expect(only.body).toEqual({ schemas: [DEVICE, LEASE], id, kind: 'phone', [LEASE]: { contract: 'C-2' } })
    const without = await scim.get(`/Devices/${id}`, { excludedAttributes: LEASE })
    expect(without.body).toMatchObject({ kind: 'phone' })
    expect(without.body).not.toHaveProperty([LEASE])
  })

  it('is not found under another type’s endpoint', async () => {
    const { id } = await createDevice(scim)
    expectScimError(await scim.get(`/Users/${id}`), 404)
    expectScimError(await scim.get('/devices'), 404)
  })
})

describe('a list of a declared resource type', () => {
  const kind = uniqueName('kind')
  const mine = `kind eq "${kind}"`

  beforeAll(async () => {
    const lease = (until: string): JsonObject => ({ contract: 'C', until })
    const rows: [string, JsonObject][] = [
      ['Ada', { memory: 16, weight: 1.5, boughtAt: '2026-01-01T00:00:00Z', [LEASE]: lease('2027-03-01T00:00:00Z') }],
      ['bea', { memory: 8, weight: 0.2, boughtAt: '2026-01-01T01:30:00+01:00', tags: ['red', 'blue'], active: false }],
      [
        'Cyd',
        {
          memory: 32,
          weight: 2,
          interfaces: [{ value: 'x', type: 'wifi', primary: true }],
          [LEASE]: lease('2027-01-01T00:00:00Z'),
        },
      ],
    ]
    for (const [displayName, attributes] of rows) await createDevice(scim, { displayName, kind, ...attributes })
  })

  it.each<[string, string[]]>([
    ['memory gt 8', ['Ada', 'Cyd']],
    ['weight le 1.5', ['Ada', 'bea']],
    ['boughtAt gt "2026-01-01T00:15:00Z"', ['bea']],
    ['boughtAt lt "2026-01-01T00:15:00Z"', ['Ada']],
    ['tags eq "RED"', ['bea']],
    ['not (active eq false)', ['Ada', 'Cyd']],
    ['displayName co "A"', ['Ada', 'bea']],
    ['interfaces[type eq "wifi" and primary eq true]', ['Cyd']],
    [`${DEVICE}:memory eq 8`, ['bea']],
    [`${LEASE}:until gt "2027-02-01T00:00:00Z"`, ['Ada']],
    [`${LEASE}:contract pr`, ['Ada', 'Cyd']],
    ['serialNumber pr and memory ne 16', ['bea', 'Cyd']],
    ['meta.resourceType eq "Device"', ['Ada', 'bea', 'Cyd']],
  ])('F-014 F-029 F-053 [MUST] is filtered by %s', async (filter, found) => {
    expect(await names({ filter: `${mine} and (${filter})` })).toEqual(found)
  })

  it.each<[string, string, string[]]>([
    ['displayName', 'descending', ['Cyd', 'bea', 'Ada']],
    ['memory', 'ascending', ['bea', 'Ada', 'Cyd']],
    ['weight', 'descending', ['Cyd', 'Ada', 'bea']],
    [`${LEASE}:until`, 'ascending', ['Cyd', 'Ada', 'bea']],
  ])('O-009 O-010 [MUST] is sorted by %s, %s', async (sortBy, sortOrder, found) => {
    expect(await names({ filter: mine, sortBy, sortOrder })).toEqual(found)
  })

  it('P-005 Q-005 [MUST] is paged, and searched by POST', async () => {
    expectList(await scim.get('/Devices', { filter: mine, startIndex: '2', count: '1' }), 3, 1)
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: mine, count: 2 }
    expectList(await scim.post('/Devices/.search', search), 3, 2)
  })

  it('refuses an attribute nobody has declared', async () => {
    expectScimError(await scim.get('/Devices', { filter: 'userName pr' }), 400, 'invalidFilter')
    expectScimError(await scim.get('/Devices', { sortBy: 'owner' }), 400, 'invalidValue')
  })
})

describe('a declared extension of User', () => {
  it('S-004 S-005 [MUST] is kept under its URN, found, patched and unique, also beside the Enterprise User', async () => {
    const number = uniqueName('B')
    const badge = { number, floors: [1, 3], photo: 'https://example.com/Ada.png' }
    const made = await scim.createUser({ [BADGE]: badge })
    expect(made).toMatchObject({ schemas: [USER_SCHEMA, BADGE], [BADGE]: badge })
    const found = await scim.get('/Users', { filter: `${BADGE}:number eq "${number.toUpperCase()}"` })
    expect(found.items.map(({ id }) => id)).toEqual([made.id])
    expectList(await scim.get('/Users', { filter: `${BADGE}:floors eq 3 and id eq "${made.id}"` }), 1)
    const taken = await scim.post('/Users', userBody({ [BADGE]: { number } }))
    expectScimError(taken, 409, 'uniqueness', /number/)
    const patched = await scim.patch(`/Users/${made.id}`, [{ op: 'remove', path: BADGE }])
    expect(patched.body.schemas).toEqual([USER_SCHEMA])
    expectStatus(await scim.post('/Users', userBody({ [BADGE]: { number } })), 201)
  })
})

describe('the file of --schemas', () => {
  it('is judged before the server starts: exit 2, with the JSON path of the fault', async () => {
    const bad = changedFile('bad.json', ({ Schemas }) => Object.assign(Schemas[1] ?? {}, { id: DEVICE }))
    const ended = await runCli(['serve', '--port', '0', '--data', ':memory:', '--schemas', bad])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/bad\.json .*\$\.Schemas\[1\]\.id: .*there already/)
    const missing = await runCli(['serve', '--data', ':memory:', '--schemas', join(folder, 'nothing.json')])
    expect(missing).toMatchObject({ code: 2, stderr: aText(/nothing\.json .*cannot be read/) })
  })

  it('may change between starts; look-ups follow, and a uniqueness the data breaks is refused', async () => {
    const data = join(folder, 'data')
    const client = new ScimClient()
    const start = async (...args: string[]): Promise<void> =>
      client.connect(await startServer({ data, strict: true, args }))
    const make = (attributes: JsonObject): Promise<Answer> => client.post('/Devices', deviceBody(attributes))
    const unique = (name: string): string =>
      changedFile(`${name}.json`, ({ Schemas: [device] }) => {
        const attributes = Array.isArray(device?.attributes) ? device.attributes.filter(isJsonObject) : []
        Object.assign(attributes.find((attribute) => attribute.name === name) ?? {}, { uniqueness: 'server' })
      })

    await start('--schemas', SCHEMAS_FILE)
    for (const displayName of ['one', 'two']) expectStatus(await make({ displayName, kind: 'phone' }), 201)
    await client.server.stop()

    const refused = await runCli(['serve', '--port', '0', '--data', data, '--schemas', unique('kind')])
    expect(refused).toMatchObject({ code: 2, stderr: aText(/Device have the same kind/) })

    await start()
    expectScimError(await client.get('/Devices'), 404)
    await client.server.stop()

    await start('--schemas', unique('displayName'))
    expectList(await client.get('/Devices', { filter: 'displayName eq "ONE"' }), 1)
    expectScimError(await make({ displayName: 'Two' }), 409, 'uniqueness', /displayName/)
    expectStatus(await make({ displayName: 'three', kind: 'phone' }), 201)
    await client.server.stop()
  })

  it('is named in the help of serve, which shows three examples and ends with 0', async () => {
    const ended = await runCli(['serve', '--help'])
    expect(ended).toMatchObject({ code: 0, stderr: '', stdout: aText(/--schemas FILE/) })
    expect(ended.stdout.match(/^ {2}\$ scimulator serve|^ {2}\$ SCIM_TOKEN=/gm)).toHaveLength(3)
  })
})
