import { describe, expect, it } from 'vitest'
import { isScimError } from '../errors/scim-error.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import type { Filter } from './ast.ts'
import { parseFilter } from './parse.ts'
import { printFilter } from './print.ts'

const title = (value: string): Filter => ({ kind: 'compare', path: { attribute: 'title' }, operator: 'eq', value })

function errorOf(text: string): { message: string; scimType: string | undefined; status: number; cause: unknown } {
  try {
    parseFilter(text)
  } catch (error) {
    if (isScimError(error)) {
      return { message: error.message, scimType: error.scimType, status: error.status, cause: error.cause }
    }
    throw error
  }
  throw new Error(`no error for ${text}`)
}

describe('parseFilter', () => {
  it('F-018 [MUST] binds not tighter than and, and tighter than or', () => {
    expect(parseFilter('title eq "a" or title eq "b" and not (title eq "c")')).toEqual({
      kind: 'or',
      left: title('a'),
      right: { kind: 'and', left: title('b'), right: { kind: 'not', operand: title('c') } },
    })
  })

  it('F-019 [MUST] regroups by nested parentheses', () => {
    const filter = parseFilter('(title eq "a" or title eq "b") and (title eq "c" or (title eq "d" and title eq "e"))')
    expect(filter).toEqual({
      kind: 'and',
      left: { kind: 'or', left: title('a'), right: title('b') },
      right: { kind: 'or', left: title('c'), right: { kind: 'and', left: title('d'), right: title('e') } },
    })
  })

  it('groups equal operators to the left', () => {
    expect(parseFilter('title eq "a" and title eq "b" and title eq "c"')).toEqual({
      kind: 'and',
      left: { kind: 'and', left: title('a'), right: title('b') },
      right: title('c'),
    })
  })

  it('F-017 [MUST] reads operators and logical words in any case', () => {
    expect(parseFilter('TITLE Eq "a" AND NOT (title PR) Or x nE 1')).toEqual(
      parseFilter('TITLE eq "a" and not (title pr) or x ne 1'),
    )
  })

  it('F-020 [MUST] takes not with or without a blank before its parentheses', () => {
    expect(parseFilter('not(title pr)')).toEqual(parseFilter('not (title pr)'))
    expect(errorOf('not title pr').scimType).toBe('invalidFilter')
  })

  it('F-028 F-029 [MUST] splits a URN-qualified path at the last colon only', () => {
    expect(parseFilter('urn:ietf:params:scim:schemas:core:2.0:User:name.familyName sw "J"')).toEqual({
      kind: 'compare',
      path: { schema: 'urn:ietf:params:scim:schemas:core:2.0:User', attribute: 'name', subAttribute: 'familyName' },
      operator: 'sw',
      value: 'J',
    })
  })

  it('F-022 F-023 [MUST] reads a whole filter between brackets', () => {
    expect(parseFilter('emails[(type eq "work" or type eq "home") and not (value ew "y")]').kind).toBe('valuePath')
  })

  it('F-039 [MUST] reads JSON string literals with escapes, quotes and brackets', () => {
    const value = (text: string) => {
      const filter = parseFilter(text)
      return filter.kind === 'compare' ? filter.value : undefined
    }
    expect(value('title eq "a\\"b"')).toBe('a"b')
    expect(value('title eq "\\u00e9"')).toBe('é')
    expect(value('title eq "x) or (y"')).toBe('x) or (y')
    expect(value('title eq "a]b\\\\"')).toBe('a]b\\')
    expect(value('title eq ""')).toBe('')
  })

  it.each([
    ['n eq 1', 1],
    ['n eq -1.5e1', -15],
    ['n eq 0.25', 0.25],
    ['n eq -0', 0],
    ['n eq true', true],
    ['n eq false', false],
    ['n eq null', null],
  ])('F-041 F-042 reads the literal of %s', (text, value) => {
    expect(parseFilter(text)).toMatchObject({ value })
  })

  it('F-051 [CHOICE] ignores extra blanks, and needs none before a string', () => {
    expect(parseFilter('  title \t eq   "a"  and title eq"b" ')).toEqual(parseFilter('title eq "a" and title eq "b"'))
  })

  it('S-009 F-050 [MUST] takes $ref as a name', () => {
    expect(parseFilter('members.$ref co "Users"')).toMatchObject({
      path: { attribute: 'members', subAttribute: '$ref' },
    })
  })

  it.each([
    '',
    ' ',
    'userName',
    'userName eq',
    'userName eq "a',
    '(a pr',
    'a pr)',
    'a pr b',
    'a pr "x"',
    'and a pr',
    'a eq "x" b eq "y"',
    'a pr and',
    'a pr or or b pr',
    'not (and)',
    '()',
    'a[]',
    'a[b pr',
    'a[b pr]]',
    '[b pr]',
    'a [b pr]',
    'a.b.c pr',
    'a..b pr',
    '.a pr',
    '1a pr',
    'a:b pr',
    '__proto__ pr',
    'a eq "\\x"',
    'a eq "\t"',
    'a eq 01',
    'a eq 1.',
    'a eq +1',
    'a eq 1e400',
    'a eq NaN',
    'a eq True',
    'a pr and(b pr)',
    '(a pr)and (b pr)',
    'a eq ("b")',
  ])('F-038 [MUST] refuses %j with invalidFilter', (text) => {
    expect(errorOf(text)).toMatchObject({ status: 400, scimType: 'invalidFilter' })
  })

  it.each(["userName eq 'a'", 'meta.resourceType eq User'])('F-040 [MUST] refuses the bare string of %s', (text) => {
    expect(errorOf(text).scimType).toBe('invalidFilter')
  })

  it('F-037 [MUST] names an unknown operator, its column and what is allowed', () => {
    const { message, cause } = errorOf('userName regex "a"')
    expect(message).toBe(
      'The filter is not valid at column 10: expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr), found "regex".',
    )
    expect(cause).toEqual({ text: 'userName regex "a"', column: 10 })
  })

  it('gives the column of the end where the filter stops short', () => {
    expect(errorOf('userName eq').message).toContain('at column 12: ')
    expect(errorOf('a eq "b').message).toContain('at column 6: the string that starts here has no closing quote')
  })

  it('F-024 [CHOICE] refuses a value path inside a value path', () => {
    expect(errorOf('emails[type eq "a" and emails[type eq "b"]]').scimType).toBe('invalidFilter')
  })

  it('F-026 [CHOICE] takes a sub-attribute after the brackets only where tolerated', () => {
    const text = 'emails[type eq "work"].value eq "a@b"'
    expect(errorOf(text).scimType).toBe('invalidFilter')
    const tolerances = createTolerances(['value-path-sub-attribute-in-filter'])
    expect(parseFilter(text, { tolerances })).toEqual(parseFilter('emails[type eq "work" and value eq "a@b"]'))
    expect(tolerances.used).toEqual(['value-path-sub-attribute-in-filter'])
  })

  it('F-048 [CHOICE] refuses a filter over its limits of length, depth and terms', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`
    const terms = (count: number) => Array.from({ length: count }, () => 'a pr').join(' or ')
    expect(parseFilter(nested(50)).kind).toBe('present')
    expect(errorOf(nested(51)).message).toContain('at most 50 levels')
    expect(errorOf(`not ${'(not '.repeat(1000)}(a pr)`).message).toContain('at most 50 levels')
    expect(parseFilter(terms(200)).kind).toBe('or')
    expect(errorOf(terms(201)).message).toContain('at most 200 expressions')
    expect(errorOf(`a eq "${'x'.repeat(8192)}"`).message).toBe(
      'The filter has 8199 characters; at most 8192 are allowed.',
    )
    expect(() => parseFilter('(((a pr)))', { maxDepth: 2 })).toThrow('at most 2 levels')
  })

  it('F-048 reads hostile text of any length without exhausting the stack', () => {
    const long = { maxLength: 1_000_000 }
    for (const piece of ['(', '[', 'a[', 'not (', '"', '\\', ' ', ')', 'a.']) {
      expect(() => parseFilter(piece.repeat(50_000), long)).toThrow('is not valid at column')
    }
  })
})

it('IP-30 [CHOICE] refuses half a surrogate pair, however it is written', () => {
  for (const text of ['title eq "\\ud800"', 'title eq "a\ud83d"', 'emails[value eq "\\udc00x"]']) {
    expect(errorOf(text)).toMatchObject({ status: 400, scimType: 'invalidFilter' })
  }
  expect(parseFilter('title eq "\\ud83d\\ude80"')).toEqual(title('🚀'))
})

describe('printFilter', () => {
  it.each([
    'title eq "a" or title eq "b" and not (title eq "c")',
    '(a pr or b pr) and c pr',
    'a pr and (b pr and c pr)',
    'a pr or (b pr or c pr)',
    'emails[type eq "work" and not (value ew "\\u0000")]',
    'n eq -1.5',
    'n eq null',
  ])('writes %s as it was', (text) => {
    expect(printFilter(parseFilter(text))).toBe(text)
  })
})
