import type { JsonObject } from '@scimulator/scim-core'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { ENTERPRISE_SCHEMA } from '../src/mapping/external-name.ts'
import { act } from './act.ts'
import { type Alter, body } from './alter.ts'
import { aContext, profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { Responder } from './responder.ts'

const directory = aDirectory(1, 0)
const names = [
  { externalName: 'name.givenName', value: 'user.firstName' },
  { externalName: 'name.familyName', value: 'user.lastName' },
  { externalName: 'emails.^[primary==true].value', value: 'user.email' },
]

/** What assigning everybody with these mappings comes to, on a target that may know them. */
function assigned(rows: readonly JsonObject[], alter?: Alter, responder: Responder = new Responder(alter)) {
  const context = { ...aContext(directory), settings: { attributeMappings: [...names, ...rows] } }
  const [person] = directory.people
  if (person === undefined) throw new Error('nobody')
  return play(act(profiles.template, 'assign', context, { person }), responder.respond)
}

describe('findings about a profile', () => {
  it('lay an attribute that the target never shows to that attribute, also where nothing else was to change', () => {
    const responder = new Responder(body(/user-/, ({ roles: _roles, ...user }) => user))
    const role = { externalName: "roles.^[type=='X'].value", value: '"gold"' }
    assigned([], undefined, responder)
    const played = assigned([role], undefined, responder)
    expect(played.steps.at(-1)?.action).toBe('link')
    expect(played.findings.map(({ id }) => id)).toEqual(["optional-attribute-not-kept:roles.^[type=='X'].value"])
  })

  it('blame nobody for an attribute that RFC 7643 makes read-only', () => {
    const mapped = { externalName: 'manager.displayName', externalNamespace: ENTERPRISE_SCHEMA, value: '"Ann"' }
    const ignored = body(/user-/, ({ [ENTERPRISE_SCHEMA]: _extension, ...user }) => user)
    expect(assigned([mapped], ignored).findings).toEqual([])
  })

  it('call a mapping without a value what it is, and the app is not quoted', () => {
    const played = assigned([{ externalName: 'nickName', value: 'String.substring(user.firstName, 0, 99)' }])
    expect(played.requests.map(({ method }) => method)).toEqual(['GET'])
    expect(played.findings).toMatchObject([{ id: 'mapping-without-value', whose: 'configuration', exchanges: [] }])
    const [step] = played.steps
    expect(step?.result?.reason).toContain('The attribute mapping cannot be evaluated: nickName')
    expect(step?.result?.reason).not.toContain('remote server')
  })
})
