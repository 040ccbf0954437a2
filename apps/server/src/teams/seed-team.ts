import type { Role } from '@scimulator/admin-api'
import { ENTERPRISE_USER_SCHEMA } from '@scimulator/scim-core'
import type { DemoPerson, DemoTeam } from '../config/demo-teams.ts'
import type { Actor, NewMember, Product } from '../product/product.ts'
import type { Team } from './team.ts'

/** Who set a demo team up. */
const ACTOR: Actor = { kind: 'system', id: null, name: 'Scimulator', requestId: null }

/** People of every demo team that no identity provider knows, first of all. */
const STAFF = [
  { role: 'owner', givenName: 'Olive', familyName: 'Owner' },
  { role: 'admin', givenName: 'Adam', familyName: 'Admin' },
  { role: 'member', givenName: 'Mona', familyName: 'Member' },
] as const

/**
 * Gives a demo team without anybody its people: an owner, an admin, a member, and whom an identity provider will find there;
 * and the spaces it begins with, which are the owner's.
 */
export async function seedTeam(product: Product, team: Team, demo: DemoTeam): Promise<void> {
  const { totalResults } = await product.members.list(team, { startIndex: 1, count: 1 })
  if (totalResults > 0) return
  for (const { role, givenName, familyName } of STAFF) {
    const userName = staffName(team, role)
    const person = { userName, givenName, familyName, email: userName, title: `Team ${role}` }
    await product.members.add(team, toMember(person, role), ACTOR)
  }
  for (const person of demo.people) await product.members.add(team, toMember(person, 'member'), ACTOR)
  const owner = await product.members.byUserName(team, staffName(team, 'owner'))
  if (owner === undefined) return
  for (const { name, kind, documents } of demo.spaces ?? []) {
    const { id } = await product.spaces.create(team, owner.personId, { name, kind }, ACTOR)
    for (const document of documents)
      await product.spaces.createDocument(team, owner.personId, { spaceId: id, ...document }, ACTOR)
  }
}

/** The role of somebody whom an earlier release seeded as a SCIM User alone. */
export function demoRoleOf(team: Team): (userName: string) => Role | undefined {
  if (team.vendor === null) return () => undefined
  return (userName) => STAFF.find(({ role }) => staffName(team, role) === userName)?.role
}

function staffName(team: Team, role: Role): string {
  return `${role}@${team.name}.example`
}

function toMember(person: DemoPerson, role: Role): NewMember {
  const { userName, givenName, familyName, email, title, department, externalId, active = true } = person
  return {
    userName,
    givenName,
    familyName,
    email,
    role,
    origin: 'founder',
    active,
    attributes: {
      ...(externalId === undefined ? {} : { externalId }),
      ...(title === undefined ? {} : { title }),
      ...(department === undefined ? {} : { [ENTERPRISE_USER_SCHEMA]: { department } }),
    },
  }
}
