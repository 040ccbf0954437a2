import { describe, expect, it } from 'vitest'
import type { Value } from './ast.ts'
import { evaluate } from './evaluate.ts'
import { ExpressionError } from './expression-error.ts'
import type { Scope } from './functions.ts'
import { parseExpression } from './parse.ts'

const winston: Record<string, Value> = {
  firstName: 'Winston',
  lastName: 'Churchill',
  email: 'winston.churchill@gmail.com',
  employeeNumber: null,
  costCenter: '',
}
const scope: Scope = {
  property: (_root, name) => winston[name] ?? null,
  internal: (name) => (name === 'status' ? 'ACTIVE' : '00u1'),
  manager: (name) => (name === 'lastName' ? 'Baldwin' : null),
  groups: [{ id: '00g1', displayName: 'Cabinet' }],
}
const value = (source: string): Value => evaluate(parseExpression(source), scope)
const problem = (source: string): { offset: number; message: string } => {
  try {
    value(source)
  } catch (error) {
    if (error instanceof ExpressionError) return { offset: error.offset, message: error.message }
  }
  throw new Error(`${source} has no problem`)
}

describe('Okta Expression Language', () => {
  it.each<[string, Value]>([
    ['String.append("This is"," a test")', 'This is a test'],
    ['String.join(",","This","is","a","test")', 'This,is,a,test'],
    ['String.len("This")', 4],
    ['String.removeSpaces("This is a test")', 'Thisisatest'],
    ['String.replace("This is a test","is","at")', 'That at a test'],
    ['String.replaceFirst("This is a test","is","at")', 'That is a test'],
    ['String.startsWith("Kiss","K")', true],
    [`String.stringContains("This is a test","doesn'tExist")`, false],
    ['String.stringSwitch("First match wins","default","absent","value1","wins","value2","match","value3")', 'value2'],
    ['String.stringSwitch("Substrings count","default","ring","value1")', 'value1'],
    ['String.stringSwitch("none","default","ring","value1")', 'default'],
    ['String.substring("This is a test",2,9)', 'is is a'],
    ['String.substringAfter("abc@okta.com","@")', 'okta.com'],
    ['String.substringBefore("abc@okta.com","@")', 'abc'],
    ['String.toUpperCase("This")', 'THIS'],
    ['toLowerCase("ThiS")', 'this'],
    ['Arrays.add({10,20,30},40)', [10, 20, 30, 40]],
    ['Arrays.remove({10,20,30},20)', [10, 30]],
    ['Arrays.clear({10,20,30})', []],
    ['Arrays.get({0,1,2},0)', 0],
    ['Arrays.flatten(10,{20,30},40)', [10, 20, 30, 40]],
    ['Arrays.contains({10,20},20)', true],
    ['Arrays.size(NULL)', 0],
    ['Arrays.isEmpty(NULL)', true],
    ['Arrays.toCsvString({"This","is"," a ","test"})', 'This,is, a ,test'],
    ['Arrays.size("a,b,c")', 3],
    ["Convert.toInt('1234')", 1234],
    ['Convert.toInt(123.4)', 123],
    ['Convert.toInt(123.6)', 124],
    ["Convert.toNum('3.141')", Number('3.141')],
    ['substring(user.firstName,0,1)+user.lastName', 'WChurchill'],
    ['substring(user.firstName,0,1)+substring(user.lastName,0,6)', 'WChurch'],
    [
      'toUpperCase(substringBefore(substringAfter(user.email,"@"),"."))+"\\"+substringBefore(user.email,"@")',
      'GMAIL\\winston.churchill',
    ],
    ['user.employeeNumber != "" AND user.employeeNumber != null ? user.employeeNumber : user.lastName', 'Churchill'],
    ["(user.email != null && user.email != '') ? 'work' : ''", 'work'],
    ['user.costCenter == "" ? "cleared" : "set"', 'cleared'],
    ['user.employeeNumber ?: "none"', 'none'],
    ['user.costCenter ?: "none"', 'none'],
    ['{1,2}[0]', 1],
    ['!(1 > 2) OR false', true],
    ['-3 + 5', 2],
    ['"a" < "b"', true],
    ['"say ""hi"""', 'say "hi"'],
    ['isMemberOfGroupName("Cabinet") ? "minister" : "member"', 'minister'],
    ['isMemberOfGroup("00g2")', false],
    ['isMemberOfGroupNameStartsWith("Cab")', true],
    ['user.getInternalProperty("status")', 'ACTIVE'],
    ['user.getLinkedObject("manager").lastName', 'Baldwin'],
    ['getManagerUser("active_directory").lastName', 'Baldwin'],
    ['hasWorkdayUser() ? "a" : "b"', 'b'],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected)
  })

  it.each<[string, number, RegExp]>([
    ['user.email = "x"', 11, /use "=="/],
    ['user.shoeSize', 5, /no attribute "shoeSize"/],
    ['firstName', 0, /user\.firstName/],
    ['String.reverse("x")', 0, /no function String\.reverse/],
    ['"a" + String.len("x", "y")', 6, /takes 1 arguments, not 2/],
    ['Arrays.isEmpty(user.title) ? "a" : "b"', 0, /inside a condition/],
    ['user.email ? "a" : "b"', 0, /must be a Boolean/],
    ['"open', 0, /closing quote/],
    ['String.len(', 11, /ends too early/],
    ['(1 + 2', 6, /"\)" is missing/],
    ['1 2', 2, /too much/],
    ['substring(user.firstName, 0, 90)', 0, /outside/],
    ['String.len(user.employeeNumber)', 0, /null is no text/],
    ['Iso3166Convert.toName("IN")', 0, /not simulated/],
    ['user.email matches "a+"', 11, /not simulated/],
    [`${'('.repeat(80)}1`, 60, /nested too deeply/],
    ['1 > "a"', 2, /two numbers or two texts/],
    ['{1}[3]', 0, /no item 3/],
    ['user.email # 1', 11, /cannot stand here/],
  ])('says what is wrong with %s, and where', (source, offset, message) => {
    const found = problem(source)
    expect(found.message).toMatch(message)
    expect(found.offset).toBe(offset)
  })

  it('reads a long chain of conditions in one go', () => {
    const chain = `${'user.title == "x" ? 1 : '.repeat(50)}0`
    expect(value(chain)).toBe(0)
  })
})
