import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { v2Core } from '../src/profiles/v2-core.ts'
import { aContext, aDirectory, aFullDirectory, aPerson } from './context.ts'
import { failures, shapesOf, sorted } from './play-scenario.ts'
import { ScimResponder } from './scim-responder.ts'

const lifecycle = v2Core.scenarios.find(({ id }) => id === 'lifecycle')

describe('the lifecycle of an app of the core connector', () => {
  const server = new ScimResponder()
  const played = play(lifecycle?.play(aContext(aFullDirectory())) ?? missing(), server.respond)

  test('exercises every shape of its catalogue, without a finding or a failed step', () => {
    expect(shapesOf(played)).toEqual(v2Core.shapes.map(({ id }) => id).toSorted())
    expect(played.findings).toEqual([])
    expect(failures(played)).toEqual([])
  })

  test('leaves the target as expected', () => {
    expect(sorted(server.state())).toEqual(sorted(played.result))
  })

  test('carries only quirks of its catalogue', () => {
    const catalogue = new Set(v2Core.quirks.map(({ id }) => id))
    for (const { quirks = [] } of played.requests) for (const quirk of quirks) expect(catalogue).toContain(quirk)
  })

  test('writes userName, name and active, and nothing else', () => {
    const keys = new Set(
      played.requests.flatMap(({ body, path }) => (path.startsWith('/Users') ? Object.keys(body ?? {}) : [])),
    )
    expect([...keys]).toEqual(['schemas', 'userName', 'name', 'active'])
  })
})

test('a title is none of the template: a new one sends nothing', () => {
  const [server, state] = [new ScimResponder(), { value: {} }]
  const before = aDirectory(aPerson())
  const after = aDirectory(aPerson({ title: 'Boss' }))
  const follow = (was: typeof before | undefined, is: typeof before) =>
    play(v2Core.follow?.({ before: was, after: is }, aContext(is, {}, state)) ?? missing(), server.respond)
  follow(undefined, before)
  expect(follow(before, after).requests).toEqual([])
})

function missing(): never {
  throw new Error('the profile does not play')
}
