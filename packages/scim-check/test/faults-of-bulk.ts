import { BULK_REQUEST, isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { type Asked, answering, asks, type Fault, pretending, taking, turning } from './broken-server.ts'

const jobs = asks('POST', /^\/Bulk$/)

function jobOf(test: (asked: Asked) => boolean): Fault['when'] {
  return (asked) => jobs(asked) && test(asked)
}

const hasOperation = (test: (operation: JsonObject) => boolean): Fault['when'] =>
  jobOf(({ operations }) => operations.some(test))

/** Changes every operation of the request. */
function operating(change: (operation: JsonObject) => JsonObject): Fault['serve'] {
  return taking((body, { operations }) => ({ ...body, Operations: operations.map(change) }))
}

/** Changes every result of the response. */
function resulting(change: (result: JsonObject) => JsonObject): Fault['serve'] {
  return answering((body) => ({
    ...body,
    Operations: listOf(body.Operations).map((item) => (isJsonObject(item) ? change(item) : item)),
  }))
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}

/** A job of one operation that is told to have succeeded. */
const succeeding = (method: string, status: string): Fault['serve'] =>
  pretending(200, JSON.stringify({ Operations: [{ method, status, location: '/Users/none' }] }))

const hasFailed = ({ status }: JsonObject): boolean => Number(status) >= 400

/** Rules of bulk requests, broken one at a time. */
export const BULK_FAULTS: readonly Fault[] = [
  {
    breaks: 'a bulkId is lost',
    rows: ['B-008'],
    when: jobs,
    serve: resulting(({ bulkId: _left, ...result }) => result),
  },
  {
    breaks: 'a bulk job stops at the first error',
    rows: ['B-012', 'B-028'],
    when: jobOf(({ operations }) => operations.length > 1),
    serve: taking((body) => ({ ...body, failOnErrors: 1 })),
  },
  {
    breaks: 'a bulk request needs no schemas',
    rows: ['B-002'],
    when: jobOf(({ body: { schemas } }) => !JSON.stringify(schemas ?? null).includes(BULK_REQUEST)),
    serve: taking((body) => ({ ...body, schemas: [BULK_REQUEST] })),
  },
  {
    breaks: 'a job of which all operations fail: 207',
    rows: ['B-003'],
    when: jobOf(
      ({ operations: [first, ...more], body }) => isFailing(first) && more.length === 0 && !('failOnErrors' in body),
    ),
    serve: turning(200, 207),
  },
  {
    breaks: 'a bulk operation that fails has no response',
    rows: ['B-010'],
    when: jobs,
    serve: resulting(({ response: _left, ...result }) => result),
  },
  {
    breaks: 'failOnErrors is ignored',
    rows: ['B-013'],
    when: jobOf(({ body }) => body.failOnErrors === 1),
    serve: taking(({ failOnErrors: _left, ...body }) => body),
  },
  {
    breaks: 'Groups made in bulk lose their members',
    rows: ['B-016', 'B-018'],
    when: hasOperation(({ method, path }) => method === 'POST' && path === '/Groups'),
    serve: operating((operation) => {
      if (!isJsonObject(operation.data)) return operation
      const { members: _left, ...data } = operation.data
      return { ...operation, data }
    }),
  },
  {
    breaks: 'a bulkId can be used only after it is made',
    rows: ['B-018'],
    when: jobOf(({ operations: [first, second] }) => first?.path === '/Groups' && second?.path === '/Users'),
    serve: async (request, next, asked) => {
      const later = taking((body, { operations }) => ({ ...body, Operations: operations.slice(1) }))
      const early = answering((body) => ({ ...body, Operations: [{ status: '409' }, ...listOf(body.Operations)] }))
      return await early(request, (inner) => later(inner, next, asked), asked)
    },
  },
  {
    breaks: 'a bulk operation may GET',
    rows: ['B-004'],
    when: hasOperation(({ method }) => method === 'GET'),
    serve: succeeding('GET', '200'),
  },
  {
    breaks: 'the path of a bulk operation may be an address',
    rows: ['B-005'],
    when: hasOperation(({ path }) => String(path).startsWith('https:')),
    serve: operating((operation) => ({ ...operation, path: '/Users' })),
  },
  {
    breaks: 'a PUT in bulk without data succeeds',
    rows: ['B-006'],
    when: hasOperation(({ method, data }) => method === 'PUT' && data === undefined),
    serve: succeeding('PUT', '200'),
  },
  {
    breaks: 'a bulkId may stand twice',
    rows: ['B-007'],
    when: hasOperation(({ bulkId }) => bulkId === 'same'),
    serve: taking((body, { operations }) => ({
      ...body,
      Operations: operations.map((operation, place) => ({ ...operation, bulkId: `own-${place}` })),
    })),
  },
  {
    breaks: 'a POST in bulk needs no bulkId',
    rows: ['B-007'],
    when: hasOperation(({ method, bulkId }) => method === 'POST' && bulkId === undefined),
    serve: operating((operation) => ({ ...operation, bulkId: 'made-up' })),
  },
  {
    breaks: 'a bulk operation that fails has no location',
    rows: ['B-009'],
    when: jobs,
    serve: resulting(({ location, ...result }) => (hasFailed(result) ? result : { ...result, location })),
  },
  {
    breaks: 'failOnErrors takes everything back',
    rows: ['B-014'],
    when: jobOf(({ body }) => body.failOnErrors === 1),
    async serve(request, next) {
      const response = await next(request)
      for (const [, path] of response.body.matchAll(/"location":"[^"]*(\/Users\/[^"]*)"/g)) {
        await next({ ...request, method: 'DELETE', url: request.url.replace('/Bulk', path ?? ''), body: undefined })
      }
      return response
    },
  },
  {
    breaks: 'failOnErrors comes back',
    rows: ['B-015'],
    when: jobOf(({ body }) => body.failOnErrors !== undefined),
    serve: answering((body, { body: { failOnErrors = null } }) => ({ ...body, failOnErrors })),
  },
  {
    breaks: 'bulk operations run backwards',
    rows: ['B-022'],
    when: jobOf(({ operations }) => operations.length === 5),
    serve: taking((body, { operations }) => ({ ...body, Operations: [...operations].reverse() })),
  },
  {
    breaks: 'bulk operations after the limit are left out',
    rows: ['B-023'],
    when: jobOf(({ operations }) => operations.length > 1000),
    serve: taking((body, { operations }) => ({ ...body, Operations: operations.slice(0, 1000) })),
  },
  {
    breaks: 'a 413 does not say how many are too many',
    rows: ['B-023'],
    when: jobOf(({ operations }) => operations.length > 1000),
    serve: answering((body) => ({ ...body, detail: 'Too large.' })),
  },
  {
    breaks: 'a 413 has a keyword of its own',
    rows: ['B-025'],
    when: jobOf(({ operations }) => operations.length > 1000),
    serve: answering((body) => ({ ...body, scimType: 'tooLarge' })),
  },
  {
    breaks: 'bulk requests may have any size',
    rows: ['B-024'],
    when: jobOf(({ operations }) => operations.length === 1),
    serve: (request, next) => next({ ...request, body: request.body?.trim() }),
  },
  {
    breaks: 'the version of a bulk operation is ignored',
    rows: ['B-026'],
    when: hasOperation(({ version }) => version !== undefined),
    serve: operating(({ version: _left, ...operation }) => operation),
  },
  {
    breaks: 'the version of a result is another',
    rows: ['B-027'],
    when: jobs,
    serve: resulting((result) => (result.version === undefined ? result : { ...result, version: 'W/"other"' })),
  },
  {
    breaks: 'results have no version',
    rows: ['B-027'],
    when: jobs,
    serve: resulting(({ version: _left, ...result }) => result),
  },
  {
    breaks: 'bulk operations do not see each other',
    rows: ['B-030'],
    when: jobOf(
      ({ operations: [first, second] }) =>
        isPost(first) && isPost(second) && nameIn(first) !== undefined && nameIn(first) === nameIn(second),
    ),
    serve: resulting((result) => ({ ...result, status: '201' })),
  },
  {
    breaks: 'a bulk response shows passwords',
    rows: ['B-031'],
    when: hasOperation(({ data }) => isJsonObject(data) && data.password !== undefined),
    serve: answering((body, { operations }) => ({ ...body, Operations: [...operations, ...listOf(body.Operations)] })),
  },
]

function isFailing(operation: JsonObject | undefined): boolean {
  return operation?.method === 'DELETE'
}

function isPost(operation: JsonObject | undefined): boolean {
  return operation?.method === 'POST'
}

function nameIn(operation: JsonObject | undefined): JsonValue | undefined {
  return isJsonObject(operation?.data) ? operation.data.userName : undefined
}
