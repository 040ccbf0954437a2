import { describe, expect, test } from 'vitest'
import { readScenario } from './read-scenario.ts'

const head = 'id: x\nsummary: a test\nsteps:\n'

function problemsOf(text: string): string[] {
  return readScenario(text).problems.map(({ line, column, message }) => `${line}:${column}: ${message}`)
}

describe('a scenario file', () => {
  test('is read with every form of a step', () => {
    const { file, problems } = readScenario(`${head}
  - sync
  - newApp
  - join: 3
  - join: { count: 2, groups: 1, as: new }
  - join: [{ userName: a@example.com, givenName: A, familyName: B }]
  - leave: { share: 20%, department: Sales }
  - return: { who: { some: 1 }, as: new }
  - change: { who: everybody, set: { title: { oneOf: [A, B] }, department: null, manager: bob } }
  - addMembers: { group: { some: 1 }, who: { some: 2 } }
  - wait: 40m
  - repeat: { times: 2, steps: [sync, { expect: synced }] }
  - expect: { who: bob, is: gone }
  - expect: { group: G, members: [bob] }
`)
    expect(problems).toEqual([])
    expect(file?.steps).toHaveLength(13)
  })

  test.each([
    ['an unknown step', '  - jion: 3\n', '4:5: Step "jion" is unknown. Did you mean join?'],
    ['an unknown lone step', '  - sink\n', '4:5: Step "sink" is unknown. Did you mean sync?'],
    ['a step without what it takes', '  - leave\n', '4:5: leave needs what it is about'],
    ['two words in one step', '  - leave: a\n    join: 2\n', '4:5: A step is one word'],
    ['an unknown key of a selector', '  - leave: { sone: 3 }\n', '4:14: Key "sone" is unknown. Did you mean some?'],
    ['a bad share', '  - leave: { share: lots }\n', '4:21: A share is such as 20%.'],
    ['a bad time', '  - wait: soon\n', '4:11: A time is such as 40m, 24h or 30d.'],
    ['an unknown value', '  - expect: { who: a, is: activ }\n', '4:27: Value "activ" is unknown. Did you mean active?'],
    ['a missing key', '  - addMembers: { group: G }\n', '4:17: "who" is missing.'],
    [
      'an unknown attribute',
      '  - change: { who: a, set: { titel: x } }\n',
      'Key "titel" is unknown. Did you mean title?',
    ],
    ['a wrong step inside repeat', '  - repeat: { times: 2, steps: [sink] }\n', 'Did you mean sync?'],
    ['an unknown option', '  - join: $many\n', '4:11: Option "many" is unknown.'],
    [
      'a repeat inside of one',
      '  - repeat: { times: 2, steps: [{ repeat: { times: 2, steps: [sync] } }] }\n',
      '4:35: repeat may not stand inside repeat.',
    ],
    ['a share above all there is', '  - leave: { share: 101% }\n', '4:21: A share is such as 20%.'],
    ['a number in the place of a time', '  - wait: 40\n', '4:11: "wait" does not take number 40.'],
    ['two groups', '  - deleteGroup: { some: 2 }\n', '4:26: One group is drawn'],
    ['a value that is too long', `  - leave: ${'a'.repeat(2000)}\n`, '4:12: That is more than 1000 characters.'],
    ['a name of prototypes', '  - constructor: 1\n', '4:5: Step "constructor" is unknown.'],
    ['a mapping in the place of a name', '  - ? [a, b]\n    : 1\n', '4:5: Step "[ a, b ]" is unknown.'],
  ])('%s is named with its place', (_name, steps, expected) => {
    const problems = problemsOf(head + steps)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(expected)
  })

  test('every problem is named, in the order of the file', () => {
    const problems = problemsOf(`id: x\nsumary: y\nsteps:\n  - jion: 1\n  - wait: soon\n`)
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['1', '2', '4', '5'])
  })

  test.each([
    ['bad YAML', 'id: [\n', /^2:1: /],
    ['nothing', '', '1:1: A scenario is a mapping, not nothing.'],
    ['a list', '- a\n', '1:1: A scenario is a mapping, not a list.'],
    ['a key twice', 'id: a\nid: b\n', /^2:1: /],
    ['nesting without end', `${head}  - ${'['.repeat(8000)}`, /nested too deeply\.$/],
    [
      'steps inside of themselves',
      'id: x\nsummary: y\nsteps: &s [sync, { repeat: { times: 2, steps: *s } }]\n',
      /^3:47: An alias stands inside/,
    ],
    ['a tag that means code', `${head}  - !!js/function "f()"\n`, /^4:5: .*tag/],
    ['two documents', `${head}  - sync\n---\nid: y\n`, /^5:1: A second document/],
    [
      'an alias that blows up',
      `a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [${'*a, '.repeat(20)}]\nc: [${'*b, '.repeat(20)}]\n`,
      /^3:17: The aliases up to this one/,
    ],
  ])('%s is one problem, not an error', (_name, text, message) => {
    expect(readScenario(text).file).toBeUndefined()
    const [problem, second] = problemsOf(text)
    expect(problem).toMatch(message)
    expect(second).toBeUndefined()
  })
})
