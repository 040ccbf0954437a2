/**
 * Errors.
 *
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import { GROUP, type JsonValue, SEARCH_REQUEST, USER } from '@scimulator/scim-core'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import { describe, expect, it } from 'vitest'
import { Answer, expectScimError, expectStatus, useRouter, userBody, useStrictServer } from '../support/index.ts'

const scim = useStrictServer()

/** One request for each way to fail; ID stands for a User. */
const failures: [string, string, string, JsonValue | undefined, number, string | null][] = [
  ['E-005 [MUST] a bad filter', 'GET', '/Users?filter=userName', undefined, 400, 'invalidFilter'],
  ['E-005 [MUST] a bad filter in a path', 'PATCH', '/Users/ID', patch('emails[x', 'a'), 400, 'invalidPath'],
  [
    'E-005 [MUST] an unknown operator in a path',
    'PATCH',
    '/Users/ID',
    patch('emails[type zz "a"]', 'a'),
    400,
    'invalidFilter',
  ],
  ['E-006 [SHOULD] a body that is no JSON', 'POST', '/Users', '{', 400, 'invalidSyntax'],
  [
    'E-006 [SHOULD] a message of another kind',
    'PATCH',
    '/Users/ID',
    { schemas: [SEARCH_REQUEST] },
    400,
    'invalidSyntax',
  ],
  ['E-007 [SHOULD] a value of another type', 'POST', '/Users', userBody({ title: 5 }), 400, 'invalidValue'],
  ['E-007 [SHOULD] a value that is missing', 'POST', '/Users', userBody({ userName: undefined }), 400, 'invalidValue'],
  ['E-008 [SHOULD] a path that is none', 'PATCH', '/Users/ID', patch('a..b', 'x'), 400, 'invalidPath'],
  [
    'E-009 [MUST] a path that selects nothing',
    'PATCH',
    '/Users/ID',
    patch('emails[type eq "x"].value', 'x'),
    400,
    'noTarget',
  ],
  ['E-010 [MUST] a read-only attribute', 'PATCH', '/Users/ID', patch('id', 'x'), 400, 'mutability'],
  ['E-014 [SHOULD] an unknown resource', 'GET', '/Users/nobody', undefined, 404, null],
  ['E-014 [SHOULD] an unknown endpoint', 'GET', '/Nothing', undefined, 404, null],
  ['E-015 I-001 [SHOULD] /Me', 'GET', '/Me', undefined, 501, null],
  ['E-019 [CHOICE] a method the endpoint has not', 'PUT', '/Users', userBody(), 405, null],
]

function patch(path: string, value: string): JsonValue {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path, value }] }
}

describe('redirects', () => {
  it('E-016 R-014 [SHOULD] are never answered: every address answers itself or is unknown', async () => {
    const user = await scim.createUser()
    for (const path of ['', '/', '/Users', '/Users/', `/Users/${user.id}/`, '/users', '/Users//', '/Me', '/v2/Users']) {
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
        const body = method === 'POST' || method === 'PATCH' ? {} : undefined
        const answer = await scim.send(method, path, body)
        expect(answer.status < 300 || answer.status >= 400, `${method} ${path}: ${answer.status}`).toBe(true)
      }
    }
  })
})

describe('the Error body', () => {
  it.each(failures)('E-001 E-002 E-003 E-004 E-021 %s', async (_title, method, path, body, status, scimType) => {
    const { id } = await scim.createUser()
    const answer = await scim.send(method, path.replace('ID', id), body)
    expectScimError(answer, status, scimType)
    const known = ['schemas', 'status', 'detail', ...(scimType === null ? [] : ['scimType'])]
    expect(Object.keys(answer.body).sort()).toEqual(known.sort())
    expect(answer.body.detail).toMatch(/^[A-Z].*[.]$/s)
    expect(answer.text).not.toMatch(/node_modules|\.ts:|sqlite|at async/i)
  })

  it('E-011 [MUST] uniqueness comes with 409', async () => {
    const { userName } = await scim.createUser()
    expectScimError(await scim.post('/Users', userBody({ userName })), 409, 'uniqueness')
    const { displayName } = await scim.createGroup()
    const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName }
    expectScimError(await scim.post('/Groups', body), 409, 'uniqueness')
  })

  it('E-020 [CHOICE] markup from the request comes back as text inside JSON only, and not at length', async () => {
    const markup = '<script>alert(1)</script>'
    const answer = await scim.get('/Users', { filter: `${markup}${'x'.repeat(2000)} eq "a"` })
    expectScimError(answer, 400, 'invalidFilter')
    expect(answer.header('content-type')).toMatch(/^application\/scim\+json/)
    expect(answer.text.length).toBeLessThan(1000)
  })

  it('E-012 [SHOULD] another protocol version is not served as this one', async () => {
    const response = await fetch(`${scim.baseUrl.replace('/v2', '/v1')}/Users`, {
      headers: { authorization: `Bearer ${scim.server.token}` },
    })
    expectScimError(new Answer(response.status, response.headers, await response.text()), 400, 'invalidVers', /v2/)
  })
})

describe('a failure of the service itself', () => {
  const secret = 'SELECT hunter2'
  const told: unknown[] = []
  const failing = useRouter({
    store: {
      ...createMemoryStore({ resourceTypes: [USER, GROUP] }),
      read() {
        throw new Error(secret)
      },
    },
    onError: (error) => told.push(error),
  })

  it.each(['/Users', '/Users/1', '/Groups?filter=displayName%20pr', ''])(
    'E-017 [SHOULD] at %j is 500 with an Error that tells nothing of what went wrong; the operator is told',
    async (path) => {
      told.length = 0
      const answer = await failing.get(path)
      expectScimError(answer, 500, null)
      expect(answer.text).not.toMatch(/hunter2|SELECT|\bat \w|\.ts/)
      expect(told).toMatchObject([{ message: secret }])
    },
  )

  it('E-017 [SHOULD] leaves the service as it was', async () => {
    expectScimError(await failing.get('/Users'), 500)
    expectStatus(await failing.get('/Schemas'), 200)
    expectStatus(await failing.post('/Users', userBody()), 201)
  })
})
