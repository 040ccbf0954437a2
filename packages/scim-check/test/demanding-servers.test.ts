import { ENTERPRISE_USER_SCHEMA, type JsonObject } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckReport, runChecks, type Send, type SendResponse } from '../src/index.ts'
import { type Asked, read } from './broken-server.ts'
import { httpSend } from './http-send.ts'
import { serve, type TestServer, TOKEN } from './serve.ts'

let server: TestServer
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server.close())

function refusal(scimType: string, detail: string): SendResponse {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  const body = JSON.stringify({ schemas, status: '400', scimType, detail })
  return { status: 400, headers: [['content-type', 'application/scim+json']], body }
}

async function check(send: Send, only: readonly string[] = []): Promise<CheckReport> {
  return await runChecks({ target: server.url, token: TOKEN, only, send })
}

function rows({ results }: CheckReport, outcome: string): string[] {
  return results.filter((result) => result.outcome === outcome).map(({ id }) => id)
}

function detailOf({ results }: CheckReport, id: string): string | undefined {
  return results.find((result) => result.id === id)?.detail
}

describe('a server that wants more of a User than its schema says', () => {
  const lacks = ({ body }: Asked, name: string): boolean => {
    const value = body[name]
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
  }
  const wanting = (...names: readonly string[]): Send => {
    return (request) => {
      const asked = read(request)
      const isUser = (asked.method === 'POST' && asked.path === '/Users') || asked.method === 'PUT'
      const missing = isUser && typeof asked.body.userName === 'string' && names.find((name) => lacks(asked, name))
      if (missing) return Promise.resolve(refusal('invalidValue', `${missing} is missing`))
      return httpSend(request)
    }
  }

  it('emails are given in every User, and the refusal is said once', async () => {
    const report = await check(wanting('emails'))
    expect(rows(report, 'fail')).toEqual(['D-015'])
    expect(rows(report, 'warn')).toEqual([])
    expect(detailOf(report, 'D-015')).toMatch(
      /^\/Schemas does not call emails of a User required, but POST \/Users was/,
    )
    expect(detailOf(report, 'C-001')).toMatch(
      /^Every User of this run has emails: POST \/Users was answered with 400: /,
    )
  })

  it.each([['name'], ['displayName'], ['emails', 'name', 'displayName']])(
    '%s, %s and %s are tried too',
    async (...names) => {
      const wanted = names.filter((name) => name !== undefined)
      const report = await check(wanting(...wanted), ['C-001', 'X-001'])
      expect(rows(report, 'pass')).toEqual(['C-001', 'X-001'])
      expect(detailOf(report, 'C-001')).toContain(`Every User of this run has ${wanted.join(' and ')}: `)
    },
  )

  it('where nothing helps, what needs a User is skipped', async () => {
    const report = await check(wanting('shoeSize'), ['X-001', 'D-014'])
    expect([rows(report, 'skip'), rows(report, 'pass')]).toEqual([['X-001'], ['D-014']])
    expect(report.leftovers).toEqual([])
  })

  it('no two Users share an address', async () => {
    const owners = new Map<string, string>()
    const report = await check(
      async (request) => {
        const asked = read(request)
        const addresses = JSON.stringify([asked.body, asked.operations]).match(/[\w.+-]+@example\.\w+/g) ?? []
        const answer = await httpSend(request)
        const made: unknown = JSON.parse(answer.body === '' ? 'null' : answer.body)
        const { id } = isObject(made) ? made : {}
        if (!/^(POST|PUT|PATCH)$/.test(asked.method) || typeof id !== 'string' || answer.status > 299) return answer
        for (const address of addresses) {
          if ((owners.get(address) ?? id) !== id) throw new Error(`${address} is used twice`)
          owners.set(address, id)
        }
        return answer
      },
      ['M', 'U', 'P', 'O', 'F'],
    )
    expect(report.results.filter(({ detail }) => detail.includes('is used twice'))).toEqual([])
    expect(owners.size).toBeGreaterThan(20)
  })
})

describe('a server that announces filters and supports few', () => {
  const few = /^(userName|externalId|id) eq "[^"\\]*"( and (userName|externalId|id) eq "[^"\\]*")*$/
  const supporting = (pattern: RegExp): Send => {
    return (request) => {
      const filter = read(request).query.get('filter')
      const isUsers = read(request).path === '/Users'
      if (filter === null || !isUsers || pattern.test(filter)) return httpSend(request)
      return Promise.resolve(refusal('invalidFilter', 'This filter is not supported.'))
    }
  }

  it('what the language has fails, a combination warns, and what asks for something else is skipped', async () => {
    const report = await check(supporting(few))
    expect(rows(report, 'fail').sort()).toEqual([
      'F-005',
      'F-008',
      'F-011',
      'F-012',
      'F-017',
      'F-018',
      'F-019',
      'F-020',
      'F-028',
      'F-039',
    ])
    const warned = [
      'F-004',
      'F-014',
      'F-021',
      'F-027',
      'F-029',
      'F-031',
      'F-032',
      'F-035',

      'F-045',
      'F-046',
      'F-053',
    ]
    expect(rows(report, 'warn').sort()).toEqual(warned)
    expect(detailOf(report, 'F-004')).toContain('was refused as not supported (400 invalidFilter)')
    expect(detailOf(report, 'F-008')).toMatch(
      /refused as not supported .* userName sw "…" was answered with 400, too\.$/,
    )
    for (const id of ['F-022', 'F-023', 'S-024', 'S-007']) expect(rows(report, 'skip')).toContain(id)
    for (const id of ['P-001', 'P-012', 'S-010', 'S-070', 'F-047']) expect(rows(report, 'pass')).toContain(id)
  })

  it('an operator that works with userName only is supported', async () => {
    const report = await check(supporting(/^userName /), ['F-008', 'F-011', 'F-012'])
    expect(rows(report, 'warn')).toEqual(['F-008', 'F-011', 'F-012'])
  })
})

describe('a server with little room', () => {
  /** Refuses what the test does not allow. */
  const allowing = (isAllowed: (asked: Asked) => boolean | Promise<boolean>): Send => {
    return async (request) => {
      const isWell = await isAllowed(read(request))
      return isWell ? await httpSend(request) : refusal('invalidValue', 'One or more members are invalid.')
    }
  }
  const added = ({ operations }: Asked): number =>
    operations.flatMap(({ value }) => (Array.isArray(value) ? value : [])).length

  it.each([
    ['at once, but in two parts', 100],
    ['at once, nor in two parts', 40],
  ])('a large Group is not taken %s', async (words, most) => {
    const report = await check(
      allowing((asked) => added(asked) <= most),
      ['S-052'],
    )
    expect(rows(report, 'warn')).toEqual(['S-052'])
    expect(detailOf(report, 'S-052')).toMatch(
      new RegExp(`^101 members are not taken ${words}: PATCH /Groups/\\S+ was answered with 400 .*One or more members`),
    )
    expect(report.leftovers).toEqual([])
  })

  it('a large Group is not tried where there is no room for its members', async () => {
    let room = 20
    const report = await check(
      allowing(({ method, path }) => {
        if (method === 'POST' && path === '/Users') room -= 1
        return room >= 0 || method !== 'POST'
      }),
      ['S-052'],
    )
    expect(rows(report, 'pass')).toEqual(['S-052'])
    expect(detailOf(report, 'S-052')).toMatch(/^The target took \d+ Users: a large Group was not tried\.$/)
    expect(report.leftovers).toEqual([])
  })
})

describe('a server with enterprise attributes of its own choice', () => {
  it.each(['manager', 'division'])('what it does not have (%s) is not sent, and the rest is judged', async (name) => {
    const report = await check(
      async (request) => {
        const { body } = read(request)
        if (JSON.stringify(body).includes(`"${name}":`)) return refusal('invalidValue', `There is no ${name}.`)
        const answer = await httpSend(request)
        return { ...answer, body: answer.body.replace(`"name":"${name}"`, '"name":"desk"') }
      },
      ['S-056'],
    )
    expect(rows(report, 'pass')).toEqual(['S-056'])
    expect(detailOf(report, 'S-056')).toBe(`The target has no ${name}.`)
  })

  it('the letter case in which it writes the URN of the extension is its own', async () => {
    const report = await check(async (request) => {
      const answer = await httpSend(request)
      return { ...answer, body: answer.body.replaceAll(ENTERPRISE_USER_SCHEMA, ENTERPRISE_USER_SCHEMA.toUpperCase()) }
    })
    expect([...rows(report, 'fail'), ...rows(report, 'warn')]).toEqual([])
  })
})

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
