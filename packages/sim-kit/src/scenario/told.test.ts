import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import type { Answer, ScimRequest } from '../behaviour/behaviour.ts'
import { lastTold, noteTold, openTold, type Told } from './told.ts'

const EXTENSION = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const PATHS = ['title', 'name.familyName', 'emails.value', `${EXTENSION}:department`, `${EXTENSION}:manager.value`]

function answered(status: number, json?: JsonValue): Answer {
  return { kind: 'response', exchange: 'x1', status, reasonPhrase: '', header: () => undefined, body: '', json }
}

type Write = readonly [method: ScimRequest['method'], path: string, body: JsonObject, status?: number]

/** Everything told of the paths, as lists. */
function after(...requests: readonly Write[]): Record<string, readonly string[]> {
  const told: Told = openTold(PATHS)
  for (const [method, path, body, status = 200] of requests)
    noteTold(told, { shape: 's', method, path, body }, answered(status, { id: 'a b' }))
  return Object.fromEntries(
    PATHS.flatMap((path) => {
      const values = lastTold(told, 'a b', path)
      return values === undefined ? [] : [[path.slice(path.lastIndexOf(':') + 1), values]]
    }),
  )
}

const patch = (...Operations: JsonObject[]) => ['PATCH', '/Users/a%20b', { Operations }] as const
const put = (body: JsonObject) => ['PUT', '/Users/a%20b?', body] as const
const create = (body: JsonObject) => ['POST', '/Users?flag', body] as const

describe('what a target was told', () => {
  test('is what a create carries, an extension’s attributes among them', () => {
    const body = {
      TITLE: 'Head',
      name: { familyName: 'Lee' },
      emails: [{ value: 'a@x.test' }, { value: 'b@x.test' }],
      [EXTENSION]: { department: 'R&D', manager: { value: '7' } },
    }
    expect(after(create(body))).toEqual({
      title: ['Head'],
      'name.familyName': ['Lee'],
      'emails.value': ['a@x.test', 'b@x.test'],
      department: ['R&D'],
      'manager.value': ['7'],
    })
  })

  test('is taken away by a PUT without it, and by null; a blank is a value', () => {
    const told = create({ title: 'Head', name: { familyName: 'Lee' }, [EXTENSION]: { department: 'R&D' } })
    expect(after(told, put({ title: '', name: { familyName: null } }))).toEqual({
      title: [''],
      'name.familyName': [],
      department: [],
    })
  })

  test('is unknown where no write named the attribute, or the target refused it', () => {
    expect(after(put({ userName: 'a' }))).toEqual({})
    expect(after(['PUT', '/Users/a%20b', { title: 'Head' }, 400])).toEqual({})
    expect(after(['PUT', '/Groups/a%20b', { title: 'Head' }])).toEqual({})
    expect(after(['PUT', '/Users/%zz', { title: 'Head' }])).toEqual({})
  })

  test('is what operations with and without a path say', () => {
    const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
    expect(
      after(
        patch(
          { op: 'Replace', path: `${core}:title`, value: 'Head' },
          { op: 'add', path: `${EXTENSION}:department`, value: 'R&D' },
          { op: 'Add', path: 'emails[type eq "work"].value', value: 'a@x.test' },
          { op: 'replace', value: { 'name.familyName': 'Lee', [`${EXTENSION}:manager`]: { value: '7' } } },
        ),
      ),
    ).toEqual({
      title: ['Head'],
      'name.familyName': ['Lee'],
      'emails.value': ['a@x.test'],
      department: ['R&D'],
      'manager.value': ['7'],
    })
  })

  test('is taken away by remove, whole or by its parent, and kept beside what is added', () => {
    const told = create({ title: 'Head', name: { familyName: 'Lee' }, emails: [{ value: 'a@x.test' }] })
    const more = patch({ op: 'add', path: 'emails', value: [{ value: 'b@x.test' }] })
    expect(after(told, more, patch({ op: 'Remove', path: 'title' }, { op: 'remove', path: 'name' }))).toEqual({
      title: [],
      'name.familyName': [],
      'emails.value': ['a@x.test', 'b@x.test'],
    })
  })

  test('of an attribute with one value is the last one, added or replaced', () => {
    const add = (value: JsonValue) => patch({ op: 'Add', path: 'title', value })
    expect(after(create({ title: 'Old' }), add('New'))).toEqual({ title: ['New'] })
    expect(after(create({ title: 'Old' }), add('Old'), add('Old'))).toEqual({ title: ['Old'] })
  })

  describe('of one value among several', () => {
    const two = create({
      emails: [
        { type: 'work', value: 'a@x.test' },
        { type: 'home', value: 'b@x.test' },
      ],
    })
    const path = 'emails[type eq "work"].value'

    test.each<[string, JsonObject, string[]]>([
      ['is another when it is replaced', { op: 'Replace', path, value: 'c@x.test' }, ['b@x.test', 'c@x.test']],
      ['is another when it is added again', { op: 'Add', path, value: 'c@x.test' }, ['b@x.test', 'c@x.test']],
      ['is another by a key', { op: 'replace', value: { [path]: 'c@x.test' } }, ['b@x.test', 'c@x.test']],
      ['is gone when it is removed', { op: 'Remove', path, value: 'a@x.test' }, ['b@x.test']],
      ['is gone with all of it', { op: 'remove', path: 'emails[type eq "work"]' }, ['b@x.test']],
      ['is gone by null', { op: 'Replace', path, value: null }, ['b@x.test']],
      ['is blank', { op: 'Replace', path, value: '' }, ['b@x.test', '']],
      ['stays when another is removed', { op: 'remove', path: 'emails[type eq "other"]' }, ['a@x.test', 'b@x.test']],
    ])('%s', (_case, operation, values) => {
      expect(after(two, patch(operation))).toEqual({ 'emails.value': values })
    })

    test('is one of those that are replaced as a whole', () => {
      const whole = { op: 'replace', path: 'emails', value: [{ type: 'work', value: 'c@x.test' }] }
      expect(after(two, patch(whole))).toEqual({ 'emails.value': ['c@x.test'] })
      expect(after(two, patch({ op: 'replace', path: 'emails', value: [] }))).toEqual({ 'emails.value': [] })
    })
  })

  test('of a reference may be its plain value, and null takes all of an attribute away', () => {
    const path = `${EXTENSION}:manager`
    expect(after(patch({ op: 'Add', path, value: '7' }))).toEqual({ 'manager.value': ['7'] })
    const told = create({ name: { familyName: 'Lee' }, [EXTENSION]: { manager: { value: '7' } } })
    const cleared = patch({ op: 'Replace', path, value: null }, { op: 'replace', value: { name: null } })
    expect(after(told, cleared)).toEqual({ 'name.familyName': [], 'manager.value': [] })
  })
})
