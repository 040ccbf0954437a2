import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import { V2_CORE, V2_ENTERPRISE } from '../app/connector.ts'
import { settingsOf } from './app-settings.ts'

const settings = settingsOf(V2_ENTERPRISE)
const rule = (fields: JsonObject): JsonObject => ({ rules: [{ name: 'r', ...fields }] })
const condition = (fields: JsonObject): JsonObject =>
  rule({ conditions: [{ source: 'Role', operator: 'include', value: 'Dev', ...fields }] })
const action = (fields: JsonObject): JsonObject => rule({ actions: [fields] })

test.each([V2_ENTERPRISE, V2_CORE])('the defaults of $id have no problems, nor has an empty document', (connector) => {
  const { check, defaults } = settingsOf(connector)
  expect(check(defaults)).toEqual([])
  expect(check({})).toEqual([])
})

describe('a problem is named by where it stands', () => {
  const cases: [string, JsonObject, (string | number)[], string, number?][] = [
    ['an unknown tab', { sso: {} }, ['sso'], 'There is no sso here'],
    ['a tab that is no object', { provisioning: 7 }, ['provisioning'], 'object'],
    ['a list that is none', { rules: {} }, ['rules'], 'list'],
    [
      'a macro of the template',
      { configuration: { scimJsonTemplate: '{"n":"{$user.naem}"}' } },
      ['configuration', 'scimJsonTemplate'],
      'There is no',
      6,
    ],
    [
      'a parameter the document does not have',
      {
        configuration: { scimJsonTemplate: '{"n":"{$parameters.title}"}' },
        parameters: [{ name: 'scimusername', value: 'Email' }],
      },
      ['configuration', 'scimJsonTemplate'],
      'There is no parameter title',
      6,
    ],
    [
      'a custom header',
      { configuration: { customHeaders: 'A: b\nnonsense' } },
      ['configuration', 'customHeaders'],
      'Name: value',
      5,
    ],
    [
      'a custom header that is not the admin’s',
      { configuration: { customHeaders: 'Authorization: x' } },
      ['configuration', 'customHeaders'],
      'not the admin',
      0,
    ],
    ['no scimusername', { parameters: [{ name: 'title', value: 'Title' }] }, ['parameters'], 'scimusername is missing'],
    [
      'an attribute there is not',
      { parameters: [{ name: 'scimusername', value: 'Shoe size' }] },
      ['parameters', 0, 'value'],
      'value is one of Username',
    ],
    [
      'two of a name',
      {
        parameters: [
          { name: 'scimusername', value: 'Email' },
          { name: 'scimusername', value: 'Email' },
        ],
      },
      ['parameters', 1, 'name'],
      'two parameters',
    ],
    [
      'a macro of a parameter',
      { parameters: [{ name: 'scimusername', value: '- Macro -', macro: 'x{$user.}' }] },
      ['parameters', 0, 'macro'],
      'A macro is',
      1,
    ],
    [
      'an operator',
      condition({ operator: 'resembles' }),
      ['rules', 0, 'conditions', 0, 'operator'],
      'operator is one of',
    ],
    ['a source', condition({ source: 'Shoe' }), ['rules', 0, 'conditions', 0, 'source'], 'source is one of Role'],
    [
      'a character that rules cannot use',
      condition({ value: 'Dev (all)' }),
      ['rules', 0, 'conditions', 0, 'value'],
      'none of ( ) * + \\',
      4,
    ],
    [
      'an expression',
      action({ set: 'groups', forEach: 'Role', withValueThatMatches: 'Dev|(Ops' }),
      ['rules', 0, 'actions', 0, 'withValueThatMatches'],
      'closing )',
      0,
    ],
    [
      'an expression that would look back',
      action({ set: 'groups', forEach: 'Role', withValueThatMatches: 'Dev(?=x)' }),
      ['rules', 0, 'actions', 0, 'withValueThatMatches'],
      'no regular expression that can be used',
      3,
    ],
    ['an action without anything', action({ set: 'title' }), ['rules', 0, 'actions', 0], 'needs a value'],
    [
      'a parameter that is not there',
      action({ set: 'shoe', value: 'x' }),
      ['rules', 0, 'actions', 0, 'set'],
      'no parameter',
    ],
    [
      'a drop-down',
      { provisioning: { whenUsersAreSuspended: 'Delete' } },
      ['provisioning', 'whenUsersAreSuspended'],
      'one of Suspend, Do Nothing',
    ],
    [
      'a box',
      { provisioning: { requireAdminApproval: { createUser: 'yes' } } },
      ['provisioning', 'requireAdminApproval', 'createUser'],
      'true or false',
    ],
    [
      'a status of a mapping',
      { mappings: [{ name: 'm', actions: [{ action: 'Set Status', value: 'Asleep' }] }] },
      ['mappings', 0, 'actions', 0, 'value'],
      'one of Active, Suspended',
    ],
  ]

  test.each(cases)('%s', (_case, document, path, message, offset) => {
    const problems = settings.check(document)
    expect(problems.map((problem) => problem.path)).toEqual([path])
    expect(problems[0]?.message).toContain(message)
    expect(problems[0]?.offset).toBe(offset)
  })
})

test('anything at all gives problems, not an exception', () => {
  const odd: JsonValue[] = [null, 7, 'x', [], [null], {}, { a: { b: [] } }]
  for (const tab of ['configuration', 'parameters', 'rules', 'mappings', 'provisioning']) {
    for (const value of odd) expect(Array.isArray(settings.check({ [tab]: value }))).toBe(true)
  }
})

test('names of the prototype are unknown names', () => {
  const document = JSON.parse('{"__proto__": {}, "constructor": 1}') as JsonObject
  expect(settings.check(document).map(({ path }) => path)).toEqual([['__proto__'], ['constructor']])
})
