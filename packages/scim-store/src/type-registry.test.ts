import { defineAttribute, type ResourceTypeDefinition, USER } from '@scimulator/scim-core'
import { expect, it } from 'vitest'
import { createTypeRegistry } from './type-registry.ts'

const withAttribute = (name: string): ResourceTypeDefinition => ({
  ...USER,
  schema: { ...USER.schema, attributes: [defineAttribute(name, '')] },
})

it.each(['a"b', "a'b", 'a.b', 'a\\', '', 'a b', '1a', '$."x"'])(
  'refuses a schema whose attribute name cannot stand in a path [%s]',
  (name) => {
    expect(() => createTypeRegistry([withAttribute(name)])).toThrow(TypeError)
  },
)

it('refuses a schema id that is no URN', () => {
  const type = { ...USER, schema: { ...USER.schema, id: 'urn:a"b' } }
  expect(() => createTypeRegistry([type])).toThrow('is not a URN')
})

it('takes names the schemas of the RFC have', () => {
  expect(createTypeRegistry([withAttribute('$ref')]).named('User').hasMembers).toBe(false)
})
