import { expect, it } from 'vitest'
import { SHAPES } from './forge.ts'
import { ANN, createSamlWorld, good } from './world.ts'

it.each(SHAPES)("signs a member in by the answer of $name's shape", async (shape) => {
  const world = await createSamlWorld()
  const ann = await world.add(ANN)
  const browser = world.browser()
  const flow = await browser.begin()
  const answer = await browser.answer(good(world, flow, { shape }))
  expect({ status: answer.status, reason: await world.lastReason() }).toEqual({ status: 303, reason: undefined })
  expect(answer.location).toBe('/teams/acme')
  expect(await browser.personId()).toBe(ann.personId)
  const [session] = await world.product.sessions.list(world.acme, ann.personId)
  expect(session).toMatchObject({ by: 'saml', client: 'Test browser' })
})
