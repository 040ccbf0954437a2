import { isJsonObject, type JsonObject, type MemberEdit } from '@scimulator/scim-core'
import type { HookEvent, LifecycleHooks, MembershipChange } from '../hooks.ts'

/** A resource's attributes with its membership apart: the store keeps the two in different places. */
export interface SplitAttributes {
  /** Without `id`, `meta`, `members` and `groups`. */
  readonly attributes: JsonObject
  /** Ids of the members, each once. */
  readonly members: readonly string[]
}

/** Takes a resource in its wire shape apart. */
export function splitAttributes(resource: JsonObject): SplitAttributes {
  const { id: _id, meta: _meta, groups: _groups, members, ...attributes } = resource
  const ids = Array.isArray(members) ? members.flatMap((member) => (isJsonObject(member) ? idOf(member) : [])) : []
  return { attributes, members: [...new Set(ids)] }
}

function idOf({ value }: JsonObject): string[] {
  return typeof value === 'string' ? [value] : []
}

/** Where a membership edit happens. */
export interface MembershipTarget extends HookEvent {
  readonly groupId: string
  readonly hooks: LifecycleHooks
}

/** Makes one membership edit, unless a hook vetoes it. The members that stay are not looked at. */
export async function editMembership(target: MembershipTarget, change: MembershipChange): Promise<boolean> {
  const { hooks, ...event } = target
  await hooks.beforeMembership?.({ ...event, change })
  const { tx, groupId } = event
  if (change.kind === 'add') return (await tx.addMembers(groupId, change.members)).changed
  if (change.kind === 'remove') return (await tx.removeMembers(groupId, change.members)).changed
  return (await tx.setMembers(groupId, change.members)).changed
}

/** A PATCH's edit of members as a change of the membership. */
export function toMembershipChange(edit: MemberEdit): MembershipChange {
  return edit.kind === 'removeAll' ? { kind: 'set', members: [] } : { kind: edit.kind, members: [...new Set(edit.ids)] }
}
