import {
  evaluateFilter,
  type Filter,
  GROUP,
  type JsonObject,
  parseFilter,
  resolveFilter,
  USER,
} from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { withoutAddresses } from './address-filter.ts'

const at = { baseUrl: 'http://a/scim/v2', resourceTypes: [USER, GROUP] }
const userUrl = 'http://a/scim/v2/Users/u1'
const groupUrl = 'http://a/scim/v2/Groups/g1'
const user: JsonObject = {
  id: 'u1',
  meta: { location: userUrl },
  groups: [{ value: 'g1', $ref: groupUrl, type: 'direct' }],
}
const group: JsonObject = {
  id: 'g1',
  meta: { location: groupUrl },
  members: [
    { value: 'u1', $ref: userUrl, type: 'User' },
    { value: 'g2', $ref: 'http://a/scim/v2/Groups/g2', type: 'Group' },
  ],
}
const empty: JsonObject = { id: 'g3', meta: { location: 'http://a/scim/v2/Groups/g3' } }

const subjects = [
  { resource: user, type: USER, paths: ['meta.location', 'groups.$ref'] },
  { resource: group, type: GROUP, paths: ['meta.location', 'members.$ref'] },
  { resource: empty, type: GROUP, paths: ['meta.location', 'members.$ref'] },
]

/** Every part of some addresses, with the same ends in another spelling. */
const texts = [
  ...new Set(
    [userUrl, groupUrl, 'http://a/scim/v2/Groups/g2', 'http://b/Users/u1'].flatMap((url) =>
      Array.from({ length: url.length + 1 }, (_, end) => [
        url.slice(0, end),
        url.slice(end),
        `${url.slice(end)}x`,
      ]).flat(),
    ),
  ),
]

function pathsIn(filter: Filter): string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...pathsIn(filter.left), ...pathsIn(filter.right)]
    case 'not':
      return pathsIn(filter.operand)
    case 'valuePath':
      return pathsIn(filter.filter).map((path) => `${filter.path.attribute}.${path}`)
    default:
      return [`${filter.path.attribute}.${filter.path.subAttribute ?? ''}`.replace(/\.$/, '')]
  }
}

describe('withoutAddresses', () => {
  it.each(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])(
    'F-050 [MUST] says with ids what `%s` says of addresses',
    (operator) => {
      for (const { resource, type, paths } of subjects) {
        for (const path of paths) {
          for (const text of texts) {
            const written = `${path} ${operator} ${JSON.stringify(text)}`
            const resolved = resolveFilter(parseFilter(written), type)
            const rewritten = withoutAddresses(resolved, type, at)
            expect(pathsIn(rewritten).filter((name) => /ref|location/.test(name))).toEqual([])
            expect([written, evaluateFilter(rewritten, resource, type)]).toEqual([
              written,
              evaluateFilter(resolved, resource, type),
            ])
          }
        }
      }
    },
  )

  it.each([
    ['members.$ref pr', true, false],
    ['members.$ref eq null', false, true],
    ['not (members.$ref ne null)', false, true],
    ['members[$ref ew "/u1" and type eq "User"]', true, false],
    ['members[$ref ew "/u1" and type eq "Group"]', false, false],
    ['members[not ($ref co "/Users/")]', true, false],
    ['members[$ref ne "http://a/scim/v2/Users/u1"]', true, false],
  ])('F-050 [MUST] %s', (written, onGroup, onEmpty) => {
    const filter = withoutAddresses(resolveFilter(parseFilter(written), GROUP), GROUP, at)
    expect(evaluateFilter(filter, group, GROUP)).toBe(onGroup)
    expect(evaluateFilter(filter, empty, GROUP)).toBe(onEmpty)
  })

  it('S-065 [MUST] takes addresses that differ only in the version for the same', () => {
    for (const version of ['', '/v1', '/v2', '/v11']) {
      const written = `members.$ref eq "http://a/scim${version}/Users/u1"`
      const filter = withoutAddresses(resolveFilter(parseFilter(written), GROUP), GROUP, at)
      expect(evaluateFilter(filter, group, GROUP)).toBe(true)
    }
    const other = resolveFilter(parseFilter('members.$ref eq "http://a/other/v2/Users/u1"'), GROUP)
    expect(evaluateFilter(withoutAddresses(other, GROUP, at), group, GROUP)).toBe(false)
  })

  it('leaves the references that clients give as they are', () => {
    const written = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref eq "x" and profileUrl pr'
    const resolved = resolveFilter(parseFilter(written), USER)
    expect(withoutAddresses(resolved, USER, at)).toEqual(resolved)
  })
})
