import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, type StepResult, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { FindingId } from '../checks/finding-rules.ts'
import { tell } from '../checks/findings.ts'
import type { Listed } from '../checks/list-response.ts'
import { ownObjects, ownText } from '../own-json.ts'
import { readGroups } from './refresh-entitlements.ts'
import { leftOut, whyDisconnected } from './task.ts'

const ENTITLEMENTS = { kind: 'directory', name: 'Entitlements' } as const

interface Mismatch {
  readonly finding: FindingId
  readonly detail: string
}

/**
 * Refreshes entitlements once more and compares the list with what was sent. OneLogin itself reads names and ids;
 * members are compared on behalf of the person who wants to know, where the list carries them.
 */
export function* verifyEntitlements(app: OneLoginApp): Behaviour<void> {
  if (!app.setup.sendsGroups) return
  const closed = whyDisconnected(app)
  if (closed !== undefined) {
    yield* leftOut(ENTITLEMENTS, 'verify', closed, 'Refresh entitlements')
    return
  }
  yield* step(
    ENTITLEMENTS,
    'verify',
    function* (): Behaviour<StepResult> {
      const list = yield* readGroups(app, 'get-groups-again')
      if (list.kind === 'failed') return { outcome: 'failed', reason: list.why }
      const mismatches = compareGroups(app, list.groups)
      for (const { finding, detail } of mismatches) {
        yield* tell(app, finding, list, detail)
      }
      if (mismatches.length === 0) return { outcome: 'succeeded', reason: `${list.groups.length} groups listed` }
      return { outcome: 'failed', reason: mismatches.map(({ detail, finding }) => `${finding}: ${detail}`).join('; ') }
    },
    'Refresh entitlements',
  )
}

function compareGroups(app: OneLoginApp, groups: readonly Listed[]): Mismatch[] {
  const listed = new Map(groups.map(({ id, resource }) => [id, resource]))
  const members = new Map(groups.map(({ id, resource }) => [id, memberIds(resource)]))
  const listsMembers = groups.some(({ resource }) => Object.hasOwn(resource, 'members'))
  const expected = expectedMembers(app)
  return app.saved.entitlements.flatMap((entitlement): Mismatch[] => {
    if (entitlement.role === 'never') return []
    const { name, id } = entitlement
    if (!listed.has(id)) return [{ finding: 'group-missing', detail: name }]
    if (!listsMembers) return []
    const found = members.get(id) ?? new Set()
    const lost = (expected.get(name) ?? []).filter((member) => !found.has(member))
    const kept = [...(app.shown.takenBack.get(name) ?? [])].filter((member) => found.has(member))
    return [
      ...lost.map((member): Mismatch => ({ finding: 'membership-lost', detail: `${member} in ${name}` })),
      ...kept.map((member): Mismatch => ({ finding: 'membership-kept', detail: `${member} in ${name}` })),
    ]
  })
}

function memberIds(group: JsonObject): ReadonlySet<string> {
  return new Set(ownObjects(group, 'members').flatMap((member) => ownText(member, 'value') ?? []))
}

/** Account ids OneLogin has put into each group; inactive accounts may be left out by a server and do not count. */
function expectedMembers(app: OneLoginApp): ReadonlyMap<string, string[]> {
  const expected = new Map<string, string[]>()
  for (const { account, groups, id } of app.saved.logins) {
    if (account !== 'active' || id === null) continue
    for (const group of groups) {
      const ids = expected.get(group)
      if (ids === undefined) expected.set(group, [id])
      else ids.push(id)
    }
  }
  return expected
}
