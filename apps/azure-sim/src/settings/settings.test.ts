import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pathOf } from '../mapping/target.ts'
import { readJobSettings } from './read-settings.ts'
import { DEFAULT_SETTINGS, settings, settingsOf } from './settings.ts'

const userName = { type: 'direct', source: 'userPrincipalName', target: 'userName', matchingPrecedence: 1 }
const rows = (...more: JsonValue[]): JsonObject => ({ userMapping: { attributes: [userName, ...more] } })
const scope = (...clauses: JsonValue[]): JsonObject => ({
  userMapping: { sourceObjectScope: [{ title: 't', clauses }] },
})

describe('the defaults', () => {
  test('have no problems, say what holds without a document, and survive JSON', () => {
    expect(settings.check(settings.defaults)).toEqual([])
    expect(JSON.parse(JSON.stringify(settings.defaults))).toEqual(settings.defaults)
    const { settings: read } = readJobSettings(settings.defaults)
    expect(read.user).toEqual(DEFAULT_SETTINGS.user)
    expect(read.group).toEqual(DEFAULT_SETTINGS.group)
    expect(settingsOf({})).toBe(DEFAULT_SETTINGS)
  })

  test('are the mappings of a non-gallery app, references apart', () => {
    const { user, group } = DEFAULT_SETTINGS
    expect(user.mappings).toHaveLength(21)
    expect(user.references && group.references).toBe(true)
    expect(user.matching.map(({ target }) => pathOf(target))).toEqual(['userName'])
    expect(group.mappings.map(({ target }) => pathOf(target))).toEqual(['displayName', 'externalId'])
  })

  test('leave the options that knobs have to the knobs; the document of the defaults says them', () => {
    expect(DEFAULT_SETTINGS.options).toEqual({})
    expect(readJobSettings(settings.defaults).settings.options).toEqual({
      scope: 'assigned',
      groupMapping: 'on',
      skipOutOfScope: 'off',
      deletionThreshold: 'off',
    })
    const strict = { preventAccidentalDeletion: { enabled: true, threshold: 7 }, groupMapping: { enabled: false } }
    expect(readJobSettings(strict).settings.options).toEqual({ deletionThreshold: '7', groupMapping: 'off' })
  })
})

describe('a problem is named with its path', () => {
  test.each<[string, JsonObject, (string | number)[], RegExp]>([
    [
      'an unknown key',
      { userMappings: {} },
      ['userMappings'],
      /Key "userMappings" is unknown\. Did you mean userMapping\?/,
    ],
    ['a wrong type', { userMapping: [] }, ['userMapping'], /must be a mapping/],
    ['an unknown scope', { scope: 'everybody' }, ['scope'], /There are: assigned, all/],
    [
      'no count',
      { preventAccidentalDeletion: { threshold: 0 } },
      ['preventAccidentalDeletion', 'threshold'],
      /whole number/,
    ],
    ['no flag', { skipOutOfScopeDeletions: 'yes' }, ['skipOutOfScopeDeletions'], /true or false/],
    [
      'an action that is none',
      { userMapping: { targetObjectActions: { remove: true } } },
      ['userMapping', 'targetObjectActions', 'remove'],
      /unknown/,
    ],
    [
      'a row without type',
      rows({ target: 'title' }),
      ['userMapping', 'attributes', 1, 'type'],
      /is missing\. There are: direct/,
    ],
    ['a row without target', rows({ type: 'none' }), ['userMapping', 'attributes', 1, 'target'], /is missing/],
    ['a row that is none', rows('title'), ['userMapping', 'attributes', 1], /must be a mapping/],
    [
      'a key of another type',
      rows({ type: 'constant', value: 'x', source: 'mail', target: 'title' }),
      ['userMapping', 'attributes', 1, 'source'],
      /a constant mapping has no source/,
    ],
    [
      'no mapping of userName',
      {
        userMapping: { attributes: [{ type: 'direct', source: 'mail', target: 'externalId', matchingPrecedence: 1 }] },
      },
      ['userMapping', 'attributes'],
      /userName is required/,
    ],
    [
      'an unknown source',
      rows({ type: 'direct', source: 'jobtitle', target: 'title' }),
      ['userMapping', 'attributes', 1, 'source'],
      /Did you mean jobTitle\?/,
    ],
    [
      'an unknown target',
      rows({ type: 'direct', source: 'jobTitle', target: 'tittle' }),
      ['userMapping', 'attributes', 1, 'target'],
      /Did you mean title\?/,
    ],
    [
      'the id',
      rows({ type: 'direct', source: 'objectId', target: 'id' }),
      ['userMapping', 'attributes', 1, 'target'],
      /cannot be mapped/,
    ],
    [
      'a target twice',
      rows({ type: 'direct', source: 'mail', target: 'userName' }),
      ['userMapping', 'attributes', 1, 'target'],
      /already by entry 1/,
    ],
    [
      'a manager out of a text',
      rows({
        type: 'constant',
        value: 'x',
        target: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager',
      }),
      ['userMapping', 'attributes', 1, 'target'],
      /is a reference/,
    ],
    [
      'a manager into a text',
      rows({ type: 'direct', source: 'manager', target: 'title' }),
      ['userMapping', 'attributes', 1, 'source'],
      /is a reference/,
    ],
    [
      'roles out of a text',
      rows({ type: 'direct', source: 'mail', target: 'roles' }),
      ['userMapping', 'attributes', 1, 'target'],
      /AppRoleAssignmentsComplex/,
    ],
    [
      'roles into a text',
      rows({ type: 'expression', expression: 'AppRoleAssignmentsComplex([appRoleAssignments])', target: 'title' }),
      ['userMapping', 'attributes', 1, 'target'],
      /AppRoleAssignmentsComplex/,
    ],
    [
      'matching by active',
      rows({ type: 'constant', value: 'True', target: 'active', matchingPrecedence: 2 }),
      ['userMapping', 'attributes', 1, 'matchingPrecedence'],
      /cannot match/,
    ],
    [
      'a precedence twice',
      rows({ type: 'direct', source: 'objectId', target: 'externalId', matchingPrecedence: 1 }),
      ['userMapping', 'attributes', 1, 'matchingPrecedence'],
      /there twice/,
    ],
    [
      'nothing that matches',
      { userMapping: { attributes: [{ ...userName, matchingPrecedence: undefined }] } },
      ['userMapping', 'attributes'],
      /must match objects/,
    ],
    [
      'a group attribute that is none',
      { groupMapping: { attributes: [{ ...userName }] } },
      ['groupMapping', 'attributes', 0, 'source'],
      /unknown/,
    ],
    [
      'a filter without clauses',
      { userMapping: { sourceObjectScope: [{ title: 't' }] } },
      ['userMapping', 'sourceObjectScope', 0, 'clauses'],
      /one clause/,
    ],
    [
      'an unknown operator',
      scope({ attribute: 'mail', operator: 'EQUAL', value: 'x' }),
      ['userMapping', 'sourceObjectScope', 0, 'clauses', 0, 'operator'],
      /Did you mean EQUALS\?/,
    ],
    [
      'an attribute filters cannot look at',
      scope({ attribute: 'manager', operator: 'IS NULL' }),
      ['userMapping', 'sourceObjectScope', 0, 'clauses', 0, 'attribute'],
      /cannot be used/,
    ],
    [
      'a clause without value',
      scope({ attribute: 'mail', operator: 'EQUALS' }),
      ['userMapping', 'sourceObjectScope', 0, 'clauses', 0, 'value'],
      /needs a value/,
    ],
    [
      'a value too many',
      scope({ attribute: 'mail', operator: 'IS NULL', value: 'x' }),
      ['userMapping', 'sourceObjectScope', 0, 'clauses', 0, 'value'],
      /takes no value/,
    ],
    [
      'no number',
      scope({ attribute: 'employeeId', operator: 'Greater_Than', value: 'x' }),
      ['userMapping', 'sourceObjectScope', 0, 'clauses', 0, 'value'],
      /whole number/,
    ],
    [
      'a pattern that looks ahead',
      scope({ attribute: 'mail', operator: 'REGEX MATCH', value: '(?=x)' }),
      ['userMapping', 'sourceObjectScope', 0, 'clauses', 0, 'value'],
      /refused/,
    ],
    [
      'roles with Sync all',
      {
        scope: 'all',
        ...rows({
          type: 'expression',
          expression: 'SingleAppRoleAssignment([appRoleAssignments])',
          target: 'roles[primary eq "True"].value',
        }),
      },
      ['scope'],
      /no assignments/,
    ],
    ['own names only', { appRoles: { constructor: ['a', 1] } }, ['appRoles', 'constructor', 1], /must be a text/],
  ])('%s', (_what, document, path, message) => {
    const found = settings.check(document).find((problem) => problem.path.join('.') === path.join('.'))
    expect(found?.message).toMatch(message)
    expect(found?.offset).toBeUndefined()
  })

  test('and inside an expression with the offset', () => {
    const document = rows({ type: 'expression', expression: 'Join(" ", [givenName], [surename])', target: 'title' })
    expect(settings.check(document)).toEqual([
      {
        path: ['userMapping', 'attributes', 1, 'expression'],
        offset: 23,
        message: 'Source attribute "surename" is unknown. Did you mean surname?',
      },
    ])
  })

  test('names that objects inherit are no keys', () => {
    const inherited: JsonObject = { constructor: 1, ['__proto__']: {} }
    expect(settings.check(inherited)).toHaveLength(2)
  })
})

test('any JSON document is settings or problems, and never an error', () => {
  const key = fc.constantFrom(
    'userMapping',
    'groupMapping',
    'attributes',
    'sourceObjectScope',
    'clauses',
    'appRoles',
    'type',
    'target',
    'expression',
    'value',
    'operator',
    'attribute',
    '__proto__',
  )
  const word = fc.constantFrom(
    'direct',
    'expression',
    'none',
    'title',
    'mail',
    'Join(" ", [mail])',
    '(a+)+$',
    'REGEX MATCH',
    '',
  )
  const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      word,
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(fc.dictionary(key, value), (document) => {
      for (const { path, message } of settings.check(document)) {
        expect(message).not.toBe('')
        expect(path.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 500 },
  )
})
