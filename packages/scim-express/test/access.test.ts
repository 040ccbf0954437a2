import { describe, expect, it } from 'vitest'
import type { ScimRouterOptions } from '../src/index.ts'
import { aUser, serve } from './serve.ts'

const authenticate: ScimRouterOptions['authenticate'] = () => ({ tenant: 'a', access: { write: false } })

async function challengeOf(options: Partial<ScimRouterOptions>): Promise<string | null> {
  const server = await serve({ authenticate, ...options })
  try {
    const answer = await server.request('POST', '/Users', { body: aUser('ann') })
    expect(answer.status).toBe(403)
    return answer.headers.get('www-authenticate')
  } finally {
    await server.close()
  }
}

describe('the challenge of a request that was not allowed', () => {
  it('Z-005 [SHOULD] names the resource type and what it takes', async () => {
    expect(await challengeOf({})).toBe('Bearer realm="scim", error="insufficient_scope", scope="User.write"')
  })

  it('Z-005 [SHOULD] names the scope in the words of the service, which are told what is needed', async () => {
    const requiredScope: ScimRouterOptions['requiredScope'] = ({ resourceType, write }) =>
      write ? `all ${resourceType.toLowerCase()}s` : 'read'
    expect(await challengeOf({ requiredScope })).toMatch(/, scope="all users"$/)
  })

  it('Z-005 holds nothing that could end the parameter or the header', async () => {
    const requiredScope = (): string => 'a"b\\c\r\nd é'
    expect(await challengeOf({ requiredScope })).toMatch(/, scope="a_b_c__d _"$/)
  })
})
