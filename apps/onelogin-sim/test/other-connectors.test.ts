import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { invision } from '../src/profiles/invision.ts'
import { v2Core } from '../src/profiles/v2-core.ts'
import { aContext, aDirectory, aFullDirectory, aPerson } from './context.ts'
import { failures, shapesOf, sorted } from './play-scenario.ts'
import { ScimResponder } from './scim-responder.ts'

describe.each([v2Core, invision])('the lifecycle of an app of the profile $id', (profile) => {
  const server = new ScimResponder()
  const knobs = Object.fromEntries(profile.knobs.map((knob) => [knob.id, knob.default]))
  const lifecycle = profile.scenarios.find(({ id }) => id === 'lifecycle')
  const played = play(lifecycle?.play(aContext(aFullDirectory(), knobs)) ?? missing(), server.respond)

  test('exercises every shape of its catalogue, without a finding or a failed step', () => {
    expect(shapesOf(played)).toEqual(profile.shapes.map(({ id }) => id).toSorted())
    expect(played.findings).toEqual([])
    expect(failures(played)).toEqual([])
  })

  test('leaves the target as expected', () => {
    expect(sorted(server.state())).toEqual(sorted(played.result))
  })

  test('carries only quirks of its catalogue', () => {
    const catalogue = new Set(profile.quirks.map(({ id }) => id))
    for (const { quirks = [] } of played.requests) for (const quirk of quirks) expect(catalogue).toContain(quirk)
  })

  test('writes userName, name and active, and nothing else', () => {
    const keys = new Set(
      played.requests.flatMap(({ body, path }) => (path.startsWith('/Users') ? Object.keys(body ?? {}) : [])),
    )
    expect([...keys]).toEqual(['schemas', 'userName', 'name', 'active'])
  })
})

test('the app of the catalogue takes a subdomain and a token, and knows no groups', () => {
  expect(invision.connect({ target: 'acme', token: 'T' }).baseUrl).toBe('https://acme.invisionapp.com/scim/v2')
  const local = { target: 'acme', token: 'T', appUrl: 'http://localhost:4000/teams/{subdomain}/scim/v2' }
  expect(invision.connect(local).baseUrl).toBe('http://localhost:4000/teams/acme/scim/v2')
  const lifecycle = invision.scenarios.find(({ id }) => id === 'lifecycle')
  const played = play(lifecycle?.play(aContext(aFullDirectory())) ?? missing(), new ScimResponder().respond)
  expect(played.requests.filter(({ path }) => path.startsWith('/Groups'))).toEqual([])
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
