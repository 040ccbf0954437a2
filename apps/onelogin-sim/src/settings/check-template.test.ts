import { describe, expect, test } from 'vitest'
import { V2_CORE, V2_ENTERPRISE } from '../app/connector.ts'
import { checkTemplate } from './check-template.ts'
import { DEFAULT_PARAMETERS } from './read-settings.ts'

const parameters = new Set(DEFAULT_PARAMETERS)
const check = (text: string) => checkTemplate(text, parameters)

test.each([V2_ENTERPRISE, V2_CORE])('the untouched template of $id is fine', ({ template }) => {
  expect(check(template)).toEqual([])
})

describe('a template that is refused at Save', () => {
  test.each([
    ['{"a": "{$user.firstname"}', '{$user', 'A macro is'],
    ['{"a": "x {$group.name}"}', '{$group', 'A macro is'],
    ['{"a": "{$user.}"}', '{$user', 'A macro is'],
    ['{"a": "{$user.fristname}"}', '{$user', 'There is no {$user.fristname}.'],
    ['{"a": "{$parameters.nickname}"}', '{$parameters', 'There is no parameter nickname.'],
    ['{"a": "{$parameters.groups}"}', '{$parameters', 'Groups has no macro'],
    ['{"active": {$user.active}}', '{$user', 'put quotes around it'],
    ['{"a": 1,}', '}', 'no JSON here'],
    ['{"a" "b"}', '"b"', 'no JSON here'],
    ['{"a": 1 // b\n}', '//', 'no JSON here'],
  ])('%s is named at %s', (text, at, message) => {
    const [problem] = check(text)
    expect(problem?.offset).toBe(text.indexOf(at))
    expect(problem?.message).toContain(message)
  })

  test('that ends too early is named at its end', () => {
    expect(check('{"a": "b"')[0]?.offset).toBe('{"a": "b"'.length)
  })

  test.each(['[]', '"text"', '7', 'null'])('%s is no object', (text) => {
    expect(check(text)).toEqual([{ offset: 0, message: 'A SCIM JSON Template is a JSON object.' }])
  })

  test('has all its problems named, in the order of the text', () => {
    const problems = check('{"a":"{$user.x}","b":"{$parameters.y}",}')
    expect(problems.map(({ offset }) => offset)).toEqual([6, 22, 39])
  })
})

test('custom fields and plain text around macros are fine', () => {
  expect(check('{"n":"{$user.custom_fields.desk} - {$user.lastname}!", "x": null, "y": [1, true]}')).toEqual([])
})
