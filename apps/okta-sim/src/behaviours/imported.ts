import { createHash } from 'node:crypto'
import type { JsonObject } from '@scimulator/scim-core'
import type { OktaApp } from '../app/app.ts'
import { readAt } from '../mapping/external-name.ts'
import { own, ownObject, ownObjects, ownText } from '../mapping/json.ts'

/** An account as an import reads it. */
export interface ImportedUser {
  readonly userName: string
  readonly active: boolean
  readonly email: string
  readonly givenName: string
  readonly familyName: string
  /** Tells whether a mapped attribute has changed since. */
  readonly print: string
}

/** A group as an import reads it; `members` is undefined where the list leaves them out. */
export interface ImportedGroup {
  readonly displayName: string
  readonly members: readonly string[] | undefined
}

/** Reads an account; undefined without a userName. */
export function readImported(app: OktaApp, user: JsonObject): ImportedUser | undefined {
  const userName = ownText(user, 'userName')
  if (userName === undefined) return undefined
  const name = ownObject(user, 'name') ?? {}
  return {
    userName,
    active: own(user, 'active') === true,
    email: primaryEmail(user),
    givenName: ownText(name, 'givenName') ?? '',
    familyName: ownText(name, 'familyName') ?? '',
    print: printOf(app, user),
  }
}

/** A short text that changes with what is mapped. */
export function printOf(app: OktaApp, user: JsonObject): string {
  return shorten(app.mappings.map(({ name }) => readAt(user, name) ?? null))
}

/** A short text that changes with a group’s name and members. */
export function printOfGroup({ displayName, members }: ImportedGroup): string {
  return shorten([displayName, [...(members ?? [])].sort()])
}

function shorten(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12)
}

/** The entry that is primary wins (S3); else the first. */
function primaryEmail(user: JsonObject): string {
  const emails = ownObjects(user, 'emails')
  const email = emails.find((candidate) => own(candidate, 'primary') === true) ?? emails[0]
  return email === undefined ? '' : (ownText(email, 'value') ?? '')
}
