import { describe, expect, test } from 'vitest'
import { aPerson } from '../../test/context.ts'
import { compilePattern } from '../settings/pattern.ts'
import type { RulePerson } from './attributes.ts'
import { fits } from './conditions.ts'
import { groupsByRules, parametersByRules, type RuleOptions } from './evaluate.ts'
import { applyMappings } from './mappings.ts'
import type { Condition, Mapping, Operator, Rule, RuleAction } from './rule.ts'

const options: RuleOptions = { splitRoles: true, render: (text) => text.toUpperCase() }
const person = (roles: readonly string[], fields = {}): RulePerson => ({
  user: aPerson(fields),
  manager: undefined,
  roles,
})
const rule = (actions: readonly RuleAction[], conditions: readonly Condition[] = []): Rule => ({
  name: 'r',
  match: 'all',
  conditions,
  actions,
})
const mapRoles = (matching: string): RuleAction => ({
  kind: 'mapGroups',
  forEach: 'Role',
  matching: compilePattern(matching),
})
const holds = (source: Condition['source'], operator: Operator, value: string, who: RulePerson): boolean =>
  fits({ match: 'all', conditions: [{ source, operator, value }] }, who)

describe('Map from OneLogin', () => {
  test.each([
    [['Dev', 'Sales'], '.*', ['Dev', 'Sales']],
    [['Dev', 'Sales'], '/.*/', ['Dev', 'Sales']],
    [['Developer Role', 'Sales'], 'Developer Role', ['Developer Role']],
    [['App - Dev', 'App - Ops', 'Other'], '^App - (.+)$', ['Dev', 'Ops']],
    [['A;B', 'B'], '.*', ['A', 'B']],
    [['Dev'], 'Ops', []],
    [[], '.*', []],
  ])('of the roles %j by %s gives %j', (roles, expression, groups) => {
    expect(groupsByRules([rule([mapRoles(expression)])], person(roles), options)).toEqual(groups)
  })

  test('of MemberOf takes each part of the list', () => {
    const matching = compilePattern('CN=(\\w+)')
    const action: RuleAction = { kind: 'mapGroups', forEach: 'MemberOf', matching }
    expect(groupsByRules([rule([action])], person(['Eng', 'Ops']), options)).toEqual(['Eng', 'Ops'])
  })

  test('keeps a role with ";" in its name whole where the knob says so', () => {
    expect(groupsByRules([rule([mapRoles('.*')])], person(['A;B']), { ...options, splitRoles: false })).toEqual(['A;B'])
  })

  test('matches in linear time what would take others for ever', () => {
    const matching = compilePattern('^(a+)+$')
    expect(matching.extract(`${'a'.repeat(50_000)}!`)).toBeUndefined()
  })
})

describe('rules', () => {
  test('all of them that fit add their groups; From Existing picks', () => {
    const rules = [
      rule([mapRoles('Dev')]),
      rule([{ kind: 'existingGroups', names: ['Staff'] }], [{ source: 'Role', operator: 'include', value: 'dev' }]),
      rule(
        [{ kind: 'existingGroups', names: ['Others'] }],
        [{ source: 'Role', operator: 'do not include', value: 'Dev' }],
      ),
    ]
    expect(groupsByRules(rules, person(['Dev']), options)).toEqual(['Dev', 'Staff'])
  })

  test('the last that sets a parameter wins, and one without conditions fits everybody', () => {
    const rules = [
      rule([{ kind: 'setValue', parameter: 'title', value: 'Guest' }]),
      rule(
        [{ kind: 'setMacro', parameter: 'title', text: 'staff' }],
        [{ source: 'Department', operator: 'equals', value: 'r&d' }],
      ),
      rule([
        {
          kind: 'setExpression',
          parameter: 'usertype',
          from: 'Email',
          matching: compilePattern('@(.*)'),
        },
      ]),
    ]
    expect(Object.fromEntries(parametersByRules(rules, person([]), options))).toEqual({
      title: 'STAFF',
      usertype: 'acme.test',
    })
    expect(parametersByRules(rules, person([], { department: 'Sales' }), options).get('title')).toBe('Guest')
  })
})

describe('conditions', () => {
  const who = person(['Dev', 'Ops'], { title: 'Senior Engineer' })

  test.each<[Condition['source'], Operator, string, boolean]>([
    ['Role', 'include', 'Dev', true],
    ['Role', 'include', 'Sales', false],
    ['Role', 'do not include', 'Sales', true],
    ['Title', 'contains', 'engineer', true],
    ['Title', 'does not contain', 'engineer', false],
    ['Title', 'begins with', 'Senior', true],
    ['Title', 'ends with', 'Senior', false],
    ['Title', 'equals', 'senior engineer', true],
    ['Title', 'does not equal', 'Boss', true],
    ['Status', 'equals', 'Active', true],
    ['MemberOf', 'contains', 'CN=Ops', true],
    ['custom_attribute_level', 'is greater than', '3', false],
    ['custom_attribute_level', 'does not equal', '3', true],
    ['Last login', 'is less than', '3', false],
  ])('%s %s %s is %s', (source, operator, value, expected) => {
    expect(holds(source, operator, value, who)).toBe(expected)
  })

  test('any of them is enough where the rule says so', () => {
    const conditions: Condition[] = [
      { source: 'Role', operator: 'include', value: 'Sales' },
      { source: 'Role', operator: 'include', value: 'Dev' },
    ]
    expect(fits({ match: 'any', conditions }, who)).toBe(true)
    expect(fits({ match: 'all', conditions }, who)).toBe(false)
  })
})

describe('mappings of the account', () => {
  const [ann, bo] = [aPerson(), aPerson({ id: 'bo', department: 'Sales' })]
  const directory = { people: [ann, bo], groups: [{ id: 'g', displayName: 'Dev', members: ['ann', 'bo'] }] }
  const forSales = (actions: Mapping['actions']): Mapping => ({
    name: 'm',
    match: 'all',
    conditions: [{ source: 'Department', operator: 'equals', value: 'Sales' }],
    actions,
  })

  test('give a role, with a group of its own where there is none', () => {
    const { groups } = applyMappings(directory, [forSales([{ kind: 'Add Role', role: 'Sellers' }])])
    expect(groups.map(({ displayName, members }) => [displayName, members])).toEqual([
      ['Dev', ['ann', 'bo']],
      ['Sellers', ['bo']],
    ])
  })

  test('take a role, or set one in place of all', () => {
    const without = applyMappings(directory, [forSales([{ kind: 'Remove Role', role: 'dev' }])])
    expect(without.groups[0]?.members).toEqual(['ann'])
    const set = applyMappings(directory, [forSales([{ kind: 'Set Role', role: 'Sellers' }])])
    expect(set.groups.map(({ members }) => members)).toEqual([['ann'], ['bo']])
  })

  test('set a status, which later mappings see', () => {
    const suspended = forSales([{ kind: 'Set Status', status: 'Suspended' }])
    const off: Mapping = {
      ...suspended,
      conditions: [{ source: 'Status', operator: 'equals', value: 'Suspended' }],
      actions: [{ kind: 'Remove Role', role: 'Dev' }],
    }
    const { groups, people } = applyMappings(directory, [suspended, off])
    expect(people.map(({ active }) => active)).toEqual([true, false])
    expect(groups[0]?.members).toEqual(['ann'])
  })
})
