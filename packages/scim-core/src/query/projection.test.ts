import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import type { PatchOperation } from '../patch/operation.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import { defineAttribute } from '../schema/define.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import { ENTERPRISE_USER_SCHEMA as EXT, USER_SCHEMA } from '../schema/urns.ts'
import { isAttributeReturned, type Projection, parseAttributeList, projectResource } from './projection.ts'
import { sentInBody, sentInPatch } from './sent.ts'

const RESOURCE = {
  schemas: [USER_SCHEMA, EXT],
  id: '1',
  userName: 'bjensen',
  password: 'secret',
  name: { givenName: 'Barbara', familyName: 'Jensen' },
  emails: [{ value: 'a@x.org', type: 'work' }, { type: 'home' }],
  meta: { resourceType: 'User', location: 'https://a/Users/1' },
  [EXT]: { department: 'Sales', manager: { value: 'm', displayName: 'M' } },
}
const { password: _password, ...VISIBLE } = RESOURCE
const only = (text: string) => projectResource(RESOURCE, USER, { attributes: parseAttributeList(text) })
const except = (text: string) => projectResource(RESOURCE, USER, { excludedAttributes: parseAttributeList(text) })
const base = { schemas: RESOURCE.schemas, id: '1' }

const DEVICE: ResourceTypeDefinition = {
  ...GROUP,
  schema: {
    ...GROUP.schema,
    attributes: [
      defineAttribute('large', 'On request.', { returned: 'request' }),
      defineAttribute('hidden', 'Never.', { returned: 'never' }),
      defineAttribute('part', 'Parts.', {
        type: 'complex',
        subAttributes: [
          defineAttribute('key', 'Always.', { returned: 'always' }),
          defineAttribute('text', 'By default.'),
          defineAttribute('secret', 'Never.', { returned: 'never' }),
          defineAttribute('blob', 'On request.', { returned: 'request' }),
        ],
      }),
    ],
  },
}

describe('projectResource', () => {
  it('R-002 S-048 S-061 [MUST] returns the default set, never a password', () => {
    expect(projectResource(RESOURCE, USER, {})).toEqual(VISIBLE)
    expect(only('password')).toEqual(base)
  })

  it('A-002 A-010 A-014 [MUST] attributes gives what is named and what is always returned', () => {
    expect(only('userName')).toEqual({ ...base, userName: 'bjensen' })
    expect(only('USERNAME, nickName')).toEqual({ ...base, userName: 'bjensen' })
  })

  it('A-003 S-059 [MUST] excludedAttributes leaves out what is named, never id or schemas', () => {
    const { emails: _emails, ...rest } = VISIBLE
    expect(except('emails,id,schemas')).toEqual(rest)
  })

  it('A-005 A-021 [MUST] names parts, and drops what is left empty', () => {
    expect(only('name.givenName,emails.value')).toEqual({
      ...base,
      name: { givenName: 'Barbara' },
      emails: [{ value: 'a@x.org' }],
    })
    expect(only('emails.display,name.middleName')).toEqual(base)
  })

  it('A-006 [MUST] excludes parts', () => {
    const projected = except('name.familyName,emails.type')
    expect(projected.name).toEqual({ givenName: 'Barbara' })
    expect(projected.emails).toEqual([{ value: 'a@x.org' }])
  })

  it('takes the whole where both the whole and a part are named', () => {
    expect(only('name.givenName,name').name).toEqual(RESOURCE.name)
  })

  it('A-007 A-008 A-009 [MUST] takes full names and the URI of an extension', () => {
    expect(only(`${USER_SCHEMA}:userName`)).toEqual({ ...base, userName: 'bjensen' })
    expect(only(`${EXT}:manager.displayName`)).toEqual({ ...base, [EXT]: { manager: { displayName: 'M' } } })
    expect(only(EXT.toUpperCase())).toEqual({ ...base, [EXT]: RESOURCE[EXT] })
    expect(except(`${EXT}:department`)[EXT]).toEqual({ manager: RESOURCE[EXT].manager })
    expect(except(EXT)).not.toHaveProperty(EXT)
  })

  it('A-011 A-012 A-019 IP-12 [CHOICE] ignores blanks, unknown names and an empty list', () => {
    expect(only(' userName, ,name.givenName , ')).toEqual({
      ...base,
      userName: 'bjensen',
      name: { givenName: 'Barbara' },
    })
    expect(only('foo,a..b,__proto__,constructor,emails[type eq "work"]')).toEqual(base)
    expect(only('')).toEqual(VISIBLE)
  })

  it('A-017 [MUST] selects and excludes meta and its parts', () => {
    expect(only('meta.location')).toEqual({ ...base, meta: { location: 'https://a/Users/1' } })
    expect(except('meta')).not.toHaveProperty('meta')
  })

  it('S-060 A-013 [MUST] returns on request, always and never what the schema says', () => {
    const resource = { id: '1', large: 'l', hidden: 'h', part: { key: 'k', text: 't', secret: 's', blob: 'b' } }
    const project = (projection: Projection) => projectResource(resource, DEVICE, projection)
    const named = (text: string) => project({ attributes: parseAttributeList(text) })
    expect(project({})).toEqual({ id: '1', part: { key: 'k', text: 't' } })
    expect(named('large,hidden')).toEqual({ id: '1', large: 'l' })
    expect(named('part.text')).toEqual({ id: '1', part: { key: 'k', text: 't' } })
    expect(named('part.blob,part.secret')).toEqual({ id: '1', part: { key: 'k', blob: 'b' } })
    expect(project({ excludedAttributes: parseAttributeList('part.key,part.text') })).toEqual({
      id: '1',
      part: { key: 'k' },
    })
  })

  it('A-018 [INTEROP] says beforehand whether members come out', () => {
    const excluded = (text: string) => ({ excludedAttributes: parseAttributeList(text) })
    const named = (text: string) => ({ attributes: parseAttributeList(text) })
    expect(isAttributeReturned(GROUP, 'members', {})).toBe(true)
    expect(isAttributeReturned(GROUP, 'members', excluded('MEMBERS'))).toBe(false)
    expect(isAttributeReturned(GROUP, 'members', excluded('members.display'))).toBe(true)
    expect(isAttributeReturned(GROUP, 'members', named('displayName'))).toBe(false)
    expect(isAttributeReturned(GROUP, 'members', named('members.value'))).toBe(true)
    expect(isAttributeReturned(USER, 'password', named('password'))).toBe(false)
    expect(isAttributeReturned(USER, 'foo', {})).toBe(false)
  })
})

describe('what a write carried of request attributes', () => {
  const resource = { id: '1', large: 'l', part: { key: 'k', text: 't', blob: 'b' } }
  const show = (body: JsonObject, projection: Projection = {}): JsonObject =>
    projectResource(resource, DEVICE, { ...projection, sent: sentInBody(body, DEVICE) })
  const patched = (...operations: PatchOperation[]): JsonObject =>
    projectResource(resource, DEVICE, { sent: sentInPatch(operations, DEVICE) })
  const byDefault = { id: '1', part: { key: 'k', text: 't' } }

  it('S-060 [MUST] comes out with the answer, whole or in parts', () => {
    expect(show({})).toEqual(byDefault)
    expect(show({ LARGE: 'x', foo: 1 })).toEqual({ ...byDefault, large: 'l' })
    expect(show({ part: { Blob: 'x' } })).toEqual({ ...byDefault, part: resource.part })
    expect(show({ part: [{ text: 'x' }, 5] })).toEqual(byDefault)
    expect(show({ [GROUP.schema.id]: { large: 'x' } })).toEqual({ ...byDefault, large: 'l' })
  })

  it('S-060 A-003 [MUST] gives way to what the client says in attributes or excludedAttributes', () => {
    expect(show({ large: 'x' }, { attributes: parseAttributeList('part.text') })).toEqual(byDefault)
    expect(show({ large: 'x' }, { excludedAttributes: parseAttributeList('large') })).toEqual(byDefault)
    expect(show({ large: 'x' }, { excludedAttributes: parseAttributeList('part.text') })).toEqual({
      id: '1',
      large: 'l',
      part: { key: 'k' },
    })
  })

  it('S-060 [MUST] is named by the path or the value of a PATCH operation', () => {
    expect(patched({ op: 'replace', path: 'large', value: 'x' })).toEqual({ ...byDefault, large: 'l' })
    expect(patched({ op: 'add', path: 'part[key eq "]"].blob', value: 'x' })).toEqual({
      ...byDefault,
      part: resource.part,
    })
    expect(patched({ op: 'add', path: 'part', value: { blob: 'x' } })).toMatchObject({ part: resource.part })
    expect(patched({ op: 'add', value: { 'part.blob': 'x', __proto__x: 1 } })).toMatchObject({ part: resource.part })
    expect(patched({ op: 'remove', path: 'part.text' }, { op: 'add', path: ']a[', value: 1 })).toEqual(byDefault)
  })
})
