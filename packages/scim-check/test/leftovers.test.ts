import { USER_SCHEMA } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckRow, defineChecks, type RunChecksOptions, renderReport, runChecks, type Send } from '../src/index.ts'
import { httpSend } from './http-send.ts'
import { serve, type TestServer, TOKEN } from './serve.ts'

let server: TestServer
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server.close())

const row: Omit<CheckRow, 'run'> = { id: 'T-001', level: 'MUST', title: 'A title', advice: 'An advice.', damage: 3 }
const headers: [string, string][] = [['authorization', `Bearer ${TOKEN}`]]
const signal = new AbortController().signal

function options(more: Partial<RunChecksOptions> = {}): RunChecksOptions {
  return { target: server.url, token: TOKEN, send: httpSend, ...more }
}

async function namesOf(path: string): Promise<string[]> {
  const url = `${server.url}${path}?count=1000`
  const { body } = await httpSend({ method: 'GET', url, headers, body: undefined, signal })
  return [...body.matchAll(/"(?:userName|displayName)":"([^"]+)"/g)].map((match) => match[1] ?? '')
}

/** A server that says another id than it keeps a User under, and that filters by nothing but equality. */
function misnaming(more: { readonly refusesDelete?: boolean } = {}): Send {
  return async (request) => {
    const url = decodeURIComponent(request.url)
    if (/ sw "/.test(url)) return { status: 400, headers: [], body: '{}' }
    if (more.refusesDelete && request.method === 'DELETE' && !url.endsWith('/said'))
      return { status: 403, headers: [], body: '{}' }
    const response = await httpSend(request)
    if (request.method !== 'POST') return response
    return { ...response, body: JSON.stringify({ ...JSON.parse(response.body), id: 'said' }) }
  }
}

describe('what the run leaves', () => {
  it('two runs find the same, and other data is there as before', async () => {
    const before = [...(await namesOf('/Users')), ...(await namesOf('/Groups'))]
    const summary = async (): Promise<unknown> =>
      (await runChecks(options())).results.map(({ id, outcome }) => [id, outcome])
    expect(await summary()).toEqual(await summary())
    expect([...(await namesOf('/Users')), ...(await namesOf('/Groups'))]).toEqual(before)
  })

  it('an interrupt ends the run early, and what it made is removed', async () => {
    const abort = new AbortController()
    const checks = defineChecks('RFC 0000 §1', [
      {
        ...row,
        async run(context) {
          await context.groupOf(await context.user())
          abort.abort()
          await context.user()
        },
      },
      { ...row, id: 'T-002', run: async () => {} },
    ])
    const report = await runChecks(options({ checks, signal: abort.signal, runId: 'cut' }))
    expect(report).toMatchObject({ interrupted: true, results: [], leftovers: [] })
    expect(JSON.parse(renderReport('json', report))).toMatchObject({ interrupted: true, results: [] })
    expect(
      [...(await namesOf('/Users')), ...(await namesOf('/Groups'))].filter((name) => name.includes('cut')),
    ).toEqual([])
  })

  it('of the many Users of S-052 none is left after an interrupt', async () => {
    const abort = new AbortController()
    let made = 0
    const send: Send = async (request) => {
      const response = await httpSend(request)
      if (request.method === 'POST' && ++made === 50) abort.abort()
      return response
    }
    const report = await runChecks(options({ only: ['S-052'], send, signal: abort.signal, runId: 'many' }))
    expect(made).toBeGreaterThanOrEqual(50)
    expect(report).toMatchObject({ interrupted: true, leftovers: [] })
    expect((await namesOf('/Users')).filter((name) => name.includes('many'))).toEqual([])
  })

  it('no many Users are made where none can be removed, and the few that are made are named', async () => {
    const send: Send = (request) =>
      request.method === 'DELETE' ? Promise.resolve({ status: 405, headers: [], body: '' }) : httpSend(request)
    const { results, leftovers } = await runChecks(options({ only: ['S-052'], send, runId: 'stuck' }))
    expect(results[0]?.detail).toBe('The target removes no Users: a large Group was not tried.')
    const there = (await namesOf('/Users')).filter((name) => name.includes('stuck'))
    expect(there.length).toBeLessThan(10)
    expect(leftovers.filter((path) => path.startsWith('/Users/'))).toHaveLength(there.length)
  })

  it('what was made without an answer is found by its name and removed', async () => {
    const send: Send = async (request) => {
      const response = await httpSend(request)
      if (request.method === 'POST') throw new Error('the connection broke')
      return response
    }
    const run: CheckRow['run'] = async (context) => void (await context.user())
    const checks = defineChecks('RFC 0000 §1', [{ ...row, run }])
    const { results } = await runChecks(options({ checks, send, runId: 'lost' }))
    expect(results[0]?.detail).toMatch(/was not answered: the connection broke/)
    expect((await namesOf('/Users')).filter((name) => name.includes('lost'))).toEqual([])
  })

  it('what cannot be removed is named', async () => {
    const send: Send = (request) =>
      request.method === 'DELETE' ? Promise.resolve({ status: 403, headers: [], body: '' }) : httpSend(request)
    const run: CheckRow['run'] = async (context) => void (await context.user())
    const { leftovers } = await runChecks(options({ checks: defineChecks('RFC 0000 §1', [{ ...row, run }]), send }))
    expect(leftovers).toEqual([expect.stringMatching(/^\/Users\//), expect.stringMatching(/^\/Users\//)])
  })

  const makesOne: CheckRow['run'] = async (context) => void (await context.user())
  const others = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made += 1) {
      const body = JSON.stringify({ schemas: [USER_SCHEMA], userName: `other${made}` })
      const type: [string, string] = ['content-type', 'application/scim+json']
      await httpSend({ method: 'POST', url: `${server.url}/Users`, headers: [...headers, type], body, signal })
    }
  }

  it('what a server made under another id than it said is found in its list by name, and removed', async () => {
    await others(150)
    const before = await namesOf('/Users')
    const checks = defineChecks('RFC 0000 §1', [{ ...row, run: makesOne }])
    const { leftovers } = await runChecks(options({ checks, send: misnaming(), runId: 'said' }))
    expect(leftovers).toEqual([])
    expect(await namesOf('/Users')).toEqual(before)
  })

  it('what is found so and cannot be removed is named, once', async () => {
    const checks = defineChecks('RFC 0000 §1', [{ ...row, run: makesOne }])
    const { leftovers } = await runChecks(options({ checks, send: misnaming({ refusesDelete: true }), runId: 'kept' }))
    const kept = (await namesOf('/Users')).filter((name) => name.includes('-kept-'))
    expect(kept.length).toBeGreaterThan(0)
    expect(leftovers).toHaveLength(kept.length)
    expect(new Set(leftovers).size).toBe(kept.length)
  })
})
