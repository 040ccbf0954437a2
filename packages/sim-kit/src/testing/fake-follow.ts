import type { Expected } from '@scimulator/admin-api'
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type ScimRequest, send, step } from '../behaviour/behaviour.ts'
import type { DirectoryGroup, Person } from '../directory/directory.ts'
import type { Profile } from '../profile/profile.ts'

/** Follows a directory in the plainest way: every difference is one request, and nobody is waited for. */
export const fakeFollow: NonNullable<Profile['follow']> = function* ({ before, after, cause }, { state }) {
  const ids = new Map(Object.entries(isJsonObject(state.value.ids) ? state.value.ids : {}))
  const idOf = (key: string): string => String(ids.get(key))
  const old = new Map([...(before?.people ?? []), ...(before?.groups ?? [])].map((item) => [item.id, item]))
  const now = new Set([...after.people, ...after.groups].map(({ id }) => id))
  const put = (kind: 'user' | 'group', id: string, name: string, body: JsonObject): Behaviour<void> =>
    write(kind, name, cause, ids, id, ids.has(id) ? 'PUT' : 'POST', body)
  for (const person of after.people)
    if (changed(old.get(person.id), person) && (person.active || ids.has(person.id)))
      yield* put('user', person.id, person.userName, toUser(person))
  for (const group of after.groups)
    if (changed(old.get(group.id), group)) yield* put('group', group.id, group.displayName, toGroup(group, ids, idOf))
  for (const [id, item] of old) {
    if (now.has(id) || !ids.has(id)) continue
    yield* write('members' in item ? 'group' : 'user', id, cause, ids, id, 'DELETE', undefined)
    ids.delete(id)
  }
  state.value = { ids: Object.fromEntries(ids) }
  return expectedOf(after, ids)
}

function expectedOf(after: Parameters<typeof fakeFollow>[0]['after'], ids: ReadonlyMap<string, unknown>): Expected {
  const userNames = new Map(after.people.map(({ id, userName }) => [id, userName]))
  return {
    users: after.people.filter(({ id }) => ids.has(id)).map(({ userName, active }) => ({ userName, active })),
    groups: after.groups.map(({ displayName, members }) => ({
      displayName,
      members: members.filter((id) => ids.has(id)).flatMap((id) => userNames.get(id) ?? []),
    })),
  }
}

function changed(before: Person | DirectoryGroup | undefined, after: Person | DirectoryGroup): boolean {
  return JSON.stringify(before) !== JSON.stringify(after)
}

function toUser({ userName, givenName, familyName, title, active }: Person): JsonObject {
  return { userName, name: { givenName, familyName }, ...(title === undefined ? {} : { title }), active }
}

function toGroup(
  { displayName, members }: DirectoryGroup,
  ids: ReadonlyMap<string, unknown>,
  idOf: (id: string) => string,
): JsonObject {
  return { displayName, members: members.filter((id) => ids.has(id)).map((id) => ({ value: idOf(id) })) }
}

function* write(
  kind: 'user' | 'group',
  name: string,
  cause: string | undefined,
  ids: Map<string, unknown>,
  id: string,
  method: ScimRequest['method'],
  body: JsonObject | undefined,
): Behaviour<void> {
  const collection = kind === 'user' ? '/Users' : '/Groups'
  const path = method === 'POST' ? collection : `${collection}/${String(ids.get(id))}`
  yield* step(
    { kind, name },
    method === 'POST' ? 'create' : method === 'PUT' ? 'update' : 'remove',
    function* () {
      let answer = yield* send({ shape: 'create', method, path, ...(body ? { body } : {}) })
      const given = idIn(answer)
      if (given !== undefined) ids.set(id, given)
      if (given !== undefined && answer.kind === 'response' && answer.status === 409)
        answer = yield* send({ shape: 'create', method: 'PUT', path: `${path}/${given}`, ...(body ? { body } : {}) })
      return answer.kind === 'response' && answer.status < 300
        ? { outcome: 'succeeded' }
        : { outcome: 'failed', reason: 'refused' }
    },
    cause,
  )
}

function idIn(answer: Answer): string | undefined {
  const id = answer.kind === 'response' && isJsonObject(answer.json) ? answer.json.id : undefined
  return typeof id === 'string' ? id : undefined
}
