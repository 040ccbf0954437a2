import { describe, expect, test } from 'vitest'
import { generateDirectory } from '../directory/generate.ts'
import { playFile } from '../testing/play-scenario.ts'
import { scimMemory } from '../testing/scim-memory.ts'
import { head, people } from '../testing/three-people.ts'
import { sharedScenarios } from './shared-scenarios.ts'

describe('a scenario', () => {
  test.each(sharedScenarios())('$id passes against a target that does what it is told', ({ source }) => {
    const { findings, steps } = playFile(source.text)
    expect(findings).toEqual([])
    expect(steps.filter(({ result }) => result?.outcome === 'failed')).toEqual([])
    expect(steps.some(({ action }) => action === 'verify')).toBe(true)
  })

  test.each(sharedScenarios())('$id can be played with one person, with and without groups', ({ source }) => {
    for (const groups of [0, 1]) {
      const directory = generateDirectory({ users: 1, groups, seed: 'one' })
      expect(playFile(source.text, { directory }).findings).toEqual([])
    }
  })

  test.each(sharedScenarios())(
    '$id sends the same requests for the same seed, ids of the target apart',
    ({ source }) => {
      const sent = (prefix: string): string =>
        JSON.stringify(playFile(source.text, { memory: scimMemory({ prefix }) }).requests).replaceAll(prefix, 'ID')
      expect(sent('target-one-')).toBe(sent('other-'))
    },
  )

  test('another seed draws others', () => {
    const text = `${head}steps: [{ leave: { some: 2 } }, sync]`
    const directory = generateDirectory({ users: 12, groups: 3, seed: 'the same' })
    const sent = (seed: string): string => JSON.stringify(playFile(text, { seed, directory }).requests)
    expect(sent('a')).toBe(sent('a'))
    expect(sent('a')).not.toBe(sent('b'))
  })

  test('a draw more in one step leaves the draws of the others alone', () => {
    const directory = generateDirectory({ users: 40, groups: 3, seed: 's' })
    const second = (first: string): unknown => {
      const { result } = playFile(`${head}steps: [{ leave: { some: ${first} } }, { join: 1 }, sync]`, { directory })
      return result.users.at(-1)?.userName
    }
    expect(second('1')).toBe(second('5'))
  })

  test('its own people are played with, whatever directory the run has', () => {
    const { result } = playFile(`${head}${people}steps: [sync]`)
    expect(result).toEqual({
      users: [
        { userName: 'ann@example.com', active: true },
        { userName: 'bob@example.com', active: true },
        { userName: 'cy@example.com', active: true },
      ],
      groups: [{ displayName: 'Team', members: ['ann@example.com', 'bob@example.com'] }],
    })
  })

  test('the vendor follows all edits since it looked last, with their causes', () => {
    const text = `${head}${people}steps:
  - sync
  - leave: bob@example.com
  - change: { who: { department: Sales, status: active }, set: { title: "Head of {department}" } }
  - sync`
    const { steps, requests } = playFile(text)
    expect(steps.slice(4).map(({ subject, action, cause }) => [subject.name, action, cause])).toEqual([
      ['ann@example.com', 'update', 'leave: Bob Ray; change of title: Ann Lee'],
      ['bob@example.com', 'update', 'leave: Bob Ray; change of title: Ann Lee'],
    ])
    expect(requests.at(-2)?.body).toMatchObject({ title: 'Head of Sales' })
  })

  test('time passes before the vendor looks again', () => {
    const { waits, steps } = playFile(`${head}${people}steps: [sync, { wait: 40m }, { wait: 30d }]`)
    expect(waits).toEqual([40 * 60_000, 30 * 86_400_000])
    expect(steps).toHaveLength(4)
  })

  test('an app made anew remembers nothing', () => {
    const { requests } = playFile(`${head}${people}steps: [sync, newApp, sync]`)
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(8)
  })

  test('somebody deleted returns as the same person with memberships, or as somebody new without', () => {
    const text = (as: string): string => `${head}${people}steps:
  - sync
  - delete: ann@example.com
  - sync
  - return: ${as}
  - sync`
    const same = playFile(text('ann@example.com')).result
    expect(same.groups[0]?.members).toEqual(['bob@example.com', 'ann@example.com'])
    const fresh = playFile(text('{ who: ann@example.com, as: new }')).result
    expect(fresh.groups[0]?.members).toEqual(['bob@example.com'])
    expect(fresh.users.map(({ userName }) => userName)).toContain('ann@example.com')
  })

  test('an admin’s action is played with its subjects and options', () => {
    const text = `${head}${people}steps: [sync, { act: { action: unassign, person: bob@example.com } }]`
    const { steps } = playFile(text)
    expect(steps.at(-1)).toMatchObject({ subject: { name: 'bob@example.com' }, result: { outcome: 'notSent' } })
  })
})
