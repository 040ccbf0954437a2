import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { type PlayOptions, playFile } from '../testing/play-scenario.ts'
import { head, people } from '../testing/three-people.ts'

describe('a scenario that makes no sense', () => {
  test.each([
    [
      'somebody who is not there',
      'steps: [{ leave: anne@example.com }]',
      '9:9: There is no "anne@example.com" in the directory. Did you mean ann@example.com?',
    ],
    ['a group that is not there', 'steps: [{ deleteGroup: Teem }]', 'Group "Teem" is unknown. Did you mean Team?'],
    ['a name nobody was given', 'steps: [{ return: { those: leavers } }]', 'Name "leavers" is unknown.'],
    [
      'an action the vendor does not have',
      'steps: [{ act: { action: asign } }]',
      'Action "asign" is unknown. Did you mean assign?',
    ],
    ['an action without its person', 'steps: [{ act: { action: assign } }]', 'The action assign needs person.'],
    ['nothing synced', 'steps: [{ expect: synced }]', 'Nothing has been synced yet'],
    [
      'a userName that is taken',
      'steps: [{ change: { who: bob@example.com, set: { userName: ann@example.com } } }]',
      'The userName ann@example.com is taken.',
    ],
    [
      'an unknown placeholder',
      'steps: [{ change: { who: bob@example.com, set: { title: "{titel}" } } }]',
      'Placeholder "titel" is unknown. Did you mean title?',
    ],
    ['more steps than can be meant', 'steps: [{ repeat: { times: 20001, steps: [sync] } }]', 'more than 20000 steps'],
    ['more people than a directory may have', 'steps: [{ join: 999999 }]', '1000000 people'],
    [
      'more people and rounds than can be planned',
      'steps: [{ join: 9000 }, { repeat: { times: 20000, steps: [{ leave: bob@example.com }] } }]',
      'That is too much to plan',
    ],
    [
      'somebody who joins twice',
      'steps: [{ join: [{ userName: ann@example.com, givenName: A, familyName: B }] }]',
      'is in the directory already',
    ],
  ])('%s is refused with its place, before anything is sent', (_name, steps, message) => {
    let sent = 0
    const instead: PlayOptions['instead'] = () => {
      sent++
      return undefined
    }
    const attempt = (): unknown => playFile(`${head}${people}${steps.replace('[', '[sync, ')}`, { instead })
    const nothing = (): unknown => playFile(`${head}${people}${steps}`, { instead })
    const run = message.startsWith('Nothing') || message.startsWith('9:9') ? nothing : attempt
    expect(run).toThrow(UsageError)
    expect(run).toThrow(message)
    expect(run).toThrow(/^test\.yaml:9:\d+: /)
    expect(sent).toBe(0)
  })

  test.each([
    [
      'a manager nobody is',
      'people: [{ userName: a, givenName: A, familyName: B, manager: z }]\n',
      'There is no "z" among the people.',
    ],
    [
      'a member nobody is',
      'people: [{ userName: a, givenName: A, familyName: B }]\ngroups: [{ displayName: G, members: [z] }]\n',
      '4:38: There is no "z" among the people.',
    ],
    [
      'the same person twice',
      'people: [{ userName: a, givenName: A, familyName: B }, { userName: A, givenName: A, familyName: B }]\n',
      'A is there twice.',
    ],
    ['groups without people', 'groups: [{ displayName: G }]\n', 'Groups need people'],
  ])('%s is refused with its place', (_name, own, message) => {
    expect(() => playFile(`${head}${own}steps: [sync]`)).toThrow(message)
  })

  test('an option it does not have, or of another kind, is refused', () => {
    const text = `${head}options: { many: 2, part: 20% }\nsteps: [{ join: $many }, { leave: { share: $part } }, sync]`
    expect(playFile(text, { options: { many: '4' } }).result.users.length).toBeGreaterThan(10)
    expect(() => playFile(text, { options: { mny: '4' } })).toThrow('Did you mean many?')
    expect(() => playFile(text, { options: { many: 'x' } })).toThrow('Option many is a whole number')
    expect(() => playFile(text, { options: { part: '200%' } })).toThrow('Option part is a share')
    expect(() => playFile(`${head}steps: [sync]`, { options: { many: '4' } })).toThrow('has no options')
  })
})
