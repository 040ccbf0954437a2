import { ENTERPRISE_USER_SCHEMA, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import type { ResourceStore } from '@scimulator/scim-store'
import type { DemoPerson, DemoTeam } from '../config/demo-teams.ts'
import type { Team } from './team.ts'

/** Gives a new demo team its owner, its admin and the people an identity provider will find there. */
export async function seedTeam(store: ResourceStore, team: Team, demo: DemoTeam): Promise<void> {
  const people = [staff(team, 'owner', 'Olive', 'Owner'), staff(team, 'admin', 'Adam', 'Admin'), ...demo.people]
  await store.transact(team.id, async (tx) => {
    for (const person of people) await tx.create('User', toAttributes(person))
  })
}

function staff(team: Team, role: string, givenName: string, familyName: string): DemoPerson {
  const userName = `${role}@${team.name}.example`
  return { userName, givenName, familyName, email: userName, title: `Team ${role}` }
}

function toAttributes(person: DemoPerson): JsonObject {
  const { userName, givenName, familyName, email, title, department, externalId, active = true } = person
  const names = [givenName, familyName].filter((part) => part !== undefined)
  const name = {
    ...(givenName === undefined ? {} : { givenName }),
    ...(familyName === undefined ? {} : { familyName }),
  }
  return {
    schemas: department === undefined ? [USER_SCHEMA] : [USER_SCHEMA, ENTERPRISE_USER_SCHEMA],
    userName,
    ...(externalId === undefined ? {} : { externalId }),
    ...(names.length === 0 ? {} : { name: { formatted: names.join(' '), ...name }, displayName: names.join(' ') }),
    ...(email === undefined ? {} : { emails: [{ value: email, type: 'work', primary: true }] }),
    ...(title === undefined ? {} : { title }),
    active,
    ...(department === undefined ? {} : { [ENTERPRISE_USER_SCHEMA]: { department } }),
  }
}
