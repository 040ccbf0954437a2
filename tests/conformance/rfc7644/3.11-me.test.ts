/**
 * The alias of the authenticated subject. The server's tokens belong to teams, not to people.
 *
 * @see RFC 7644 §3.11 "/Me" Authenticated Subject Alias — https://www.rfc-editor.org/rfc/rfc7644#section-3.11
 */
import { describe, expect, it } from 'vitest'
import { expectScimError, expectStatus, userBody, useStrictServer } from '../support/index.ts'

const scim = useStrictServer()

describe('/Me', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('I-001 I-005 [SHOULD] %s is not offered: 501', async (method) => {
    const hasBody = method !== 'GET' && method !== 'DELETE'
    expectScimError(await scim.send(method, '/Me', hasBody ? userBody() : undefined), 501, null)
  })

  it('I-006 [MUST] is 401 without credentials', async () => {
    expectScimError(await scim.get('/Me', {}, { authorization: '' }), 401)
  })

  it('D-009 I-001 [MUST] is no resource type of discovery', async () => {
    const answer = await scim.get('/ResourceTypes')
    expectStatus(answer, 200)
    expect(answer.items.map(({ endpoint }) => endpoint)).not.toContain('/Me')
  })
})
