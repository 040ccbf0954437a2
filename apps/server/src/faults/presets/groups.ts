import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { isRead, objectOf, scimError } from '../asked.ts'
import { isAttribute, memberOf } from '../names.ts'
import {
  type Defect,
  isAbout,
  isOp,
  keep,
  onResources,
  operationsOf,
  type PresetMemory,
  resourceOf,
  withOperations,
} from './preset.ts'

const LARGEST = 100

/** Defects of groups. */
export const GROUP_DEFECTS: readonly Defect[] = [
  {
    id: 'remove-empties-group',
    summary: 'Removing members by a value array removes all of them',
    serve: (asked, ask) =>
      ask(
        withOperationsIfAny(asked, (operation) => {
          const { value: all, ...rest } = operation
          const isMeant = isOp(operation, 'remove') && isAttribute(operation.path, 'members') && all !== undefined
          return isMeant ? rest : operation
        }),
      ),
  },
  {
    id: 'add-replaces-members',
    summary: 'Adding members replaces those who are there',
    serve: (asked, ask) =>
      ask(
        withOperationsIfAny(asked, (operation) =>
          isOp(operation, 'add') && isAttribute(operation.path, 'members')
            ? { ...operation, op: 'replace' }
            : operation,
        ),
      ),
  },
  {
    id: 'members-hidden',
    summary: 'A group never shows its members',
    serve: async (asked, ask) => {
      const answer = await ask(asked)
      return isAbout(asked, 'Groups') ? onResources(answer, ({ members: _hidden, ...rest }) => rest) : answer
    },
  },
  {
    id: 'group-writes-lost',
    summary: 'A PATCH of a group is answered 200 and changes nothing',
    serve: (asked, ask) =>
      asked.method === 'PATCH' && resourceOf(asked)[0] === 'Groups'
        ? ask({ ...asked, method: 'GET', body: '' })
        : ask(asked),
  },
  {
    id: 'large-groups-refused',
    summary: 'More than 100 members of a group in one request are refused with 400',
    serve: async (asked, ask) =>
      resourceOf(asked)[0] === 'Groups' && membersSent(asked) > LARGEST
        ? scimError(400, 'One or more Group members are invalid.', 'invalidValue')
        : ask(asked),
  },
  {
    id: 'members-kept-twice',
    summary: 'A member that is added again stands there twice',
    async serve(asked, ask, memory) {
      if (!isAbout(asked, 'Groups')) return ask(asked)
      const [, id] = resourceOf(asked)
      const added = id === undefined ? [] : addedMembers(operationsOf(asked))
      const before = added.length === 0 ? undefined : await ask({ ...asked, method: 'GET', search: '', body: '' })
      const answer = await ask(asked)
      if (before !== undefined && answer.status < 300) noteAgain(String(id), added, membersOf(before.body), memory)
      return onResources(answer, (group) => ({
        ...group,
        ...(Array.isArray(group.members)
          ? {
              members: group.members.flatMap((member) => {
                const isTwice = isJsonObject(member) && memory.has(`${group.id} ${member.value}`)
                return isTwice ? [member, member] : [member]
              }),
            }
          : {}),
      }))
    },
  },
]

/** Notes a member that was there and is added; one that had gone stands there once. */
function noteAgain(id: string, added: readonly unknown[], there: ReadonlySet<unknown>, memory: PresetMemory): void {
  for (const value of added) {
    const key = `${id} ${value}`
    if (there.has(value)) keep(memory, key, true)
    else memory.delete(key)
  }
}

function membersOf(group: string): Set<unknown> {
  const members = objectOf(group)?.members
  return new Set(Array.isArray(members) ? members.map((member) => (isJsonObject(member) ? member.value : member)) : [])
}

function withOperationsIfAny(
  asked: Parameters<typeof operationsOf>[0],
  change: (operation: JsonObject) => JsonObject,
): Parameters<typeof operationsOf>[0] {
  const operations = operationsOf(asked)
  const changed = operations.map(change)
  return changed.every((operation, at) => operation === operations[at]) ? asked : withOperations(asked, changed)
}

function membersSent(asked: Parameters<typeof operationsOf>[0]): number {
  if (isRead(asked)) return 0
  const whole = memberOf(objectOf(asked.body) ?? {}, 'members')
  return (Array.isArray(whole) ? whole.length : 0) + addedMembers(operationsOf(asked)).length
}

function addedMembers(operations: readonly JsonObject[]): unknown[] {
  return operations
    .filter((operation) => !isOp(operation, 'remove'))
    .flatMap(({ path, value }) => {
      const bare = path === undefined && isJsonObject(value) ? memberOf(value, 'members') : []
      const members = isAttribute(path, 'members') ? value : bare
      return Array.isArray(members) ? members : [members]
    })
    .map((member) => (isJsonObject(member) ? memberOf(member, 'value') : undefined))
}
