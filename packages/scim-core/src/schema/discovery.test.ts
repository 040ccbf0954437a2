import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import { isJsonObject } from '../json.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import { resourceTypeToResource, schemasToResource } from './discovery.ts'
import { allSchemas } from './find-attribute.ts'
import { ENTERPRISE_USER_SCHEMA, GROUP_SCHEMA, USER_SCHEMA } from './urns.ts'

const BASE = 'https://example.com/scim/v2'

function attributesOf(schema: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>()
  const visit = (list: unknown, prefix: string) => {
    for (const attribute of Array.isArray(list) ? list : []) {
      if (!isJsonObject(attribute)) continue
      found.set(`${prefix}${String(attribute.name)}`, attribute)
      visit(attribute.subAttributes, `${prefix}${String(attribute.name)}.`)
    }
  }
  visit(schema.attributes, '')
  return found
}

describe('schemasToResource', () => {
  const schemas = [...allSchemas(USER), ...allSchemas(GROUP)].map((schema) => schemasToResource(schema, BASE))
  const none = new Map<string, JsonObject>()
  const [user = none, enterprise = none, group = none] = schemas.map(attributesOf)

  it('D-014 S-073 [MUST] spells out every characteristic that applies', () => {
    for (const attribute of schemas.flatMap((schema) => [...attributesOf(schema).values()])) {
      const simple = attribute.type !== 'complex'
      for (const key of ['name', 'type', 'multiValued', 'description', 'required', 'mutability', 'returned']) {
        expect(attribute).toHaveProperty(key)
      }
      expect(Object.hasOwn(attribute, 'caseExact')).toBe(simple)
      expect(Object.hasOwn(attribute, 'uniqueness')).toBe(simple)
      expect(Object.hasOwn(attribute, 'subAttributes')).toBe(!simple)
      expect(Object.hasOwn(attribute, 'referenceTypes')).toBe(attribute.type === 'reference')
    }
  })

  it('S-051 S-071 S-072 [MUST] follows the errata', () => {
    expect(group.get('displayName')).toMatchObject({ required: true, uniqueness: 'server', caseExact: false })
    expect(user.get('groups.$ref')).toMatchObject({ referenceTypes: ['Group'], caseExact: true })
    expect(user.get('addresses.primary')).toMatchObject({ type: 'boolean' })
    expect(enterprise.get('manager.value')).toMatchObject({ caseExact: true })
    expect(user.get('profileUrl')).toMatchObject({ type: 'reference', caseExact: true })
  })

  it('S-047 S-048 S-049 S-052 S-053 S-055 S-056 [MUST] says what holds for single attributes', () => {
    expect(user.get('userName')).toMatchObject({ required: true, uniqueness: 'server', caseExact: false })
    expect(user.get('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' })
    expect(user.get('groups')).toMatchObject({ mutability: 'readOnly', multiValued: true })
    expect(group.get('members.value')).toMatchObject({ mutability: 'immutable', caseExact: true })
    expect(group.get('members.type')).toMatchObject({ canonicalValues: ['User', 'Group'] })
    expect(group.has('members.display')).toBe(true)
    expect(enterprise.get('manager.displayName')).toMatchObject({ mutability: 'readOnly' })
    expect([...enterprise.keys()].filter((name) => !name.includes('.'))).toEqual([
      'employeeNumber',
      'costCenter',
      'organization',
      'division',
      'department',
      'manager',
    ])
  })

  it('D-016 D-019 D-020 carries its own schemas, id and meta', () => {
    expect(schemas[0]).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
      id: USER_SCHEMA,
      meta: { resourceType: 'Schema', location: `${BASE}/Schemas/${USER_SCHEMA}` },
    })
  })
})

describe('resourceTypeToResource', () => {
  it('D-010 D-012 [MUST] names endpoint, schema and extensions', () => {
    expect(resourceTypeToResource(USER, BASE)).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
      id: 'User',
      name: 'User',
      description: 'User Account',
      endpoint: '/Users',
      schema: USER_SCHEMA,
      schemaExtensions: [{ schema: ENTERPRISE_USER_SCHEMA, required: false }],
      meta: { resourceType: 'ResourceType', location: `${BASE}/ResourceTypes/User` },
    })
    expect(resourceTypeToResource(GROUP, BASE)).toMatchObject({ schema: GROUP_SCHEMA, schemaExtensions: [] })
  })
})
