import { play } from '@scimulator/sim-kit/testing'
import { expect, test } from 'vitest'
import { aContext, aDirectory, aPerson } from './context.ts'
import { run, scenario } from './play-scenario.ts'
import { ScimResponder } from './scim-responder.ts'
import { Story } from './story.ts'

const directory = aDirectory(aPerson(), aPerson({ id: 'bo', userName: 'bo@acme.test', email: 'bo@acme.test' }))

test('the demo of an app an admin has Disabled sends nothing; one that only never was enabled is enabled first', () => {
  const story = new Story()
  story.follow(directory)
  story.act('disconnect', directory)
  const demo = () => play(scenario('demo').play(aContext(directory, {}, story.state)), story.server.respond)
  expect(demo().requests).toEqual([])
  story.act('connect', directory)
  expect(demo().requests).not.toEqual([])
  const fresh = run('demo', directory, { server: new ScimResponder() })
  expect(fresh.requests[0]?.shape).toBe('enable-probe')
})

test('nor does that of one that was Disabled before anybody had it', () => {
  const story = new Story()
  story.act('connect', directory)
  story.act('disconnect', directory)
  const { requests, steps } = play(scenario('demo').play(aContext(directory, {}, story.state)), story.server.respond)
  expect(requests).toEqual([])
  expect(new Set(steps.map(({ result }) => result?.outcome))).toEqual(new Set(['skipped']))
})
