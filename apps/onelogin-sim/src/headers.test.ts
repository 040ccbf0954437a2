import { expect, test } from 'vitest'
import { v2Enterprise } from './profiles/v2-enterprise.ts'

const context = { method: 'PATCH', host: 'app.test', authorization: 'Bearer T', contentLength: 165, knobs: {} } as const

test('a request with a body has exactly these headers: no User-Agent, no Accept', () => {
  expect(v2Enterprise.headers(context)).toEqual([
    ['Host', 'app.test'],
    ['Authorization', 'Bearer T'],
    ['Content-Type', 'application/scim+json'],
    ['Content-Length', '165'],
  ])
})

test('a request without a body says nothing about content', () => {
  expect(v2Enterprise.headers({ ...context, method: 'DELETE', contentLength: undefined, knobs: {} })).toEqual([
    ['Host', 'app.test'],
    ['Authorization', 'Bearer T'],
  ])
})

test('the knob content-type changes the media type of bodies', () => {
  const withKnobs = { ...context, knobs: { 'content-type': 'application/json' } }
  expect(v2Enterprise.headers(withKnobs)).toContainEqual(['Content-Type', 'application/json'])
})
