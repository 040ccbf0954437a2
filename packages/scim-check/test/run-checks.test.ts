import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ALL_CHECKS,
  CheckFailure,
  type CheckRow,
  CheckSkip,
  defineChecks,
  type Outcome,
  type RunChecksOptions,
  renderReport,
  runChecks,
  type Send,
  TargetError,
} from '../src/index.ts'
import { httpSend } from './http-send.ts'
import { serve, type TestServer, TOKEN } from './serve.ts'

let server: TestServer
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server.close())

const row: Omit<CheckRow, 'run'> = { id: 'T-001', level: 'MUST', title: 'A title', advice: 'An advice.', damage: 3 }

function options(more: Partial<RunChecksOptions> = {}): RunChecksOptions {
  return { target: server.url, token: TOKEN, send: httpSend, ...more }
}

async function outcomeOf(check: Partial<CheckRow> & Pick<CheckRow, 'run'>): Promise<[Outcome, string]> {
  const { results } = await runChecks(options({ checks: defineChecks('RFC 0000 §1', [{ ...row, ...check }]) }))
  return [results[0]?.outcome ?? 'skip', results[0]?.detail ?? '']
}

/** Answers some paths itself. */
function replacing(answers: Readonly<Record<string, { status: number; body: string }>>): Send {
  return (request) => {
    const answer = answers[new URL(request.url).pathname.replace(/^.*\/v2/, '')]
    return answer === undefined ? httpSend(request) : Promise.resolve({ headers: [], ...answer })
  }
}

describe('the outcome of a check', () => {
  const fails = (): Promise<void> => Promise.reject(new CheckFailure('Seen.'))

  it.each([
    ['MUST', 'fail'],
    ['SHOULD', 'warn'],
    ['MAY', 'pass'],
    ['CHOICE', 'pass'],
    ['INTEROP', 'pass'],
  ] as const)('a %s row that is missed is a %s that says what was seen', async (level, outcome) => {
    expect(await outcomeOf({ level, run: fails })).toEqual([outcome, 'Seen.'])
  })

  it('a row of choice that the server fails on is a warning', async () => {
    const run: CheckRow['run'] = async ({ client }) => void (await client.get('/Users')).expect(400)
    const send: Send = (request) =>
      request.url.endsWith('/Users') ? Promise.resolve({ status: 500, headers: [], body: '' }) : httpSend(request)
    const checks = defineChecks('RFC 0000 §1', [{ ...row, level: 'CHOICE', run }])
    expect((await runChecks(options({ checks, send }))).results[0]?.outcome).toBe('warn')
  })

  it('what cannot be judged is skipped with the reason', async () => {
    expect(await outcomeOf({ run: () => Promise.reject(new CheckSkip('no way')) })).toEqual(['skip', 'no way'])
    expect(await outcomeOf({ requires: () => 'not offered', run: fails })).toEqual(['skip', 'not offered'])
    expect((await outcomeOf({ destructive: true, run: fails }))[0]).toBe('skip')
  })

  it('a set-up that fails is a skip, not a failure of the row', async () => {
    const run: CheckRow['run'] = async (context) => void (await context.user({ active: 'maybe' }))
    const [outcome, detail] = await outcomeOf({ run })
    expect(outcome).toBe('skip')
    expect(detail).toMatch(/^the set-up failed: POST \/Users was answered with 400/)
  })

  it('a missing scimType warns, a wrong one fails', async () => {
    const body = (scimType?: string): string =>
      JSON.stringify({ schemas: [], status: '400', ...(scimType === undefined ? {} : { scimType }) })
    const run: CheckRow['run'] = async ({ client }) => void (await client.get('/Odd')).refused(400, 'invalidPath')
    const checks = defineChecks('RFC 0000 §1', [{ ...row, run }])
    const outcome = async (scimType?: string): Promise<unknown> =>
      (await runChecks(options({ checks, send: replacing({ '/Odd': { status: 400, body: body(scimType) } }) })))
        .results[0]?.outcome
    expect([await outcome('invalidPath'), await outcome(), await outcome('invalidValue')]).toEqual([
      'pass',
      'warn',
      'fail',
    ])
  })

  it.each([
    ['run', { run: () => Promise.reject(new RangeError('a bug')) }],
    [
      'requires',
      {
        requires: () => {
          throw new RangeError('a bug')
        },
        run: fails,
      },
    ],
  ])(
    'a check that breaks in %s is a result that says whose fault it is, and the run goes on',
    async (_where, broken) => {
      const whole = { ...row, id: 'T-002', run: async () => {} }
      const checks = defineChecks('RFC 0000 §1', [{ ...row, level: 'CHOICE', ...broken }, whole])
      const { results } = await runChecks(options({ checks }))
      expect(results.map(({ outcome, detail }) => [outcome, detail])).toEqual([
        ['fail', 'The check itself failed, which is a fault of the checker: RangeError: a bug.'],
        ['pass', ''],
      ])
    },
  )
})

describe('what is run', () => {
  it('only takes ids and groups, in any case', async () => {
    const { results } = await runChecks(options({ only: ['m-006', 'X'] }))
    expect(new Set(results.map(({ group }) => group))).toEqual(new Set(['M', 'X']))
    expect(results.filter(({ group }) => group === 'M').map(({ id }) => id)).toEqual(['M-006'])
  })

  it('an id that does not exist is an error', async () => {
    await expect(runChecks(options({ only: ['M-999'] }))).rejects.toThrow('There is no check "M-999".')
  })

  it('level leaves out what binds less', async () => {
    const levels = async (level: 'must' | 'should'): Promise<string[]> => [
      ...new Set((await runChecks(options({ only: ['E', 'H'], level }))).results.map((result) => result.level)),
    ]
    expect(await levels('must')).toEqual(['MUST'])
    expect((await levels('should')).sort()).toEqual(['MUST', 'SHOULD'])
  })

  it('there is one check for each id, and every one has an advice and a section', () => {
    expect(new Set(ALL_CHECKS.map(({ id }) => id)).size).toBe(ALL_CHECKS.length)
    for (const { id, section, advice, title } of ALL_CHECKS) {
      expect(id).toMatch(/^[A-Z]-\d{3}$/)
      expect(section).toMatch(/^RFC \d{4} §\d/)
      expect(advice.length * title.length).toBeGreaterThan(0)
    }
  })
})

describe('targets of all kinds', () => {
  const nothing = {
    status: 404,
    body: JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' }),
  }

  it('discovery that is missing costs what it would have told, with the reason, but for PATCH and filters', async () => {
    const send = replacing({ '/ServiceProviderConfig': nothing, '/ResourceTypes': nothing, '/Schemas': nothing })
    const { results } = await runChecks(options({ send }))
    const byId = new Map(results.map((result) => [result.id, result]))
    expect(byId.get('D-001')?.outcome).toBe('fail')
    expect(byId.get('V-002')).toMatchObject({
      outcome: 'skip',
      detail: '/ServiceProviderConfig could not be read: etag is not announced',
    })
    for (const id of ['C-001', 'M-006', 'F-004']) expect(byId.get(id)?.outcome).toBe('pass')
    const red = results.filter(({ outcome }) => outcome === 'fail').map(({ group }) => group)
    expect(new Set(red)).toEqual(new Set(['D']))
  })

  it.each([
    ['PATCH', 501, 'M-006', 'PATCH is answered with 501'],
    ['GET', 403, 'F-004', 'a filter is answered with 403'],
  ])('nothing announced and %s refused with %i: %s is skipped', async (method, status, id, reason) => {
    const config = replacing({ '/ServiceProviderConfig': nothing })
    const send: Send = (request) =>
      request.method === method && (method === 'PATCH' || request.url.includes('filter='))
        ? Promise.resolve({ status, headers: [], body: '' })
        : config(request)
    const { results } = await runChecks(options({ send, only: [id] }))
    const detail = `/ServiceProviderConfig could not be read, and ${reason}`
    expect(results[0]).toMatchObject({ outcome: 'skip', detail })
  })

  it.each([
    'null',
    '[null]',
    '{}',
    '{"Resources":[null,{}],"totalResults":"many","meta":null,"id":"x","members":{}}',
    '{"id":"x","meta":{"created":"never"},"emails":5,"Operations":[null]}',
  ])('an answer %s in place of every other breaks no check', async (body) => {
    let left = 4
    const send: Send = async (request) => {
      const answer = await httpSend(request)
      left -= 1
      return left >= 0 || request.method === 'DELETE' ? answer : { ...answer, body }
    }
    const { results } = await runChecks(options({ send }))
    expect(results).toHaveLength(ALL_CHECKS.length)
    expect(results.filter(({ detail }) => /^The check itself failed/.test(detail))).toEqual([])
  })

  it('a row that an announced tolerance bends is skipped by its name', async () => {
    const tolerant = await serve({ tolerances: ['string-booleans', 'capitalised-op'] })
    try {
      const { results, summary } = await runChecks(options({ target: tolerant.url }))
      expect(summary).toMatchObject({ fail: 0, warn: 0 })
      const bent = results.filter(({ detail }) => detail.startsWith('tolerance')).map(({ id, detail }) => [id, detail])
      expect(bent).toContainEqual(['S-012', 'tolerance string-booleans'])
      expect(bent).toContainEqual(['M-004', 'tolerance capitalised-op'])
    } finally {
      await tolerant.close()
    }
  })

  it('what holds in spite of a tolerance is judged, and a row that keeps to it is skipped all the same', async () => {
    const tolerant = await serve({ tolerances: ['string-booleans', 'capitalised-op'] })
    const head = { level: 'MUST', title: 'a row', advice: 'None.', damage: 1 } as const
    const never = (): Promise<void> => Promise.reject(new Error('A bent row is not run.'))
    const checks = defineChecks('RFC 0000 §1', [
      { ...head, id: 'S-012', run: never, tolerated: async () => {} },
      { ...head, id: 'F-016', run: never, tolerated: async (context) => context.warn('Half kept.') },
      {
        ...head,
        id: 'M-054',
        run: never,
        tolerated: async ({ client }) => void (await client.get('/None')).expect(200),
      },
      { ...head, id: 'M-004', run: never, requires: () => 'not offered', tolerated: never },
      { ...head, id: 'M-005', run: never },
    ])
    try {
      const { results } = await runChecks(options({ target: tolerant.url, checks }))
      expect(results.map(({ id, outcome, detail }) => [id, outcome, detail.slice(0, 40)])).toEqual([
        ['S-012', 'skip', 'tolerance string-booleans'],
        ['F-016', 'warn', 'Half kept.'],
        ['M-054', 'fail', 'GET /None was answered with 404 instead '],
        ['M-004', 'skip', 'tolerance capitalised-op'],
        ['M-005', 'skip', 'tolerance capitalised-op'],
      ])
    } finally {
      await tolerant.close()
    }
  })

  it('other data and small pages hide nothing and accuse nobody', async () => {
    const crowded = await serve({ limits: { defaultCount: 2, maxCount: 3 } })
    try {
      const keeper = defineChecks('RFC 0000 §1', [
        {
          ...row,
          async run(context) {
            for (let left = 8; left > 0; left -= 1) await context.user({ title: 'Here before', active: true })
            const { summary } = await runChecks(options({ target: crowded.url }))
            context.note(JSON.stringify(summary))
          },
        },
      ])
      const { results } = await runChecks(options({ target: crowded.url, checks: keeper }))
      expect(JSON.parse(results[0]?.detail ?? '')).toMatchObject({ fail: 0, warn: 0 })
    } finally {
      await crowded.close()
    }
  })

  it.each([
    ['a token that is refused', { token: 'wrong' }, /refuses the token/],
    ['an address where nothing listens', { target: 'http://127.0.0.1:1/scim' }, /cannot be reached.*ECONNREFUSED/],
    ['a web page', { send: async () => ({ status: 200, headers: [], body: '<html>' }) }, /There is no SCIM service/],
  ] as const)('%s ends the run with one sentence', async (_what, more, message) => {
    const run = runChecks(options(more))
    await expect(run).rejects.toThrow(message)
    await expect(run).rejects.toBeInstanceOf(TargetError)
  })

  it('a target that stops answering ends the run', async () => {
    let left = 6
    const send: Send = (request) => (left-- > 0 ? httpSend(request) : Promise.reject(new Error('gone')))
    await expect(runChecks(options({ send }))).rejects.toThrow('The target stopped answering: gone.')
  })

  it('an answer that does not come within the time is none', async () => {
    const send: Send = ({ url, signal, ...rest }) =>
      url.endsWith('/Odd')
        ? new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('aborted')))
          })
        : httpSend({ url, signal, ...rest })
    const run: CheckRow['run'] = async ({ client }) => void (await client.get('/Odd'))
    const checks = defineChecks('RFC 0000 §1', [{ ...row, run }])
    const { results } = await runChecks(options({ checks, send, timeoutMs: 50 }))
    expect(results[0]).toMatchObject({
      outcome: 'fail',
      detail: 'GET /Odd was not answered: no complete answer within 50 ms.',
    })
  })
})

describe('reports', () => {
  const evil = '</pre><script>alert(1)</script>\u001b[31m'
  const run: CheckRow['run'] = async ({ client }) => void (await client.get('/Odd')).expect(204)
  const checks = defineChecks('RFC 0000 §1', [
    { ...row, id: 'T-001', level: 'SHOULD', damage: 5, run },
    { ...row, id: 'T-002', damage: 1, run },
    { ...row, id: 'T-003', damage: 4, run },
    { ...row, id: 'T-004', run: () => Promise.reject(new CheckSkip('why not')) },
  ])
  const send = replacing({ '/Odd': { status: 200, body: `${TOKEN} ${evil}` } })

  it('no form shows the token, or lets a server write into it', async () => {
    const report = await runChecks(options({ checks, send }))
    for (const format of ['terminal', 'json', 'junit', 'html'] as const) {
      const text = renderReport(format, report)
      expect(text).not.toContain(TOKEN)
      expect(text).not.toContain('\u001b')
      if (format === 'html' || format === 'junit') expect(text).not.toContain('<script')
    }
  })

  it('failures come first, the most damaging at the top', async () => {
    const text = renderReport('terminal', await runChecks(options({ checks, send })))
    const order = [...text.matchAll(/^(?:FAIL|WARN) {2}(T-\d+)/gm)].map((match) => match[1])
    expect(order).toEqual(['T-003', 'T-002', 'T-001'])
    expect(text).toMatch(/SKIP {2}why not: T-004/)
    expect(text).toMatch(/0 passed, 2 failed, 1 warned, 1 skipped\n$/)
  })

  it('the JSON form is the documented one', async () => {
    const document: unknown = JSON.parse(renderReport('json', await runChecks(options({ checks, send }))))
    expect(document).toMatchObject({
      target: server.url,
      interrupted: false,
      summary: { pass: 0, fail: 2, warn: 1, skip: 1 },
    })
    expect(document).toHaveProperty('results.0.exchanges.0.request.headers', [
      ['authorization', 'Bearer ***'],
      ['accept', 'application/scim+json'],
    ])
    expect(document).toHaveProperty('results.0.exchanges.0.response.status', 200)
  })

  it('the JUnit form says how long a check took that passed', async () => {
    const slow: CheckRow['run'] = async () => {
      const end = performance.now() + 3
      while (performance.now() < end) await new Promise(setImmediate)
    }
    const report = await runChecks(options({ checks: defineChecks('RFC 0000 §1', [{ ...row, run: slow }]) }))
    const [result] = report.results
    expect(result).toMatchObject({ outcome: 'pass', exchanges: [] })
    expect(result?.ms).toBeGreaterThanOrEqual(3)
    const text = renderReport('junit', report)
    expect(text).toContain(`A title" time="${((result?.ms ?? 0) / 1000).toFixed(3)}"></testcase>`)
  })
})
