import { GROUP, USER } from '@scimulator/scim-core'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import { describe, expect, it } from 'vitest'
import { createScimRouter, type ScimRouterOptions } from '../src/index.ts'

const options: ScimRouterOptions = {
  store: createMemoryStore({ resourceTypes: [USER, GROUP] }),
  authenticate: () => ({ tenant: 'a' }),
  baseUrl: 'https://example.com/scim/v2',
}

describe('options', () => {
  it.each<[string, Partial<ScimRouterOptions>]>([
    ['a base URL with a trailing slash', { baseUrl: 'https://example.com/scim/v2/' }],
    ['a base URL with a query', { baseUrl: 'https://example.com/?a=b' }],
    ['a base URL that is none', { baseUrl: 'example.com' }],
    ['an unknown tolerance', { tolerances: ['toString'] }],
    ['two resource types at one endpoint', { resourceTypes: [USER, { ...GROUP, endpoint: '/Users' }] }],
    ['a limit of zero', { limits: { bodyBytes: 0 } }],
    ['a cursor that never serves', { limits: { cursorTimeout: 0 } }],
    ['a key that is easily guessed', { cursorKey: 'short' }],
    ['a default count above the maximum', { limits: { defaultCount: 5, maxCount: 2 } }],
  ])('refuses %s', (_name, wrong) => {
    expect(() => createScimRouter({ ...options, ...wrong })).toThrow(
      expect.objectContaining({ name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' }),
    )
  })
  it('takes the smallest set there is', () => {
    expect(() => createScimRouter(options)).not.toThrow()
  })
})
