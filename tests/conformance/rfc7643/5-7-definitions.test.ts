/**
 * What the server says of itself: configuration, resource types and schemas.
 *
 * @see RFC 7643 §5 ServiceProviderConfig, §6 ResourceType, §7 Schema — https://www.rfc-editor.org/rfc/rfc7643#section-5
 */
import {
  ENTERPRISE_USER_SCHEMA,
  GROUP_SCHEMA,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  USER_SCHEMA,
} from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  aBoolean,
  aNumber,
  aText,
  expectScimError,
  groupBody,
  makePeople,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

const objectsIn = (value: JsonValue | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

/** Every attribute definition of a schema by its path. */
async function attributesOf(urn: string): Promise<Map<string, JsonObject>> {
  const found = new Map<string, JsonObject>()
  for (const attribute of objectsIn((await scim.get(`/Schemas/${urn}`)).body.attributes)) {
    found.set(String(attribute.name), attribute)
    for (const sub of objectsIn(attribute.subAttributes)) {
      found.set(`${String(attribute.name)}.${String(sub.name)}`, sub)
    }
  }
  return found
}

describe('ServiceProviderConfig', () => {
  it('D-002 [MUST] every required part is there, unsupported features included', async () => {
    const { body } = await scim.get('/ServiceProviderConfig')
    expect(body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: true, maxOperations: aNumber(), maxPayloadSize: aNumber() },
      filter: { supported: true, maxResults: aNumber() },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
    })
  })

  it('D-003 [MUST] the authentication schemes are of the registered types', async () => {
    const schemes = objectsIn((await scim.get('/ServiceProviderConfig')).body.authenticationSchemes)
    expect(schemes).toHaveLength(1)
    expect(schemes).toMatchObject([{ type: 'oauthbearertoken', name: aText(), description: aText() }])
  })

  it('D-025 [CHOICE] links to specifications and documentation are absolute', async () => {
    const { body } = await scim.get('/ServiceProviderConfig')
    const links = [body, ...objectsIn(body.authenticationSchemes)]
      .flatMap(({ documentationUri, specUri }) => [documentationUri, specUri])
      .filter((link) => link !== undefined)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(link).toMatch(/^https?:\/\/\S+$/)
  })
})

describe('ResourceType', () => {
  it('D-010 [MUST] each type has a name, an endpoint below the base, a schema and its extensions', async () => {
    const { items } = await scim.get('/ResourceTypes')
    expect(items).toMatchObject([
      {
        name: 'User',
        endpoint: '/Users',
        schema: USER_SCHEMA,
        schemaExtensions: [{ schema: ENTERPRISE_USER_SCHEMA, required: false }],
      },
      { name: 'Group', endpoint: '/Groups', schema: GROUP_SCHEMA },
    ])
    for (const { endpoint } of items) expect((await scim.get(String(endpoint))).status).toBe(200)
  })

  it('D-011 [MUST] every schema a type names is under /Schemas', async () => {
    const known = (await scim.get('/Schemas')).items.map(({ id }) => id)
    for (const { schema, schemaExtensions } of (await scim.get('/ResourceTypes')).items) {
      expect(known).toEqual(expect.arrayContaining([schema, ...objectsIn(schemaExtensions).map((each) => each.schema)]))
    }
  })

  it('D-012 [MUST] the name of a type is the resourceType of its resources', async () => {
    const [user, group] = [await scim.createUser(), await scim.createGroup()]
    const names = (await scim.get('/ResourceTypes')).items.map(({ name }) => name)
    expect(names).toEqual([user.meta.resourceType, group.meta.resourceType])
  })

  it('D-019 [MUST] the id of a schema is its URI, that of a type its name', async () => {
    for (const { id, name } of (await scim.get('/ResourceTypes')).items) expect(id).toBe(name)
    const ids = (await scim.get('/Schemas')).items.map(({ id }) => id)
    expect(ids).toEqual([USER_SCHEMA, ENTERPRISE_USER_SCHEMA, GROUP_SCHEMA])
  })
})

describe('Schema', () => {
  it.each([[USER_SCHEMA], [ENTERPRISE_USER_SCHEMA], [GROUP_SCHEMA]])(
    'D-014 S-073 [MUST] %s spells out each characteristic of each attribute',
    async (urn) => {
      const attributes = await attributesOf(urn)
      expect(attributes.size).toBeGreaterThan(2)
      for (const attribute of attributes.values()) {
        const isComplex = attribute.type === 'complex'
        expect(attribute).toMatchObject({
          name: aText(),
          type: aText(/^(string|boolean|decimal|integer|dateTime|binary|reference|complex)$/),
          multiValued: aBoolean(),
          description: aText(),
          required: aBoolean(),
          mutability: aText(/^(readOnly|readWrite|immutable|writeOnly)$/),
          returned: aText(/^(always|never|default|request)$/),
        })
        for (const key of ['caseExact', 'uniqueness']) expect(Object.hasOwn(attribute, key)).toBe(!isComplex)
        expect(Object.hasOwn(attribute, 'subAttributes')).toBe(isComplex)
        expect(Object.hasOwn(attribute, 'referenceTypes')).toBe(attribute.type === 'reference')
      }
    },
  )

  it('S-051 S-071 S-072 [MUST] the errata of the published schemas are corrected', async () => {
    const [user, enterprise, group] = [
      await attributesOf(USER_SCHEMA),
      await attributesOf(ENTERPRISE_USER_SCHEMA),
      await attributesOf(GROUP_SCHEMA),
    ]
    expect(group.get('displayName')).toMatchObject({ required: true })
    expect(user.get('groups.$ref')).toMatchObject({ referenceTypes: ['Group'], caseExact: true })
    expect(enterprise.get('manager.value')).toMatchObject({ caseExact: true })
    expect(user.get('addresses.primary')).toMatchObject({ type: 'boolean' })
    expect(user.get('profileUrl')).toMatchObject({ type: 'reference', caseExact: true })
  })

  it('D-015 [MUST] what is said to be required is', async () => {
    expect((await attributesOf(USER_SCHEMA)).get('userName')).toMatchObject({ required: true })
    expectScimError(await scim.post('/Users', userBody({ userName: undefined })), 400, 'invalidValue')
    const required = [...(await attributesOf(USER_SCHEMA))].filter(([, { required }]) => required === true)
    expect(required.map(([name]) => name)).toEqual(['userName'])
  })

  it('D-015 [MUST] what is said to be unique is, and what is not is not', async () => {
    expect((await attributesOf(GROUP_SCHEMA)).get('displayName')).toMatchObject({
      uniqueness: 'server',
      caseExact: false,
    })
    const group = await scim.createGroup()
    const again = groupBody({ displayName: String(group.displayName).toUpperCase() })
    expectScimError(await scim.post('/Groups', again), 409, 'uniqueness', /displayName/)
    expect((await attributesOf(USER_SCHEMA)).get('displayName')).toMatchObject({ uniqueness: 'none' })
    await scim.createUser({ displayName: 'Same' })
    expect((await scim.createUser({ displayName: 'Same' })).displayName).toBe('Same')
  })

  it('D-015 [MUST] caseExact tells how values compare', async () => {
    const attributes = await attributesOf(USER_SCHEMA)
    expect(attributes.get('title')).toMatchObject({ caseExact: false })
    expect(attributes.get('profileUrl')).toMatchObject({ caseExact: true })
    const people = await makePeople(scim, { one: { title: 'Boss', profileUrl: 'http://example.com/Boss' } })
    expect(await people.matching('title eq "BOSS"')).toEqual(['one'])
    expect(await people.matching('profileUrl eq "http://example.com/BOSS"')).toEqual([])
    expect(await people.matching('profileUrl eq "http://example.com/Boss"')).toEqual(['one'])
  })

  it('D-015 [MUST] what is said never to be returned is not, and what is read-only is refused', async () => {
    const attributes = await attributesOf(USER_SCHEMA)
    const never = [...attributes].filter(([, { returned }]) => returned === 'never').map(([name]) => name)
    expect(never).toEqual(['password'])
    expect(attributes.get('groups')).toMatchObject({ mutability: 'readOnly' })
    const { id } = await scim.createUser({ password: 'pw' })
    expect(Object.keys((await scim.get(`/Users/${id}`, { attributes: 'password' })).body)).toEqual(['schemas', 'id'])
    expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'remove', path: 'groups' }]), 400, 'mutability')
  })

  it('D-016 [CHOICE] schemas and types carry their own schemas and meta', async () => {
    for (const [path, name] of [
      ['/Schemas', 'Schema'],
      ['/ResourceTypes', 'ResourceType'],
    ]) {
      for (const { schemas, id, meta } of (await scim.get(String(path))).items) {
        expect(schemas).toEqual([`urn:ietf:params:scim:schemas:core:2.0:${String(name)}`])
        expect(meta).toMatchObject({ resourceType: name, location: `${scim.baseUrl}${String(path)}/${String(id)}` })
      }
    }
  })
})
