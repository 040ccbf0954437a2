import { randomInt } from 'node:crypto'
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Answered, type Ask, type Asked, isRead, objectOf, scimError, withQuery } from '../asked.ts'
import { isAttribute, isName, memberOf, withMember } from '../names.ts'
import {
  type Defect,
  filteredBy,
  isAbout,
  isOp,
  keep,
  onResources,
  operationsOf,
  type PresetMemory,
  resourceOf,
  showing,
  withOperations,
} from './preset.ts'

/** Names that an account of the same name may have within: so many that one is free. */
const MOST_COPIES = 2 ** 47
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Defects of what is stored and shown. */
export const KEEPING_DEFECTS: readonly Defect[] = [
  {
    id: 'string-booleans',
    summary: 'A boolean sent as text is kept and shown as text',
    async serve(asked, ask, memory) {
      const answer = await ask(asked)
      if (!isAbout(asked, 'Users')) return answer
      if (answer.status < 300) noteText(asked, idOf(answer) ?? resourceOf(asked)[1], memory)
      return onResources(answer, (user) => {
        const text = memory.get(String(user.id))
        return text === undefined || !('active' in user) ? user : { ...user, active: text }
      })
    },
  },
  {
    id: 'manager-as-text',
    summary: 'The manager is shown as a plain string, not as an object with a value',
    serve: showing((user) => {
      const extension = user[ENTERPRISE]
      if (!isJsonObject(extension) || !isJsonObject(extension.manager)) return user
      return { ...user, [ENTERPRISE]: { ...extension, manager: extension.manager.value ?? null } }
    }),
  },
  {
    id: 'duplicates-allowed',
    summary: 'A POST of a userName that exists makes a second user, and a look-up finds both',
    async serve(asked, ask, memory) {
      const answer = await ask(withCopies(asked, memory))
      const made = answer.status === 409 ? await makeCopy(asked, ask, memory) : undefined
      return onResources(made ?? answer, (user) =>
        typeof user.userName === 'string' ? { ...user, userName: user.userName.replace(/#copy\d+$/, '') } : user,
      )
    },
  },
  {
    id: 'external-id-dropped',
    summary: 'externalId is accepted and not kept',
    serve: showing(({ externalId: _dropped, ...rest }) => rest),
  },
  {
    id: 'deactivation-deletes',
    summary: 'A user who is deactivated is deleted',
    async serve(asked, ask) {
      const answer = await ask(asked)
      const [type, id] = resourceOf(asked)
      const isWrite = asked.method === 'PATCH' || asked.method === 'PUT'
      if (type !== 'Users' || id === undefined || !isWrite || answer.status >= 300) return answer
      const read = await ask({ ...asked, method: 'GET', search: '', body: '' })
      if (objectOf(read.body)?.active === false) await ask({ ...asked, method: 'DELETE', search: '', body: '' })
      return answer
    },
  },
  {
    id: 'urn-paths-lost',
    summary: 'A PATCH whose path begins with a schema URN succeeds and changes nothing',
    serve(asked, ask) {
      const operations = operationsOf(asked)
      const kept = operations.filter(({ path }) => typeof path !== 'string' || !/^urn:/i.test(path))
      if (kept.length === operations.length) return ask(asked)
      if (kept.length > 0) return ask(withOperations(asked, kept))
      return ask({ ...asked, method: 'GET', body: '' })
    },
  },
  {
    id: 'urn-members-lost',
    summary: 'A POST or PUT loses the enterprise extension',
    serve(asked, ask) {
      const body = asked.method === 'POST' || asked.method === 'PUT' ? objectOf(asked.body) : undefined
      if (body === undefined) return ask(asked)
      const kept = Object.entries(body).filter(([key]) => !isName(key.slice(0, ENTERPRISE.length), ENTERPRISE))
      const isWhole = kept.length === Object.keys(body).length
      return ask(isWhole ? asked : { ...asked, body: JSON.stringify(Object.fromEntries(kept)) })
    },
  },
  {
    id: 'no-target-400',
    summary: 'Adding or replacing a value by a filter that selects none is answered 400 noTarget',
    async serve(asked, ask) {
      const [operation] = operationsOf(asked).filter(
        ({ path, ...rest }) => typeof path === 'string' && path.includes('[') && !isOp(rest, 'remove'),
      )
      if (operation === undefined || typeof operation.path !== 'string') return ask(asked)
      const read = await ask({ ...asked, method: 'GET', search: '', body: '' })
      const type = operation.path.split('"')[1]
      const [name = ''] = operation.path.split('[')
      const values = Object.entries(objectOf(read.body) ?? {}).find(([key]) => isAttribute(name, key))?.[1]
      const has = Array.isArray(values) && values.some((item) => isJsonObject(item) && item.type === type)
      return has ? ask(asked) : scimError(400, 'The path selects no value.', 'noTarget')
    },
  },
]

/** The answer to a write of a userName that is taken, made under another name; undefined where it is no such write. */
async function makeCopy(asked: Asked, ask: Ask, memory: PresetMemory): Promise<Answered | undefined> {
  const body = (asked.method === 'POST' || asked.method === 'PUT' ? objectOf(asked.body) : undefined) ?? {}
  const userName = memberOf(body, 'userName')
  if (typeof userName !== 'string') return undefined
  const copy = withMember(body, 'userName', `${userName}#copy${randomInt(MOST_COPIES)}`)
  const made = await ask({ ...asked, body: JSON.stringify(copy) })
  if (made.status < 300) keep(memory, userName.toLowerCase(), true)
  return made
}

/** A look-up by userName that finds those of the same name too. */
function withCopies(asked: Asked, memory: PresetMemory): Asked {
  const wanted = asked.method === 'GET' ? filteredBy(asked, 'userName') : undefined
  if (wanted === undefined || !memory.has(wanted.toLowerCase())) return asked
  return withQuery(asked, (query) => query.set('filter', `userName eq "${wanted}" or userName sw "${wanted}#copy"`))
}

/** The id of the resource an answer is about; the result of a bulk operation has its address alone. */
function idOf({ headers, body }: Answered): string | undefined {
  const id = objectOf(body)?.id
  return typeof id === 'string' ? id : headers.location?.split('/').at(-1)
}

/** Keeps the text a write sends for `active`; a real boolean, or none, takes its place again. */
function noteText(asked: Asked, id: string | undefined, memory: PresetMemory): void {
  if (id === undefined || isRead(asked)) return
  const sent =
    asked.method === 'PATCH'
      ? operationsOf(asked).map(activeOf)
      : [memberOf(objectOf(asked.body) ?? {}, 'active') ?? null]
  const last = sent.filter((value) => value !== undefined).at(-1)
  if (typeof last === 'string') keep(memory, id, last)
  else if (last !== undefined) memory.delete(id)
}

function activeOf({ path, value, ...rest }: JsonObject): unknown {
  if (isAttribute(path, 'active')) return isOp(rest, 'remove') ? null : value
  return path === undefined && isJsonObject(value) ? memberOf(value, 'active') : undefined
}
