/**
 * Characteristics that no attribute of User and Group has, at a resource type made for it.
 *
 * @see RFC 7643 §2.2 Attribute Characteristics, §6 ResourceType Schema, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-2.2
 */
import {
  defineAttribute,
  GROUP,
  type JsonObject,
  type JsonValue,
  type ResourceTypeDefinition,
  USER,
} from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import type { Answer, Resource } from '../support/index.ts'
import { expectList, expectScimError, expectStatus, uniqueName, useRouter } from '../support/index.ts'

const KEY = 'urn:example:scim:schemas:2.0:Key'
const VAULT = 'urn:example:scim:schemas:extension:2.0:Vault'
const KEY_TYPE: ResourceTypeDefinition = {
  name: 'Key',
  description: 'A key',
  endpoint: '/Keys',
  schema: {
    id: KEY,
    name: 'Key',
    description: 'A key',
    attributes: [
      defineAttribute('displayName', 'What it is called.', { required: true }),
      defineAttribute('kind', 'What it is; never another.', { mutability: 'immutable' }),
      defineAttribute('made', 'Who made it; never another.', {
        type: 'complex',
        mutability: 'immutable',
        subAttributes: [defineAttribute('by', 'A name.'), defineAttribute('at', 'A place.')],
      }),
      defineAttribute('length', 'In bits.', { type: 'integer' }),
      defineAttribute('weight', 'In grams.', { type: 'decimal' }),
      defineAttribute('words', 'Some words.', { multiValued: true }),
    ],
  },
  schemaExtensions: [
    {
      required: true,
      schema: {
        id: VAULT,
        name: 'Vault',
        description: 'Where it lies',
        attributes: [defineAttribute('shelf', 'The shelf.', { required: true }), defineAttribute('box', 'The box.')],
      },
    },
  ],
}

const scim = useRouter({ resourceTypes: [USER, GROUP, KEY_TYPE] })

function keyBody(attributes: JsonObject = {}): JsonObject {
  return { schemas: [KEY, VAULT], displayName: uniqueName('key'), [VAULT]: { shelf: 'A' }, ...attributes }
}

async function makeKey(attributes: JsonObject = {}): Promise<Resource> {
  const answer = await scim.post('/Keys', keyBody(attributes))
  expectStatus(answer, 201)
  return answer.resource
}

const put = (id: string, attributes: JsonObject): Promise<Answer> => scim.put(`/Keys/${id}`, keyBody(attributes))
const patch = (id: string, op: string, path: string, value?: JsonValue): Promise<Answer> =>
  scim.patch(`/Keys/${id}`, [{ op, path, ...(value === undefined ? {} : { value }) }])

describe('an extension that is required', () => {
  it('S-057 D-010 [MUST] is announced so, and every resource has it with what it requires', async () => {
    const { schemaExtensions } = (await scim.get('/ResourceTypes/Key')).body
    expect(schemaExtensions).toEqual([{ schema: VAULT, required: true }])
    expect((await makeKey()).schemas).toEqual([KEY, VAULT])
  })

  it.each<[string, JsonObject]>([
    ['without it', { schemas: [KEY], [VAULT]: undefined }],
    ['with its URI alone', { [VAULT]: undefined }],
    ['with nothing in it', { [VAULT]: {} }],
    ['with null for it', { [VAULT]: null }],
    ['without what it requires', { [VAULT]: { box: '1' } }],
  ])('S-057 [MUST] POST and PUT %s are refused', async (_case, attributes) => {
    const made = await makeKey()
    expectScimError(await scim.post('/Keys', keyBody(attributes)), 400, 'invalidValue')
    expectScimError(await put(made.id, attributes), 400, 'invalidValue')
    expect((await scim.get(`/Keys/${made.id}`)).body).toEqual(made)
  })

  it('S-057 M-037 [MUST] PATCH can take neither it nor what it requires away', async () => {
    const made = await makeKey({ [VAULT]: { shelf: 'A', box: '1' } })
    for (const path of [VAULT, `${VAULT}:shelf`]) {
      const answer = await patch(made.id, 'remove', path)
      expect([answer.status, answer.body.scimType]).toEqual([400, 'mutability'])
    }
    expect((await patch(made.id, 'remove', `${VAULT}:box`)).body[VAULT]).toEqual({ shelf: 'A' })
  })
})

describe('an immutable attribute', () => {
  it.each<[string, JsonValue, JsonValue]>([
    ['kind', 'door', 'car'],
    ['made', { by: 'Ada', at: 'London' }, { by: 'Bea' }],
  ])(
    'S-062 U-007 M-027 [MUST] %s is set once, at creation or later, and then takes the same value alone',
    async (name, first, other) => {
      for (const start of [{ [name]: first }, {}]) {
        const { id } = await makeKey(start)
        expectStatus(await patch(id, 'add', name, first), 200)
        const before = (await scim.get(`/Keys/${id}`)).body
        expect(before[name]).toEqual(first)
        expectStatus(await patch(id, 'replace', name, first), 200)
        const { displayName = '' } = before
        expectStatus(await put(id, { displayName, [name]: first }), 200)
        expectScimError(await put(id, { displayName, [name]: other }), 400, 'mutability')
        expectScimError(await patch(id, 'replace', name, other), 400, 'mutability')
        expectScimError(await patch(id, 'remove', name), 400, 'mutability')
        expect((await scim.get(`/Keys/${id}`)).body).toEqual(before)
      }
    },
  )

  it('S-062 U-007 [MUST] PUT sets it where it has no value yet', async () => {
    const { id } = await makeKey()
    expect((await put(id, { kind: 'door' })).body.kind).toBe('door')
  })

  it('U-008 [CHOICE] PUT that leaves it out keeps its value', async () => {
    const { id } = await makeKey({ kind: 'door' })
    expect((await put(id, { length: 5 })).body).toMatchObject({ kind: 'door', length: 5 })
  })
})

describe('numbers and plain lists', () => {
  it.each([
    ['length eq -12', ['minus']],
    ['length eq 1.2e2', ['plus']],
    ['length gt -1.5e1', ['minus', 'plus']],
    ['weight eq 0.5', ['minus']],
    ['weight le 5E-1', ['minus']],
    ['weight eq 2.50', ['plus']],
  ])('F-041 [MUST] %s is read as JSON reads a number', async (filter, found) => {
    const tag = uniqueName('n')
    await makeKey({ displayName: `minus${tag}`, length: -12, weight: 0.5 })
    await makeKey({ displayName: `plus${tag}`, length: 120, weight: 2.5 })
    const answer = await scim.get('/Keys', { filter: `displayName ew "${tag}" and ${filter}` })
    expectList(answer, found.length)
    expect(answer.items.map(({ displayName }) => String(displayName).slice(0, -tag.length))).toEqual(found)
  })

  it.each([
    'length eq 01',
    'length eq +1',
    'length eq .5',
    'length eq 1.',
    'length eq 0x10',
    'length eq 1e',
    'length eq --1',
  ])('F-041 F-038 [MUST] %s is no number', async (filter) => {
    expectScimError(await scim.get('/Keys', { filter }), 400, 'invalidFilter')
  })

  it('M-061 [CHOICE] an element of a list of plain values is selected by value', async () => {
    const { id } = await makeKey({ words: ['a', 'b', 'c'] })
    expect((await patch(id, 'remove', 'words[value eq "b"]')).body.words).toEqual(['a', 'c'])
    expect((await patch(id, 'replace', 'words[value eq "C"]', 'd')).body.words).toEqual(['a', 'd'])
    expect((await patch(id, 'add', 'words', ['d', 'e'])).body.words).toEqual(['a', 'd', 'e'])
    expectList(await scim.get('/Keys', { filter: `id eq "${id}" and words eq "E"` }), 1)
    expect((await patch(id, 'remove', 'words[value pr]')).body).not.toHaveProperty('words')
  })
})
