import type { JsonObject } from '@scimulator/scim-core'
import type { Person } from '@scimulator/sim-kit'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { act } from '../../test/act.ts'
import { aContext, profiles } from '../../test/context.ts'
import { aDirectory } from '../../test/directory.ts'
import { Responder } from '../../test/responder.ts'
import { knobs } from '../evidence/knobs.ts'
import { createSettings } from './settings.ts'

const settings = createSettings(knobs)
const rows = [
  { externalName: 'name.givenName', value: 'user.firstName' },
  { externalName: 'name.familyName', value: 'String.toUpperCase(user.lastName)' },
  { externalName: 'emails.^[primary==true].value', value: 'user.email' },
]
const person = aDirectory(2, 1).people[0]
if (person === undefined) throw new Error('nobody')
const someone: Person = person

function created(document: JsonObject): JsonObject | undefined {
  const context = { ...aContext({ people: [someone], groups: [] }), settings: document }
  expect(settings.check(document)).toEqual([])
  const { requests } = play(act(profiles.template, 'assign', context, { person: someone }), new Responder().respond)
  return requests.find(({ method }) => method === 'POST')?.body
}

describe('settings document', () => {
  it('has defaults without a problem, which send what a run without a document sends', () => {
    expect(settings.check(settings.defaults)).toEqual([])
    const plain = created({})
    expect(plain?.userName).toBe(person.userName)
    expect(created(settings.defaults)).toEqual(plain)
  })

  it('maps by expression, by type, into extensions, and leaves out what has no namespace', () => {
    const body = created({
      signOn: { applicationUsernameFormat: 'user.email' },
      attributeMappings: [
        ...rows,
        { externalName: "roles.^[type=='LICENSED_USER'].value", value: '"gold"' },
        { externalName: 'phoneNumbers.^[primary==true].value', value: '"+1"', applyOn: 'create' },
        { externalName: 'badge', externalNamespace: 'urn:x', value: '{"a","b"}' },
        { externalName: 'neverSent', value: '"x"' },
        { externalName: 'nickName', value: 'user.nickName' },
      ],
    })
    const { externalId, password, ...rest } = body ?? {}
    expect([externalId, password]).toEqual([expect.stringMatching(/^00u/), expect.stringMatching(/^.{8}$/)])
    expect(rest).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:x'],
      userName: person.email,
      name: { givenName: person.givenName, familyName: person.familyName.toUpperCase() },
      emails: [{ primary: true, value: person.email }],
      roles: [{ value: 'gold', type: 'LICENSED_USER' }],
      phoneNumbers: [{ value: '+1', primary: true }],
      groups: [],
      active: true,
      'urn:x': { badge: ['a', 'b'] },
    })
  })

  it('looks people up by the application username', () => {
    const context = {
      ...aContext(aDirectory(2, 1)),
      settings: { signOn: { applicationUsernameFormat: '"x-" + user.email' } },
    }
    const { requests, findings } = play(act(profiles.aiw, 'assign', context, { person }), new Responder().respond)
    expect(requests[0]?.path).toContain('userName%20eq%20%22x-person.0%40example.com%22')
    expect(findings).toEqual([])
  })

  it('sets options, which an admin’s own changes override later', () => {
    const context = { ...aContext(aDirectory(2, 1)), settings: { options: { createUsers: false } } }
    const { requests, steps } = play(act(profiles.aiw, 'assign', context, { person }), new Responder().respond)
    expect(requests).toEqual([])
    expect(steps[0]?.result?.reason).toBe(
      `Automatic provisioning of user ${person.userName} to app SCIM wizard app failed: Matching user not found. [System Log: application.provision.user.sync FAILURE]`,
    )
  })

  it('fails the job where an expression has no value, or sends nothing with expressionErrors=empty', () => {
    const document = {
      attributeMappings: [...rows, { externalName: 'title', value: 'String.substring(user.title, 0, 50)' }],
    }
    const engineer = { ...person, title: 'Engineer' }
    const run = (set: Record<string, string>) => {
      const context = { ...aContext({ people: [engineer], groups: [] }, set), settings: document }
      return play(act(profiles.template, 'assign', context, { person: engineer }), new Responder().respond)
    }
    expect(run({}).steps[0]?.result?.reason).toMatch(/title: String\.substring: .*outside "Engineer" \(at 0\)/)
    expect(run({ expressionErrors: 'empty' }).requests.at(-1)?.body?.title).toBeUndefined()
  })

  it.each<[string, JsonObject, readonly (string | number)[], number?]>([
    ['an unknown part', { mappings: [] }, ['mappings']],
    [
      'an expression that is none',
      { attributeMappings: [...rows, { externalName: 'title', value: 'user.titel' }] },
      ['attributeMappings', 3, 'value'],
      5,
    ],
    [
      'a username format that is none',
      { signOn: { applicationUsernameFormat: 'user.login =' } },
      ['signOn', 'applicationUsernameFormat'],
      11,
    ],
    [
      'an external name that is none',
      { attributeMappings: [...rows, { externalName: 'emails[0]', value: '"x"' }] },
      ['attributeMappings', 3, 'externalName'],
    ],
    [
      'groups',
      { attributeMappings: [...rows, { externalName: 'groups', value: '"x"' }] },
      ['attributeMappings', 3, 'externalName'],
    ],
    ['a missing mandatory attribute', { attributeMappings: rows.slice(1) }, ['attributeMappings']],
    [
      'an attribute mapped twice',
      { attributeMappings: [...rows, rows[0] ?? {}] },
      ['attributeMappings', 3, 'externalName'],
    ],
    [
      'a namespace that is none',
      { attributeMappings: [...rows, { externalName: 'a', externalNamespace: 'x', value: '"x"' }] },
      ['attributeMappings', 3, 'externalNamespace'],
    ],
    [
      'an apply-on that is none',
      { attributeMappings: [...rows, { externalName: 'title', value: '"x"', applyOn: 'update' }] },
      ['attributeMappings', 3, 'applyOn'],
    ],
    ['an option’s value', { options: { createUsers: 'perhaps' } }, ['options', 'createUsers']],
    ['an unknown option', { options: { createUser: true } }, ['options', 'createUser']],
    ['a list where an object stands', { options: [] }, ['options']],
    ['an object where a list stands', { attributeMappings: {} }, ['attributeMappings']],
  ])('names %s by its path', (_name, document, path, offset) => {
    const [first] = settings.check(document)
    expect(first?.path).toEqual(path)
    expect(first?.offset).toBe(offset)
    expect(first?.message).toMatch(/\.$/)
  })
})
