/**
 * Values of every data type and every way to be returned, at the resource type of `examples/schemas.json`.
 *
 * @see RFC 7643 §2.3 Attribute Data Types, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-2.3
 */
import { isJsonObject, type JsonObject, type JsonValue, SEARCH_REQUEST } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  createDevice,
  DEVICE,
  deviceBody,
  expectList,
  expectScimError,
  expectStatus,
  type Operation,
  useDevices,
} from './support/index.ts'

const scim = useDevices()

describe('what is returned', () => {
  it('S-060 [MUST] shows a request attribute in the answer to the write that sent it, and in no other', async () => {
    const posted = await scim.post('/Devices', deviceBody({ notes: 'dented' }))
    expect(posted.body.notes).toBe('dented')
    const { id, serialNumber } = posted.resource
    const path = `/Devices/${id}`
    const body = { schemas: [DEVICE], serialNumber: serialNumber ?? null }
    expect((await scim.put(path, { ...body, NOTES: 'bent' })).body.notes).toBe('bent')
    const patches: Operation[] = [
      { op: 'replace', path: 'notes', value: 'scratched' },
      { op: 'add', path: `${DEVICE}:Notes`, value: 'lost' },
      { op: 'add', value: { notes: 'found', memory: 4 } },
    ]
    for (const operation of patches) {
      const sent = isJsonObject(operation.value) ? operation.value.notes : operation.value
      expect((await scim.patch(path, [operation])).body.notes).toBe(sent)
    }
    expect((await scim.patch(path, [{ op: 'replace', path: 'memory', value: 8 }])).body).not.toHaveProperty('notes')
    const unnamed = await scim.patch(path, [{ op: 'replace', path: 'notes', value: 'x' }], {
      query: { attributes: 'memory' },
    })
    expect(unnamed.body).not.toHaveProperty('notes')
    const excluded = { query: { excludedAttributes: 'notes' } }
    expect((await scim.put(path, { ...body, notes: 'y' }, excluded)).body).not.toHaveProperty('notes')
    expect((await scim.put(path, { ...body, memory: 8 })).body).not.toHaveProperty('notes')
    expect((await scim.post('/Devices', deviceBody())).body).not.toHaveProperty('notes')
  })

  it('S-060 A-013 [MUST] lists and searches show a request attribute only to those who name it', async () => {
    const { id } = await createDevice(scim, { notes: 'dented' })
    const filter = `id eq "${id}"`
    const search = (more: JsonObject): Promise<Answer> =>
      scim.post('/Devices/.search', { schemas: [SEARCH_REQUEST], filter, ...more })
    for (const answer of [await scim.get('/Devices', { filter }), await search({}), await scim.get('', { filter })]) {
      expectList(answer, 1)
      expect(answer.items[0]).not.toHaveProperty('notes')
    }
    const named = [
      await scim.get('/Devices', { filter, attributes: 'notes' }),
      await search({ attributes: ['notes'] }),
      await scim.get('', { filter, attributes: 'notes' }),
    ]
    for (const answer of named) expect(answer.items).toMatchObject([{ notes: 'dented' }])
  })

  it('S-061 [MUST] shows a write-only attribute to nobody, wherever it is asked for', async () => {
    const pin = '4711'
    const posted = await scim.post('/Devices', deviceBody({ pin }), { query: { attributes: 'pin,serialNumber' } })
    expectStatus(posted, 201)
    const { id, serialNumber } = posted.body
    const path = `/Devices/${String(id)}`
    const body = { schemas: [DEVICE], serialNumber: serialNumber ?? null, pin }
    const query = { attributes: 'pin,serialNumber' }
    const filter = `id eq "${String(id)}"`
    const answers = [
      posted,
      await scim.put(path, body),
      await scim.put(path, body, { query }),
      await scim.patch(path, [{ op: 'replace', path: 'pin', value: pin }], { query }),
      await scim.get(path, query),
      await scim.get('/Devices', { filter, ...query }),
      await scim.post('/Devices/.search', { schemas: [SEARCH_REQUEST], filter, attributes: ['pin'] }),
      await scim.post('/.search', { schemas: [SEARCH_REQUEST], filter, attributes: ['pin'] }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBeLessThan(300)
      expect(answer.text).not.toContain(pin)
      expect(answer.text).not.toContain('"pin"')
    }
  })
})

describe('data types', () => {
  it.each<[string, string, unknown[], unknown[]]>([
    ['S-013 [MUST] an integer has no fraction', 'memory', [1.5, '8', true, 1e300, 2 ** 53], [8, 0, -3, 2 ** 53 - 1]],
    ['S-014 [MUST] a decimal is a number', 'weight', ['1.5', true, [1.5], {}], [1.5, 2, 0, -0.25, 1e-7, 12345.6789]],
    [
      'S-015 [MUST] a dateTime has a date and a time that there are',
      'boughtAt',
      [
        '2026-01-01',
        '12:00:00',
        '2026-02-30T00:00:00Z',
        '2026-13-01T00:00:00Z',
        '2026-01-01T25:00:00Z',
        '2026-01-01T00:00:00+25:00',
        '1 January 2026',
        '2026-01-01 00:00:00Z',
        1767225600,
      ],
      [
        '2026-01-01T00:00:00Z',
        '2026-01-01T00:00:00+02:00',
        '2026-01-01T00:00:00.123456Z',
        '2024-02-29T23:59:59-11:30',
        '2026-01-01T00:00:00',
      ],
    ],
  ])('%s, in POST, PUT and PATCH, and comes back as it was given', async (_, name, wrong, right) => {
    const { id, serialNumber } = await createDevice(scim)
    const path = `/Devices/${id}`
    const put = (value: JsonValue): Promise<Answer> =>
      scim.put(path, { schemas: [DEVICE], serialNumber: serialNumber ?? null, [name]: value })
    const patch = (value: JsonValue): Promise<Answer> => scim.patch(path, [{ op: 'add', path: name, value }])
    // The rows of the table above are JSON.
    for (const value of wrong as JsonValue[]) {
      const detail = new RegExp(name)
      expectScimError(await scim.post('/Devices', deviceBody({ [name]: value })), 400, 'invalidValue', detail)
      expectScimError(await put(value), 400, 'invalidValue', detail)
      expectScimError(await patch(value), 400, 'invalidValue', detail)
    }
    expect((await scim.get(path)).body).not.toHaveProperty(name)
    for (const value of right as JsonValue[]) {
      expect((await createDevice(scim, { [name]: value }))[name]).toBe(value)
      expect((await put(value)).body[name]).toBe(value)
      expect((await patch(value)).body[name]).toBe(value)
      expect((await scim.get(path)).body[name]).toBe(value)
    }
  })

  it('S-013 S-014 [MUST] a number is judged by its value, however it is written', async () => {
    const written = (memory: string): string =>
      JSON.stringify(deviceBody({ memory: 0 })).replace('"memory":0', `"memory":${memory}`)
    for (const memory of ['1e3', '1000.0', '10E+2']) {
      const answer = await scim.send('POST', '/Devices', written(memory))
      expectStatus(answer, 201)
      expect(answer.text).toContain('"memory":1000,')
    }
    expectScimError(await scim.send('POST', '/Devices', written('1e-3')), 400, 'invalidValue')
  })
})
