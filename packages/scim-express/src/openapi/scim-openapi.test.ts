import { readFileSync } from 'node:fs'
import { compileErrors, validate } from '@readme/openapi-parser'
import { GROUP, isJsonObject, type JsonObject, parseDeclaration, USER, unauthorized } from '@scimulator/scim-core'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type Answer, aGroup, aPatch, aUser, objectIn, serve, type TestServer } from '../../test/serve.ts'
import { createScimOpenApi } from './scim-openapi.ts'

const DECLARATION = new URL('../../../../examples/schemas.json', import.meta.url)
const TYPES = parseDeclaration(JSON.parse(readFileSync(DECLARATION, 'utf8')), [USER, GROUP])

/** Judges what is sent and answered by the document alone. */
class Judge {
  readonly document: JsonObject
  readonly seen = new Set<string>()
  readonly #ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))

  constructor(document: JsonObject) {
    this.document = document
    this.#ajv.addSchema(document, 'doc')
  }

  operation(method: string, path: string): JsonObject | undefined {
    const item = objectIn(objectIn(this.document.paths)[path])[method.toLowerCase()]
    return isJsonObject(item) ? item : undefined
  }

  /** What is wrong with an answer: a status, header or body the document does not have. */
  judge(method: string, path: string, { status, text, body, headers }: Answer): string[] {
    const operation = this.operation(method, path)
    if (operation === undefined) return [`no operation ${method} ${path}`]
    const id = String(operation.operationId)
    this.seen.add(`${id} ${status}`)
    const response = this.resolve(objectIn(operation.responses)[String(status)])
    if (response === undefined) return [`${id} is not said to answer ${status}`]
    const schema = objectIn(objectIn(objectIn(response.content)['application/scim+json']).schema)
    if ((text === '') !== (response.content === undefined)) return [`${id} ${status}: whether there is a body`]
    const missing = Object.keys(objectIn(response.headers)).filter((name) => !headers.has(name))
    return [...missing.map((name) => `${id} ${status}: no ${name}`), ...(text === '' ? [] : this.flaws(schema, body))]
  }

  /** Which of the headers that decide whether a request is carried out the document does not have. */
  unknownConditions(method: string, path: string, headers: Readonly<Record<string, string>>): string[] {
    const { parameters } = this.operation(method, path) ?? {}
    const known = (Array.isArray(parameters) ? parameters : []).map((each) => this.resolve(each)?.name)
    const names = known.map((name) => String(name).toLowerCase())
    return Object.keys(headers).filter((name) => name.startsWith('if-') && !names.includes(name))
  }

  /** What is wrong with a body that is sent. */
  judgeSent(method: string, path: string, body: unknown): string[] {
    const request = objectIn(this.operation(method, path)?.requestBody)
    return this.flaws(objectIn(objectIn(objectIn(request.content)['application/scim+json']).schema), body)
  }

  resolve(part: JsonObject[string]): JsonObject | undefined {
    if (!isJsonObject(part) || typeof part.$ref !== 'string') return isJsonObject(part) ? part : undefined
    const found = part.$ref
      .slice(2)
      .split('/')
      .reduce<JsonObject>((at, key) => objectIn(at[key]), this.document)
    return found
  }

  flaws(schema: JsonObject, value: unknown): string[] {
    const whole: unknown = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc#/'))
    if (!isJsonObject(whole)) throw new TypeError('A schema is an object.')
    const validate = this.#ajv.compile(whole)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
}

describe('createScimOpenApi', () => {
  test.each([
    ['User and Group', {}],
    ['declared resource types', { resourceTypes: TYPES, offersMe: true, allowAnonymousConfig: true }],
    ['failures of the application around', { failures: { 429: 'Too many requests.' } }],
    ['names no component could have', { resourceTypes: [{ ...USER, name: 'Error', endpoint: '/a b' }, GROUP] }],
  ])('makes a valid OpenAPI 3.1 document of %s', async (_name, options) => {
    const document = createScimOpenApi(options)
    expect(await flawsOf(document)).toBe('')
    const ids = operationsOf(document).map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(danglingRefs(document)).toEqual([])
  })

  it('gives every operation its camelCase name', () => {
    const ids = operationsOf(createScimOpenApi({ resourceTypes: TYPES })).map(({ operationId }) => operationId)
    expect(ids).toEqual(
      expect.arrayContaining(['listUsers', 'createUser', 'getUser', 'replaceUser', 'modifyUser', 'deleteUser']),
    )
    expect(ids).toEqual(expect.arrayContaining(['searchGroups', 'listDevices', 'listResources', 'bulk', 'getMe']))
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/)
  })

  it('carries the characteristics of attributes over', () => {
    const { schemas } = objectIn(createScimOpenApi({ resourceTypes: TYPES }).components)
    const sent = objectIn(objectIn(schemas).UserInput)
    const shown = objectIn(objectIn(schemas).User)
    expect(sent.required).toEqual(['schemas', 'userName'])
    expect(shown.required).toEqual(['schemas', 'id'])
    expect(objectIn(sent.properties).password).toMatchObject({ type: 'string', writeOnly: true })
    expect(objectIn(shown.properties)).not.toHaveProperty('password')
    expect(objectIn(shown.properties).groups).toMatchObject({ type: 'array', readOnly: true })
    expect(objectIn(sent.properties)).not.toHaveProperty('groups')
    const email = objectIn(objectIn(objectIn(sent.properties).emails).items)
    expect(objectIn(email.properties).type).toMatchObject({ type: 'string', examples: ['work', 'home', 'other'] })
    expect(objectIn(email.properties).type).not.toHaveProperty('enum')
    const device = objectIn(objectIn(objectIn(schemas).DeviceInput).properties)
    expect(device.boughtAt).toMatchObject({ type: 'string', format: 'date-time' })
    expect(device.weight).toMatchObject({ type: 'number' })
    expect(device.serialNumber).toHaveProperty('description', expect.stringContaining('keeps it'))
  })
})

describe('what the router answers', () => {
  const judge = new Judge(createScimOpenApi({ resourceTypes: TYPES, offersMe: true, allowAnonymousConfig: true }))
  let server: TestServer
  let me: string | undefined
  let clock = Date.now()

  beforeAll(async () => {
    server = await serve({
      store: createMemoryStore({ resourceTypes: TYPES }),
      resourceTypes: TYPES,
      allowAnonymousConfig: true,
      limits: { bodyBytes: 4096, membershipBodyBytes: 4096, bulkBodyBytes: 4096 },
      now: () => clock,
      authenticate(request) {
        if (request.headers.authorization !== 'Bearer a') throw unauthorized('No.')
        return { tenant: 'a', subject: me ?? null }
      },
    })
  })

  afterAll(() => server.close())

  async function call(method: string, path: string, query = '', init: Parameters<TestServer['request']>[2] = {}) {
    const real = path.replace(/\{id=([^}]*)\}/, '$1')
    const template = path.replace(/\{id=[^}]*\}/, '{id}')
    expect(judge.unknownConditions(method, template, init.headers ?? {})).toEqual([])
    const answer = await server.request(method, `${real}${query}`, init)
    expect(judge.judge(method, template, answer), `${method} ${real}${query}`).toEqual([])
    return answer
  }

  /** A request whose body the document allows, and the service takes. */
  async function send(method: string, path: string, body: JsonObject) {
    expect(judge.judgeSent(method, path.replace(/\{id=[^}]*\}/, '{id}'), body)).toEqual([])
    const answer = await call(method, path, '', { body })
    expect(answer.status).toBeLessThan(300)
    return answer
  }

  it('is in the document when all goes well', async () => {
    const user = await send(
      'POST',
      '/Users',
      aUser('ann', { emails: [{ value: 'a@a.example', type: 'work' }], active: true }),
    )
    const id = String(user.body.id)
    me = id
    const group = await send('POST', '/Groups', aGroup('staff', [id]))
    const device = await send('POST', '/Devices', {
      schemas: ['urn:example:scim:schemas:2.0:Device'],
      serialNumber: 'S1',
      weight: 1.5,
      notes: 'seldom shown',
    })
    const unusual: [string, JsonObject][] = [
      ['/Users', aUser('odd', { profileUrl: 'https://é.example/%zz', x509Certificates: [{ value: 'QQ' }] })],
      ['/Devices', { ...device.body, serialNumber: 'S2', boughtAt: '2026-01-31T24:00:00' }],
    ]
    for (const [path, body] of unusual) expect((await call('POST', path, '', { body })).status).toBe(201)
    await send('PUT', `/Users/{id=${id}}`, aUser('ann', { title: 'Ms.' }))
    await send('PATCH', `/Users/{id=${id}}`, aPatch({ op: 'replace', path: 'active', value: false }))
    await send('PATCH', `/Groups/{id=${group.body.id}}`, aPatch({ op: 'remove', path: 'members' }))
    await call('PATCH', `/Groups/{id=${group.body.id}}`, '?excludedAttributes=members', {
      body: aPatch({ op: 'add', path: 'members', value: [{ value: id }] }),
    })
    await call('GET', `/Users/{id=${id}}`, '?attributes=groups')
    const etag = String((await call('GET', `/Users/{id=${id}}`)).headers.get('etag'))
    expect((await call('GET', `/Users/{id=${id}}`, '', { headers: { 'if-none-match': etag } })).status).toBe(304)
    await call('GET', `/Devices/{id=${device.body.id}}`, '?attributes=notes')
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count: 1, cursor: '' }
    for (const list of ['/Users', '/Groups', '/Devices', '/']) {
      await call('GET', list)
      await call('GET', list, '?cursor&count=1&attributes=userName')
      await send('POST', list === '/' ? '/.search' : `${list}/.search`, search)
    }
    await send('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'b', data: aUser('bob') },
        { method: 'PATCH', path: '/Groups/bulkId:nobody', data: aPatch({ op: 'remove', path: 'members' }) },
        { method: 'DELETE', path: '/Users/none' },
      ],
    })
    await call('GET', '/Me')
    await send('PATCH', '/Me', aPatch({ op: 'replace', path: 'title', value: 'Dr.' }))
    await send('PUT', '/Me', aUser('ann', { title: 'Dr.', active: false }))
    expect((await call('POST', '/Me', '', { body: aUser('x') })).status).toBe(501)
    for (const type of ['ResourceTypes', 'Schemas']) await call('GET', `/${type}`)
    await call('GET', '/ResourceTypes/{id=Device}')
    await call('GET', `/Schemas/{id=${USER.schema.id}}`)
    await call('GET', '/ServiceProviderConfig', '', { headers: { authorization: '' } })
    await call('GET', '/ServiceProviderConfig')
    for (const path of [`/Devices/{id=${device.body.id}}`, `/Groups/{id=${group.body.id}}`, '/Me'])
      expect((await call('DELETE', path)).status).toBe(204)
  })

  it('is in the document when it fails', async () => {
    const { body } = await call('POST', '/Users', '', { body: aUser('cid') })
    const path = `/Users/{id=${body.id}}`
    const stale = { headers: { 'if-match': 'W/"99"' } }
    const fresh = { headers: { 'if-none-match': 'W/"1"' } }
    const large = { body: aUser('x'.repeat(5000)) }
    const foreign = { body: 'x', headers: { 'content-type': 'text/plain' } }
    const wrong: [string, string, string, number, Parameters<TestServer['request']>[2]?][] = [
      ['GET', '/Users', '?filter=x', 400],
      ['GET', '/Users', '?count=x', 400],
      ['GET', '/Users', '?sortBy=nothing', 400],
      ['GET', '/Users', '?cursor=x', 400],
      ['GET', '/Users', '?filter=password%20eq%20%22x%22', 403],
      ['GET', '/', '?sortBy=displayName&cursor', 400],
      ['GET', '/', '?sortBy=displayName&startIndex=10001', 400],
      ['POST', '/Users/.search', '', 400, { body: {} }],
      ['POST', '/Users/.search', '', 415, foreign],
      ['POST', '/.search', '', 413, large],
      ['POST', '/Users', '', 400, { body: '{' }],
      ['POST', '/Users', '', 400, { body: { schemas: [USER.schema.id] } }],
      ['POST', '/Users', '', 409, { body: aUser('CID') }],
      ['POST', '/Users', '', 413, large],
      ['POST', '/Users', '', 415, foreign],
      ['GET', path, '?attributes=a&excludedAttributes=b', 400],
      ['GET', '/Users/{id=none}', '', 404],
      ['GET', path, '', 412, stale],
      ['PUT', path, '', 412, { body: aUser('cid'), ...stale }],
      ['PUT', path, '', 400, { body: [] }],
      ['PUT', '/Users/{id=none}', '', 404, { body: aUser('x') }],
      ['PATCH', path, '', 400, { body: aPatch({ op: 'remove' }) }],
      ['PATCH', path, '', 400, { body: aPatch({ op: 'replace', path: 'nothing', value: 1 }) }],
      ['PATCH', path, '', 400, { body: aPatch({ op: 'replace', path: 'id', value: '1' }) }],
      ['PATCH', path, '', 400, { body: aPatch({ op: 'replace', path: 'emails[nothing eq 1].value', value: 'x' }) }],
      ['PATCH', path, '', 412, { body: aPatch({ op: 'remove', path: 'title' }), ...stale }],
      ['PATCH', path, '', 413, large],
      ['DELETE', path, '', 412, stale],
      ['PUT', path, '', 412, { body: aUser('cid'), ...fresh }],
      ['PATCH', path, '', 412, { body: aPatch({ op: 'remove', path: 'title' }), ...fresh }],
      ['DELETE', path, '', 412, fresh],
      ['DELETE', '/Users/{id=none}', '', 404],
      ['POST', '/Bulk', '', 400, { body: {} }],
      ['POST', '/Bulk', '', 413, large],
      ['GET', '/Me', '', 404],
      ['GET', '/Schemas', '?filter=x', 403],
      ['GET', '/Schemas/{id=none}', '', 404],
      ['GET', '/Users', '', 401, { headers: { authorization: 'Bearer x' } }],
      ['GET', '/Users', '', 406, { headers: { accept: 'text/html' } }],
    ]
    for (const [method, at, query, status, init] of wrong) {
      expect((await call(method, at, query, init)).status, `${method} ${at}${query}`).toBe(status)
    }
    await call('POST', '/Users', '', { body: aUser('dan') })
    const first = await call('GET', '/Users', '?cursor&count=1')
    const next = `?cursor=${first.body.nextCursor}`
    expect((await call('GET', '/Users', `${next}&count=2`)).body.scimType).toBe('invalidCount')
    clock += 4_000_000
    expect((await call('GET', '/Users', `${next}&count=1`)).body.scimType).toBe('expiredCursor')
  })

  it('was seen of every operation', () => {
    const seen = new Set([...judge.seen].map((each) => each.split(' ')[0]))
    const all = operationsOf(judge.document).map(({ operationId }) => String(operationId))
    // The same handlers serve them.
    const twins = /^(replace|get|modify)(Group|Device)$|^delete/
    expect(all.filter((id) => !seen.has(id) && !twins.test(id))).toEqual([])
  })

  it('refuses /Me as said where nobody is anybody', async () => {
    const plain = await serve()
    const { judge: judgePlain } = { judge: new Judge(createScimOpenApi()) }
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await plain.request(method, '/Me', ['GET', 'DELETE'].includes(method) ? {} : { body: aUser('x') })
      expect(answer.status).toBe(501)
      expect(judgePlain.judge(method, '/Me', answer)).toEqual([])
    }
    await plain.close()
  })
})

async function flawsOf(document: JsonObject): Promise<string> {
  // The parser's type of a document leaves no room for one that is still to be judged.
  const result = await validate(structuredClone(document) as never)
  return result.valid ? '' : compileErrors(result)
}

function operationsOf(document: JsonObject): JsonObject[] {
  return Object.values(objectIn(document.paths)).flatMap((item) => Object.values(objectIn(item)).filter(isJsonObject))
}

function danglingRefs(document: JsonObject): string[] {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)
  return refs.filter((path) => {
    const steps = path.split('/')
    return steps.reduce<unknown>((at, key) => (isJsonObject(at) ? at[key] : undefined), document) === undefined
  })
}
