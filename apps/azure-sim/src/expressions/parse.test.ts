import { describe, expect, test } from 'vitest'
import { compileExpression } from './check.ts'
import { parseExpression } from './parse.ts'

const attributes = new Set(['givenName', 'surname', 'appRoleAssignments'])

describe('an expression that cannot be taken is named with its offset', () => {
  test.each([
    ['', 0, /a value is missing before the end/],
    ['Join(" ", [givenName]', 21, /closing parenthesis is missing before the end/],
    ['Join(" " [givenName])', 9, /a comma or a closing parenthesis is missing/],
    ['Join(" ", [givenName)', 10, /no closing \]/],
    ['Join(" ", "a)', 10, /no closing "/],
    ['"a\\d"', 2, /backslash/],
    ['"a" "b"', 4, /the end is missing before "b"/],
    ['Join(#)', 5, /begins neither/],
    ['[ givenName]', 1, /written \[name\]/],
    ['IIF(1 = 2 = 3, "a", "b")', 10, /one comparison/],
    ['ToUper([givenName])', 0, /Function "ToUper" is unknown\. Did you mean ToUpper\?/],
    ['tolower([givenName])', 0, /Did you mean ToLower\?/],
    ['Join(" ", [givenname])', 10, /Source attribute "givenname" is unknown\. Did you mean givenName\?/],
    ['Append(Right([surname], 1), "x")', 7, /Right is no function of the vendor/],
    ['Trim([surname])', 0, /StripSpaces/],
    ['SelectUniqueValue([surname], [givenName])', 0, /not for SCIM apps/],
    ['Left([surname])', 0, /Left takes 2 arguments, not 1/],
    ['Switch([surname], "a", "b", "c", "d")', 0, /keys and values in pairs/],
    ['Join(" ", [surname] = "x")', 20, /only as the condition/],
    ['Join(" ", surname)', 10, /written in brackets: \[surname\]/],
    ['Join(" ", Now)', 10, /Now is a function/],
    ['Join(" ", nonsense)', 10, /a text stands in quotes/],
    ['Replace([surname], , "(?=x)", , "", , )', 21, /is refused.*look-ahead/],
    ['SingleAppRoleAssignment([surname])', 0, /takes \[appRoleAssignments\]/],
  ])('%s', (text, offset, message) => {
    const { problems } = compileExpression(text, attributes)
    expect(problems[0]?.message).toMatch(message)
    expect(problems[0]?.offset).toBe(offset)
  })

  test('text without end and calls without bottom are refused, not followed', () => {
    const deep = `${'Not('.repeat(100_000)}"x"${')'.repeat(100_000)}`
    expect(compileExpression(deep, attributes).problems[0]?.message).toMatch(/at most 10000 characters/)
    const [problem] = compileExpression(`${'Not('.repeat(40)}"x"${')'.repeat(40)}`, attributes).problems
    expect(problem?.offset).toBe(128)
    expect(problem?.message).toMatch(/at most 32 deep/)
  })
})

test('omitted arguments, white space and escapes are read as the vendor has them', () => {
  expect(parseExpression(' Switch( [IsSoftDeleted],, "a\\"b\\\\" , &HfF,-1.5 ) ')).toMatchObject({
    kind: 'call',
    name: 'Switch',
    offset: 1,
    args: [
      { kind: 'attribute', name: 'IsSoftDeleted' },
      { kind: 'omitted' },
      { kind: 'text', value: 'a"b\\' },
      { kind: 'number', notation: '&HfF' },
      { kind: 'number', notation: '-1.5' },
    ],
  })
})
