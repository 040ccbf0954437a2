import { createRandom } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import type { Environment } from '../expressions/functions/function-spec.ts'
import { holds, type Operator } from './operators.ts'
import { type Clause, outOfScope } from './scoping-filter.ts'

const environment = (attributes: Record<string, string>): Environment => ({
  attribute: (name) => attributes[name] ?? null,
  now: () => new Date(0),
  random: (offset) => createRandom('seed', String(offset)),
  defaultDomain: null,
})

describe('an operator', () => {
  test.each<[string, Operator, string, boolean]>([
    ['Sales', 'EQUALS', 'Sales', true],
    ['sales', 'EQUALS', 'Sales', false],
    ['', 'EQUALS', '', false],
    ['sales', 'NOT EQUALS', 'Sales', true],
    ['', 'NOT EQUALS', 'Sales', false],
    ['True', 'IS TRUE', '', true],
    ['False', 'IS TRUE', '', false],
    ['False', 'IS FALSE', '', true],
    ['', 'IS FALSE', '', false],
    ['', 'IS NULL', '', true],
    ['x', 'IS NULL', '', false],
    ['x', 'IS NOT NULL', '', true],
    ['', 'IS NOT NULL', '', false],
    ['R&D Lead', 'Includes', 'D L', true],
    ['R&D Lead', 'Includes', 'd l', false],
    ['R&D Lead', 'ENDS_WITH', 'Lead', true],
    ['a@domain.com', 'REGEX MATCH', String.raw`.*\@domain.com`, true],
    ['1000042', 'REGEX MATCH', '(1[0-9]{6})', true],
    ['2000042', 'REGEX MATCH', '(1[0-9]{6})', false],
    ['2000042', 'NOT REGEX MATCH', '(1[0-9]{6})', true],
    ['', 'NOT REGEX MATCH', 'x', false],
    ['10', 'Greater_Than', '9', true],
    ['9', 'Greater_Than', '9', false],
    ['9', 'Greater_Than_OR_EQUALS', '9', true],
    ['nine', 'Greater_Than_OR_EQUALS', '9', false],
    ['6', '&', '2', true],
    ['6', '&', '1', false],
    ['6', '!&', '1', true],
    ['', '!&', '1', false],
  ])('%j %s %j is %s', (actual, operator, value, expected) => {
    expect(holds(operator, actual, value)).toBe(expected)
  })

  test('matches a pattern built to backtrack, without end, in one pass', () => {
    expect(holds('REGEX MATCH', 'a'.repeat(50_000), '^(a+)+$')).toBe(true)
    expect(holds('REGEX MATCH', `${'a'.repeat(50_000)}b`, '^(a|aa)+$')).toBe(false)
  })
})

describe('filters', () => {
  const sales: Clause = { attribute: 'department', operator: 'EQUALS', value: 'Sales' }
  const titled: Clause = { attribute: 'jobTitle', operator: 'IS NOT NULL', value: '' }
  const leads: Clause = { attribute: 'jobTitle', operator: 'Includes', value: 'Lead' }

  test('need every clause of one filter', () => {
    const filters = [{ title: 'Sales people', clauses: [sales, titled] }]
    expect(outOfScope(filters, environment({ department: 'Sales', jobTitle: 'Clerk' }))).toBeUndefined()
    expect(outOfScope(filters, environment({ department: 'Sales' }))).toBe('Sales people jobTitle IS NOT NULL')
  })

  test('and one filter of several is enough', () => {
    const filters = [
      { title: 'Sales', clauses: [sales] },
      { title: 'Leads', clauses: [leads] },
    ]
    expect(outOfScope(filters, environment({ department: 'IT', jobTitle: 'Lead' }))).toBeUndefined()
    expect(outOfScope(filters, environment({ department: 'IT' }))).toBe('Sales department EQUALS Sales')
    expect(outOfScope([], environment({}))).toBe(undefined)
  })
})
