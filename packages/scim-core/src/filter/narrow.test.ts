import { describe, expect, it } from 'vitest'
import { isScimError } from '../errors/scim-error.ts'
import type { JsonObject } from '../json.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import { USER } from '../resources/user/resource-type.ts'
import type { ResourceTypeDefinition } from '../schema/schema.ts'
import { compileFilter } from './evaluate.ts'
import { narrowFilter } from './narrow.ts'
import { parseFilter } from './parse.ts'
import { printFilter } from './print.ts'

const TYPES = [USER, GROUP]

function narrowed(text: string, resourceType: ResourceTypeDefinition): string | boolean {
  const filter = narrowFilter(parseFilter(text), resourceType, TYPES)
  return typeof filter === 'boolean' ? filter : printFilter(filter)
}

describe('narrowFilter', () => {
  it.each<[string, string | boolean, string | boolean]>([
    ['userName pr', 'userName pr', false],
    ['members pr', false, 'members pr'],
    ['not (members pr)', true, 'not (members pr)'],
    ['userName ne "x"', 'userName ne "x"', true],
    ['userName eq null', 'userName eq null', true],
    ['emails[type eq "work"]', 'emails[type eq "work"]', false],
    ['DISPLAYNAME eq "x" and userName pr', 'displayName eq "x" and userName pr', false],
    ['displayName eq "x" or userName pr', 'displayName eq "x" or userName pr', 'displayName eq "x"'],
    ['userName pr or members pr', 'userName pr', 'members pr'],
    ['META.resourceType eq "User"', true, false],
    ['meta.resourceType ne "User" and displayName pr', false, 'displayName pr'],
    ['meta.resourceType pr and userName pr', 'userName pr', false],
    ['not (userName pr) and displayName pr', 'not (userName pr) and displayName pr', 'displayName pr'],
  ])('F-035 Q-012 [MUST] %s asks a type only for what it has', (text, ofUsers, ofGroups) => {
    expect([narrowed(text, USER), narrowed(text, GROUP)]).toEqual([ofUsers, ofGroups])
  })

  it.each(['foo pr', 'userName eq 5 and members pr', 'members pr or foo.bar eq "x"'])(
    'F-036 %s is refused for every type that could say so',
    (text) => {
      const refusals = TYPES.map((type) => {
        try {
          return narrowed(text, type)
        } catch (error) {
          return isScimError(error) ? error.scimType : error
        }
      })
      expect(refusals).toContain('invalidFilter')
    },
  )

  it('F-035 [MUST] a narrowed filter matches what the filter matches', () => {
    const resources: [ResourceTypeDefinition, JsonObject][] = [
      [USER, { userName: 'a', displayName: 'x' }],
      [USER, { userName: 'b' }],
      [GROUP, { displayName: 'x', members: [{ value: '1' }] }],
      [GROUP, { displayName: 'y' }],
    ]
    const atoms = ['userName eq "a"', 'userName ne "a"', 'displayName eq "x"', 'members pr', 'title eq null']
    for (const left of atoms) {
      for (const right of atoms) {
        for (const text of [`${left} and ${right}`, `${left} or not (${right})`, `not (${left} or ${right})`]) {
          for (const [type, resource] of resources) {
            const filter = narrowFilter(parseFilter(text), type, TYPES)
            const matches = typeof filter === 'boolean' ? filter : compileFilter(filter, type)(resource)
            expect({ text, matches }).toEqual({ text, matches: compileFilter(parseFilter(text), type)(resource) })
          }
        }
      }
    }
  })
})
