import { USER_SCHEMA, unauthorized } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ALL_CHECKS,
  type CheckReport,
  defineChecks,
  type RunChecksOptions,
  runChecks,
  type Send,
} from '../src/index.ts'
import {
  answering,
  asks,
  type Fault,
  heading,
  pretending,
  querying,
  refusing,
  turning,
  withFault,
} from './broken-server.ts'
import { httpSend } from './http-send.ts'
import { serve, type TestServer, TOKEN } from './serve.ts'

/** What only some servers offer, and what such a server breaks. */
interface SpecialFault extends Fault {
  readonly rows: readonly [string]
}

/** The outcome of each row. */
function outcomes({ results }: CheckReport): Record<string, string> {
  return Object.fromEntries(results.map(({ id, outcome }) => [id, outcome]))
}

async function run(target: string, only: readonly string[], send: Send = httpSend): Promise<Record<string, string>> {
  return outcomes(await runChecks({ target, token: TOKEN, destructive: true, only, send }))
}

describe('a server that knows whose credentials it is asked with', () => {
  let server: TestServer
  let subject: string | null = null
  const isMe: Fault['when'] = ({ path }) => path === '/Me'

  beforeAll(async () => {
    server = await serve({ authenticate: () => ({ tenant: 'acme', subject }) })
    const { body } = await httpSend({
      method: 'POST',
      url: `${server.url}/Users`,
      headers: [['content-type', 'application/scim+json']],
      body: JSON.stringify({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'the caller',
        displayName: 'Caller',
      }),
      signal: new AbortController().signal,
    })
    subject = String(JSON.parse(body).id)
  })
  afterAll(() => server.close())

  it('passes every check of /Me', async () => {
    const seen = await run(server.url, ['I-001', 'I-002', 'I-003', 'I-004', 'I-005', 'I-007', 'I-009'])
    expect(new Set(Object.values(seen))).toEqual(new Set(['pass']))
  })

  const faults: readonly SpecialFault[] = [
    { breaks: 'Location is the alias', rows: ['I-003'], when: isMe, serve: heading('location', '/Me') },
    { breaks: 'Location is missing', rows: ['I-003'], when: isMe, serve: heading('location') },
    {
      breaks: 'PUT is not routed',
      rows: ['I-004'],
      when: (asked) => isMe(asked) && asked.method === 'PUT',
      serve: refusing(405),
    },
    {
      breaks: 'PATCH is not routed',
      rows: ['I-004'],
      when: (asked) => isMe(asked) && asked.method === 'PATCH',
      serve: refusing(501),
    },
    {
      breaks: 'attributes is ignored',
      rows: ['I-009'],
      when: isMe,
      serve: querying((query) => query.delete('attributes')),
    },
  ]
  it.each(faults.map((fault) => [fault.rows[0], fault.breaks, fault] as const))(
    '%s: %s',
    async (id, _breaks, fault) => {
      expect(await run(server.url, [id], withFault(httpSend, fault))).toEqual({ [id]: 'fail' })
    },
  )

  it.each([
    [308, 'the target redirects /Me'],
    [404, 'the target does not offer /Me to these credentials (404)'],
  ])('I-003: /Me answered with %i is a skip', async (status, reason) => {
    const send = withFault(httpSend, { breaks: '', rows: [], when: isMe, serve: turning(200, status) })
    const { results } = await runChecks({ target: server.url, token: TOKEN, only: ['I-003'], send })
    expect(results[0]).toMatchObject({ outcome: 'skip', detail: reason })
  })
})

describe('a server whose tokens of people reach nothing but /Me', () => {
  const person = 'the-token-of-a-person'
  const ME_ROWS = ['I-001', 'I-002', 'I-003', 'I-004', 'I-005', 'I-006', 'I-007', 'I-009']
  let server: TestServer
  let subject = ''

  beforeAll(async () => {
    server = await serve({
      authenticate({ headers: { authorization } }) {
        const token = authorization?.replace(/^bearer /i, '')
        if (token === TOKEN) return { tenant: 'acme' }
        if (token !== person) throw unauthorized('Nobody.')
        return { tenant: 'acme', subject, access: { write: true, onlyMe: true } }
      },
    })
    const { body } = await httpSend({
      method: 'POST',
      url: `${server.url}/Users`,
      headers: [
        ['content-type', 'application/scim+json'],
        ['authorization', `Bearer ${TOKEN}`],
      ],
      body: JSON.stringify({ schemas: [USER_SCHEMA], userName: 'the caller', displayName: 'Caller' }),
      signal: new AbortController().signal,
    })
    subject = String(JSON.parse(body).id)
  })
  afterAll(() => server.close())
  const check = (more: Partial<RunChecksOptions>): Promise<CheckReport> =>
    runChecks({ target: server.url, token: TOKEN, destructive: true, only: ME_ROWS, send: httpSend, ...more })

  it('passes every check of /Me when the run has such a token beside its own, which no record shows', async () => {
    const shown = defineChecks('RFC 0000 §1', [
      {
        id: 'T-001',
        level: 'MUST',
        title: 'A title',
        advice: 'An advice.',
        damage: 3,
        async run({ client }) {
          ;(await client.get('/Me', { given: person }, client.asMe)).expect(418)
        },
      },
    ])
    const report = await check({ meToken: person, only: [], checks: [...ALL_CHECKS, ...shown] })
    const seen = outcomes(report)
    expect(ME_ROWS.map((id) => [id, seen[id]])).toEqual(ME_ROWS.map((id) => [id, 'pass']))
    expect(seen['T-001']).toBe('fail')
    expect(JSON.stringify(report)).not.toContain(person)
  })
  it('is asked for nothing else with it', async () => {
    const others: string[] = []
    const send: Send = (request) => {
      const isPerson = request.headers.some(([, value]) => value.includes(person))
      if (isPerson && !/\/Me(\?|$)/.test(request.url)) others.push(request.url)
      return httpSend(request)
    }
    expect((await check({ meToken: person, only: [], send })).summary.fail).toBe(0)
    expect(others).toEqual([])
  })
  it('is no target for a token of somebody that it refuses, nor for one of a person alone', async () => {
    await expect(check({ meToken: 'wrong' })).rejects.toThrow('The target refuses the token for /Me (401).')
    await expect(check({ token: person })).rejects.toThrow('The target refuses the token (403 for GET /Users).')
  })
  it('skips what a token of nobody cannot show', async () => {
    const { results } = await check({})
    const skipped = results.filter(({ outcome }) => outcome === 'skip').map(({ id }) => id)
    expect(skipped).toEqual(['I-003', 'I-004', 'I-009'])
  })
})

describe('a server whose cursors expire soon', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await serve({ limits: { cursorTimeout: 1 } })
  })
  afterAll(() => server.close())
  const isLater: Fault['when'] = ({ query }) => (query.get('cursor') ?? '') !== ''

  it('K-007: it passes, and a 404 in place of 400 is red', async () => {
    expect(await run(server.url, ['K-007'])).toEqual({ 'K-007': 'pass' })
    const broken = withFault(httpSend, { breaks: '', rows: [], when: isLater, serve: turning(400, 404) })
    expect(await run(server.url, ['K-007'], broken)).toEqual({ 'K-007': 'warn' })
  })
})

describe('a server under other addresses, with other challenges', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await serve()
  })
  afterAll(() => server.close())

  it.each([
    ['Basic realm="scim", charset="UTF-8"', 'pass'],
    ['Bearer realm="scim", Basic charset="UTF-8", realm="scim"', 'pass'],
    ['Basic', 'fail'],
    ['Basic charset="UTF-8", Bearer realm="scim"', 'fail'],
    ['Bearer realm="scim"', 'skip'],
  ])('Z-009: %s is a %s', async (challenge, outcome) => {
    const when: Fault['when'] = (asked) => asked.header('authorization') === undefined
    const fault = { breaks: '', rows: [], when, serve: heading('www-authenticate', challenge) }
    expect(await run(server.url, ['Z-009'], withFault(httpSend, fault))).toEqual({ 'Z-009': outcome })
  })

  const away = (base: string, plain: Send): Send => {
    return (request) => {
      const { protocol, pathname, search } = new URL(request.url)
      if (protocol === 'http:' && base.startsWith('https:')) return plain(request)
      return httpSend({ ...request, url: `${new URL(server.url).origin}${pathname}${search}` })
    }
  }
  const anybody = { breaks: '', rows: [], when: () => true, serve: pretending(200, '{"schemas":[]}') }
  const redirects: Send = async () => ({ status: 308, headers: [['location', 'https://scim.example.com']], body: '' })
  it.each([
    [
      'https, and plain http is refused',
      'https://scim.example.com',
      () => Promise.reject(new Error('refused')),
      'pass',
    ],
    ['https, and plain http is redirected', 'https://scim.example.com', redirects, 'pass'],
    ['https and plain http', 'https://scim.example.com', withFault(httpSend, anybody), 'fail'],
    ['plain http', 'http://scim.example.com', redirects, 'fail'],
    ['plain http in a private network', 'http://10.1.2.3', redirects, 'skip'],
    ['plain http under a name without a domain', 'http://scim:8080', redirects, 'skip'],
  ] as const)('Z-001: %s', async (_title, origin, plain, outcome) => {
    expect(await run(`${origin}/scim/v2`, ['Z-001'], away(origin, plain))).toEqual({ 'Z-001': outcome })
  })
})

describe('a server that takes no filter', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await serve()
  })
  afterAll(() => server.close())

  const asksFor: Fault['when'] = asks('GET', /^\/Users$/)
  const plain = withFault(httpSend, {
    breaks: '',
    rows: [],
    when: ({ query }) => query.has('filter'),
    serve: refusing(400, 'invalidFilter'),
  })
  const total = (change: (total: number, length: number) => number): Send => {
    const serve = answering((body) => {
      const length = Array.isArray(body.Resources) ? body.Resources.length : 0
      return { ...body, totalResults: change(Number(body.totalResults), length) }
    })
    return withFault(plain, { breaks: '', rows: [], when: asksFor, serve })
  }

  it.each([
    ['true', plain, 'pass'],
    ['cut at 50', total((whole) => Math.min(50, whole)), 'fail'],
    ['the length of the page', total((_whole, length) => length), 'fail'],
    ['without those of the last pages', total((whole, length) => (length > 2 ? whole - 1 : whole)), 'fail'],
  ] as const)('P-008: a total of all Users that is %s is a %s', async (_title, send, outcome) => {
    expect(await run(server.url, ['P-008'], send)).toEqual({ 'P-008': outcome })
  })

  it('P-008: it is judged by the Users that there is room for', async () => {
    let left = 12
    const full: Fault = {
      breaks: '',
      rows: [],
      when: (asked) => asks('POST', /^\/Users$/)(asked) && left-- <= 0,
      serve: refusing(507),
    }
    const report = await runChecks({ target: server.url, token: TOKEN, only: ['P-008'], send: withFault(plain, full) })
    expect(report.results[0]).toMatchObject({ outcome: 'pass', detail: 'The target took 11 Users and no more.' })
    expect(report.leftovers).toEqual([])
  })
})
