import { compileErrors, validate } from '@readme/openapi-parser'
import type { SimulatorRegistration } from '@scimulator/admin-api'
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSchemasFile } from '../src/config/schemas-file.ts'
import { apiRoutesOf } from './routes-of.ts'
import { anExchange, aRun, aStep, FINISHED } from './run-events.ts'
import { type Answer, serve, type TestServer } from './serve.ts'
import { openStream } from './stream.ts'

const SCHEMAS = new URL('../../../examples/schemas.json', import.meta.url).pathname

const SIMULATOR: SimulatorRegistration = {
  vendor: 'alpha',
  label: 'Alpha',
  defaultProfile: 'p',
  profiles: [
    {
      id: 'p',
      label: 'P',
      summary: 'A profile.',
      mark: 'captured',
      scenarios: [{ id: 's', summary: 'A scenario.' }],
      shapes: 1,
      quirks: [{ id: 'q', summary: 'A quirk.', mark: 'inferred', source: 'nowhere' }],
    },
  ],
  controlUrl: 'http://127.0.0.1:9',
  controlToken: 'c0ntr0l-t0ken-0123',
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly id: string
  readonly part: JsonObject
}

let server: TestServer
let cookie: string
let document: JsonObject
let operations: Operation[]
let runId: string
const ids: Record<string, string> = { team: 'acme', vendor: 'alpha', file: 'page.css' }

beforeAll(async () => {
  server = await serve({ resourceTypes: readSchemasFile(SCHEMAS) })
  const owner = await server.signInPerson('acme', 'owner')
  cookie = `${await server.signIn()}; ${owner.cookie}`
  document = await read('/api/openapi.json')
  operations = operationsOf(document)
  const headers = { authorization: `Bearer ${server.ingestToken}` }
  await server.call('POST', '/api/simulators', { headers, body: SIMULATOR })
  const opened = await server.call('POST', '/api/runs', { headers, body: aRun('https://scim.example.com/v2') })
  runId = String(object(JSON.parse(opened.text)).id)
  const space = await owner.call('POST', 'spaces', { name: 'Plans', kind: 'open' })
  const spaceId = String(object(JSON.parse(space.text)).id)
  const written = await owner.call('POST', 'documents', { spaceId, title: 'Plan', body: 'To do.' })
  const documentId = String(object(JSON.parse(written.text)).id)
  Object.assign(ids, { id: runId, person: owner.member.personId, space: spaceId, document: documentId })
  const body = [aStep(0), anExchange(0), aStep(0, 'succeeded'), { ...FINISHED, expected: { users: [], groups: [] } }]
  await server.call('POST', `/api/runs/${runId}/events`, { headers, body })
})

afterAll(() => server.close())

describe('/api/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document with one name for each operation', async () => {
    expect(await flawsOf(document)).toBe('')
    const ids = operations.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/)
    const fixed = ['getScimSettings', 'setScimEnabled', 'rotateScimToken', 'setSaml', 'listMembers', 'listAudit']
    expect(ids).toEqual(expect.arrayContaining(['listRuns', 'getRun', ...fixed]))
  })

  it('has the routes of the API, all of them and no others', async () => {
    const routes = await apiRoutesOf(server)
    expect(routes.toSorted()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).toSorted())
  })

  it('says what each GET answers, and nothing is answered that it does not say', async () => {
    const reads = operations.filter(({ method, part }) => method === 'get' && mediaOf(part) === 'application/json')
    expect(reads.length).toBeGreaterThan(10)
    for (const { id, path, part } of reads) {
      const answer = await ask(path, isIngestOnly(part))
      expect(answer.status, id).toBe(200)
      expect(flawsIn(schemaOf(part), JSON.parse(answer.text)), id).toEqual([])
    }
  })

  it('says what its streams send', async () => {
    const schema = schemaOf(named('streamRunEvents'))
    const stream = await openStream(server, `/api/runs/${runId}/events`, { cookie })
    for (const { data } of await stream.take(4)) expect(flawsIn(schema, JSON.parse(data))).toEqual([])
    stream.close()
    const live = await openStream(server, '/api/events', { cookie })
    const headers = { authorization: `Bearer ${server.ingestToken}` }
    await server.call('POST', '/api/runs', { headers, body: aRun('https://scim.example.com/v2') })
    const [event] = await live.take(1)
    expect(flawsIn(schemaOf(named('streamEvents')), JSON.parse(event?.data ?? ''))).toEqual([])
    live.close()
  })

  it('says how each operation refuses a stranger, and those who may not', async () => {
    const error = { $ref: '#/components/schemas/ApiError' }
    for (const { method, path, part, id } of operations) {
      const stranger = await server.call(method.toUpperCase(), `/api${fill(path)}`)
      if (part.security !== undefined && JSON.stringify(part.security) === '[]') {
        expect(stranger.status, id).toBe(200)
        continue
      }
      expect(stranger.status, id).toBe(401)
      expect(Object.keys(object(part.responses)), id).toContain('401')
      expect(flawsIn(error, JSON.parse(stranger.text)), id).toEqual([])
      if (method === 'get' && !isIngestOnly(part)) continue
      const refused = await server.call(method.toUpperCase(), `/api${fill(path)}`, { headers: { cookie } })
      expect(refused.status, id).toBe(403)
      expect(Object.keys(object(part.responses)), id).toContain('403')
    }
  })

  it('names the statuses of a body that is none and of things that are not there', async () => {
    const headers = { authorization: `Bearer ${server.ingestToken}` }
    for (const { method, path, part, id } of operations) {
      const statuses = Object.keys(object(part.responses))
      if (part.requestBody !== undefined) {
        const answers = [
          await server.call(method.toUpperCase(), `/api${fill(path)}`, { headers, body: '{' }),
          await server.call(method.toUpperCase(), `/api${fill(path)}`, {
            headers: { ...headers, 'content-type': 'text/plain' },
            body: 'x',
          }),
        ]
        for (const { status } of answers) expect(statuses, `${id} ${status}`).toContain(String(status))
      }
      if (!path.includes('{') || part.requestBody !== undefined) continue
      const absent = await server.call(method.toUpperCase(), `/api${path.replaceAll(/\{\w+\}/g, 'none')}`, { headers })
      expect(absent.status, id).toBe(JSON.stringify(part.security) === '[{"session":[]}]' ? 403 : 404)
      expect(statuses, id).toContain('404')
    }
  })
})

describe('/api/scim-openapi.json', () => {
  it('is a valid OpenAPI 3.1 document of the resource types served, at the teams’ addresses', async () => {
    const scim = await read('/api/scim-openapi.json')
    expect(await flawsOf(scim)).toBe('')
    expect(Object.keys(object(scim.paths))).toEqual(
      expect.arrayContaining(['/Users', '/Groups/{id}', '/Devices/.search']),
    )
    expect(JSON.stringify(scim.servers)).toContain('"acme"')
  })

  it('says what a SCIM request that comes too often or to a team without SCIM is told', async () => {
    const responses = object(object(object((await read('/api/scim-openapi.json')).paths)['/Users']).get).responses
    expect(Object.keys(object(responses))).toEqual(expect.arrayContaining(['401', '403', '429', '503']))
  })
})

describe('/api/reference', () => {
  it('needs a session like everything else of the API', async () => {
    for (const path of ['/api/reference', '/api/reference/page.js', '/api/scim-openapi.json'])
      expect((await server.call('GET', path)).status).toBe(401)
  })

  it('names files of this server only, under the policy of every other page', async () => {
    const page = await ask('/reference', false)
    const other = await server.call('GET', '/')
    expect(page.headers['content-security-policy']).toBe(other.headers['content-security-policy'])
    expect(page.text).not.toMatch(/https?:|<style|<script>| style=| on\w+=/)
    const files = [...page.text.matchAll(/"\/api(\/reference\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(files.length).toBe(4)
    for (const file of files) {
      const { status, headers } = await ask(file, false)
      expect(status).toBe(200)
      expect(headers['content-type']).toMatch(file.endsWith('.css') ? /^text\/css/ : /^text\/javascript/)
    }
  })

  it('has no other files', async () => {
    for (const file of ['page.html', '..%2fadmin-openapi.ts', 'constructor', 'swagger-ui.js'])
      expect((await ask(`/reference/${file}`, false)).status).toBe(404)
  })
})

async function read(path: string): Promise<JsonObject> {
  const { status, text } = await server.call('GET', path, { headers: { cookie } })
  expect(status).toBe(200)
  return object(JSON.parse(text))
}

function ask(path: string, isIngest: boolean): Promise<Answer> {
  const headers = isIngest ? { authorization: `Bearer ${server.ingestToken}` } : { cookie }
  return server.call('GET', `/api${fill(path)}`, { headers })
}

function fill(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'none')
}

function named(wanted: string): JsonObject {
  return operations.find(({ id }) => id === wanted)?.part ?? {}
}

function isIngestOnly({ security }: JsonObject): boolean {
  return JSON.stringify(security) === '[{"ingest":[]}]'
}

function mediaOf({ responses }: JsonObject): string | undefined {
  return Object.keys(object(object(object(responses)['200']).content))[0]
}

function schemaOf(part: JsonObject): JsonObject {
  const content = object(object(object(part.responses)['200']).content)
  return object(object(content[mediaOf(part) ?? '']).schema)
}

function operationsOf({ paths }: JsonObject): Operation[] {
  return Object.entries(object(paths)).flatMap(([path, item]) =>
    Object.entries(object(item)).map(([method, part]) => {
      return { method, path, id: String(object(part).operationId), part: object(part) }
    }),
  )
}

/** What is wrong with a value, members that the document does not have included. */
function flawsIn(schema: JsonObject, value: unknown): string[] {
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  const whole = { ...object(closed(schema)), components: closed(document.components) }
  return ajv.validate(whole, value)
    ? []
    : (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function closed(part: JsonObject[string]): JsonObject[string] {
  if (Array.isArray(part)) return part.map((each) => closed(each) ?? null)
  if (!isJsonObject(part)) return part
  const copy: JsonObject = Object.fromEntries(Object.entries(part).map(([key, each]) => [key, closed(each)]))
  return isJsonObject(part.properties) && part.type === 'object' ? { additionalProperties: false, ...copy } : copy
}

async function flawsOf(judged: JsonObject): Promise<string> {
  // The parser's type of a document leaves no room for one that is still to be judged.
  const result = await validate(structuredClone(judged) as never)
  return result.valid ? '' : compileErrors(result)
}

function object(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}
