/**
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import {
  type Answered,
  type Ask,
  type Asked,
  isRead,
  isTurnedAway,
  objectOf,
  withBody,
  withoutSlash,
} from '../asked.ts'
import { memberOf, spelt } from '../names.ts'
import { type Serve, withOperations } from './preset.ts'

/** Operations of a bulk request that a defect looks at: the server refuses more. */
const MOST_OPERATIONS = 1000

/** Names of an operation's members. */
const MEMBERS = ['method', 'bulkId', 'version', 'path', 'data']

/** An operation on its way through a defect. */
interface Turn {
  readonly operation: JsonValue
  /** What goes in to the server in its place; undefined: nothing, the defect did without. */
  readonly sent: JsonValue | undefined
  /** Gives the defect the server's result; undefined: the operation is none that a defect could answer. */
  readonly finish: ((result: JsonObject) => Promise<Answered>) | undefined
}

/** Whether a request is a bulk request. */
export function isBulk({ method, path }: Asked): boolean {
  return method === 'POST' && withoutSlash(path) === '/Bulk'
}

/**
 * Lets a defect answer each operation of a bulk request as the request it stands for. The first write it asks for an
 * operation goes in with the others' in one bulk request, so that references and `failOnErrors` hold; an operation it
 * refuses goes in as one that fails. Whatever else it asks goes in on its own: a read before the bulk request, the rest
 * after it. Hence it looks at what was there before all of them, and what it makes of a failure comes too late for
 * operations that refer to it.
 */
export async function serveOperations(asked: Asked, serve: Serve, ask: Ask): Promise<Answered> {
  const message = objectOf(asked.body) ?? {}
  const operations = memberOf(message, 'Operations')
  if (!Array.isArray(operations) || operations.length > MOST_OPERATIONS) return ask(asked)
  let hasTurnedAway = false
  const look: Ask = async (inner) => {
    const answer = await ask(inner)
    hasTurnedAway ||= isTurnedAway(answer)
    return answer
  }
  const turns: Turn[] = []
  for (const operation of operations) {
    turns.push(await begin(isJsonObject(operation) ? spelt(operation, MEMBERS) : operation, serve, look))
    // Nobody who may not ask at all has a read made for each operation.
    if (hasTurnedAway) return ask(asked)
  }
  const isUnchanged = turns.every(({ operation, sent }) => operation === sent)
  const sent = turns.flatMap((turn) => (turn.sent === undefined ? [] : [turn.sent]))
  const answer = await ask(isUnchanged ? asked : withOperations(asked, sent))
  const body = objectOf(answer.body)
  // A bulk request that is refused as a whole has carried out nothing: the defect is told of nothing either.
  if (!Array.isArray(body?.Operations)) return answer
  return withBody(answer, {
    ...body,
    Operations: await finishAll(turns, body.Operations, Number(memberOf(message, 'failOnErrors') ?? Infinity)),
  })
}

async function begin(operation: JsonValue, serve: Serve, ask: Ask): Promise<Turn> {
  const own = toAsked(operation)
  if (own === undefined || !isJsonObject(operation)) return { operation, sent: operation, finish: undefined }
  const parked = Promise.withResolvers<Asked>()
  const result = Promise.withResolvers<JsonObject>()
  let isParked = false
  const served = serve(own, async (inner) => {
    if (isParked)
      return ask({ ...inner, path: inner.path === own.path ? pathIn(await result.promise, inner) : inner.path })
    if (isRead(inner)) return ask(inner)
    isParked = true
    parked.resolve(inner)
    return toAnswered(await result.promise)
  })
  const first = await Promise.race([parked.promise, served])
  if ('status' in first) {
    // A version that is no text fails an operation whatever it is.
    const sent = first.status < 400 ? undefined : { ...operation, version: 0 }
    return { operation, sent, finish: async () => first }
  }
  const finish = (there: JsonObject): Promise<Answered> => {
    result.resolve(there)
    return served
  }
  return { operation, sent: first === own ? operation : toOperation(operation, first), finish }
}

/** The results of all operations; those behind the failure that ended the processing have none. */
async function finishAll(
  turns: readonly Turn[],
  results: readonly JsonValue[],
  failOnErrors: number,
): Promise<JsonValue[]> {
  const given = [...results]
  const finished: JsonValue[] = []
  let failures = 0
  let hasEnded = false
  for (const { operation, sent, finish } of turns) {
    if (sent === undefined) {
      if (!hasEnded && failures < failOnErrors) finished.push(await resultOf(operation, {}, finish))
      continue
    }
    const [next] = given
    hasEnded ||= !isResultOf(operation, next)
    if (!isJsonObject(next) || !isResultOf(operation, next)) continue
    given.shift()
    if (Number(next.status) >= 400) failures += 1
    finished.push(await resultOf(operation, next, finish))
  }
  return finished
}

/** Results stand in the order of the request; only creations, each with a bulkId of its own, may be done ahead of it. */
function isResultOf(operation: JsonValue, result: JsonValue | undefined): boolean {
  if (!isJsonObject(operation) || !isJsonObject(result)) return false
  return operation.method === result.method && (operation.bulkId ?? undefined) === result.bulkId
}

async function resultOf(operation: JsonValue, result: JsonObject, finish: Turn['finish']): Promise<JsonObject> {
  if (finish === undefined || !isJsonObject(operation)) return result
  const { method, bulkId } = operation
  const { response: _said, ...rest } = result
  const { status, headers, body } = await finish(result)
  const shown = objectOf(body)
  const meta = isJsonObject(shown?.meta) ? shown.meta : {}
  const location = headers.location ?? meta.location ?? rest.location
  const version = headers.etag ?? meta.version ?? rest.version
  return {
    ...(method === undefined ? {} : { method }),
    ...(bulkId === undefined ? {} : { bulkId }),
    ...(version === undefined ? {} : { version }),
    ...(location === undefined ? {} : { location }),
    status: String(status),
    ...(status < 400 || shown === undefined ? {} : { response: shown }),
  }
}

/** The request an operation stands for; undefined when it can be none. */
function toAsked(operation: JsonValue): Asked | undefined {
  if (!isJsonObject(operation)) return undefined
  const { method, path, data } = operation
  if (typeof path !== 'string' || !path.startsWith('/')) return undefined
  if (method === 'DELETE') return { method, path, search: '', body: '' }
  const isWrite = method === 'POST' || method === 'PUT' || method === 'PATCH'
  return isWrite && isJsonObject(data) ? { method, path, search: '', body: JSON.stringify(data) } : undefined
}

function toOperation({ data: _data, ...operation }: JsonObject, { method, path, body }: Asked): JsonObject {
  return { ...operation, method, path, ...(body === '' ? {} : { data: objectOf(body) ?? null }) }
}

function toAnswered({ status, location, version, response }: JsonObject): Answered {
  return {
    status: Number(status),
    headers: {
      'content-type': 'application/scim+json; charset=utf-8',
      ...(typeof location === 'string' ? { location } : {}),
      ...(typeof version === 'string' ? { etag: version } : {}),
    },
    body: isJsonObject(response) ? JSON.stringify(response) : '',
  }
}

/** The path of the resource an operation was about: of one that was told by its bulkId too. */
function pathIn({ location }: JsonObject, { path }: Asked): string {
  const id = typeof location === 'string' ? location.slice(location.lastIndexOf('/')) : undefined
  const [, type, named] = path.split('/')
  return id === undefined || named === undefined ? path : `/${type}${id}`
}
