import {
  type IssueToken,
  issuedTokenSchema,
  type RevokedDocument,
  type TeamToken,
  type TokenDocument,
  type TokensDocument,
  teamTokensSchema,
} from '@scimulator/admin-api'
import { findPerson, teamPath } from './find-person.ts'
import type { RunningServer } from './running-server.ts'

/** What a token may do, as it is asked for on the command line. */
export const SCOPES = ['read', 'users', 'groups', 'all'] as const
type Scope = (typeof SCOPES)[number]

const MAX_DAYS = 3650

/** Makes a bearer token of a team. @throws Error with one clear line when what is asked for makes no sense. */
export async function createToken(
  server: RunningServer,
  wanted: { team: string; scope?: string; expires?: string; label?: string; user?: string },
): Promise<TokenDocument> {
  const { team, label } = wanted
  if (wanted.scope === undefined && wanted.user === undefined)
    throw new Error(`--scope is missing: one of ${SCOPES.join(', ')}.`)
  // Whom it speaks for is all that such a token reaches.
  const scope = wanted.scope === undefined ? 'all' : SCOPES.find((known) => known === wanted.scope)
  if (scope === undefined) throw new Error(`--scope ${JSON.stringify(wanted.scope)} is none of ${SCOPES.join(', ')}.`)
  const person = wanted.user === undefined ? undefined : await findPerson(server, team, wanted.user)
  const body: IssueToken = {
    label: label ?? `Command line, ${scope}`,
    ...accessOf(scope),
    ...(person === undefined ? {} : { personId: person.personId }),
    ...(wanted.expires === undefined ? {} : { expiresInDays: readDays(wanted.expires) }),
  }
  return { ...(await server.send('POST', teamPath(team, 'tokens'), body, issuedTokenSchema)), team }
}

/** The bearer tokens of a team, without their secrets. */
export async function listTokens(server: RunningServer, team: string): Promise<TokensDocument> {
  return { ...(await server.get(teamPath(team, 'tokens'), teamTokensSchema)), team }
}

/** Ends a bearer token. */
export async function revokeToken(server: RunningServer, team: string, id: string): Promise<RevokedDocument> {
  await server.change('DELETE', teamPath(team, 'tokens', id))
  return { team, revoked: id }
}

/** Tokens as a person reads them, one a line. */
export function tokenLines({ tokens }: TokensDocument): string {
  return tokens.map(toLine).join('\n')
}

function toLine({ id, label, access, resourceTypes, subject, expiresAt, lastUsedAt }: TeamToken): string {
  const what = subject === null ? (resourceTypes?.join(', ') ?? 'everything') : `/Me of ${subject}`
  const may = `${access === 'read' ? 'reads' : 'reads and writes'} ${what}`
  const ends = expiresAt === null ? 'no end' : `until ${expiresAt.slice(0, 10)}`
  const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt.slice(0, 16).replace('T', ' ')}`
  return `${id}  ${label}: ${may}, ${ends}, ${used}`
}

function accessOf(scope: Scope): Pick<IssueToken, 'access' | 'resourceTypes'> {
  switch (scope) {
    case 'read':
      return { access: 'read' }
    case 'users':
      return { access: 'readWrite', resourceTypes: ['User'] }
    case 'groups':
      return { access: 'readWrite', resourceTypes: ['Group'] }
    case 'all':
      return { access: 'readWrite' }
  }
}

function readDays(text: string): number {
  const days = Number(/^(\d{1,5})d?$/.exec(text)?.[1])
  if (!(days >= 1 && days <= MAX_DAYS))
    throw new Error(`--expires is a number of days from 1 to ${MAX_DAYS}, such as 30.`)
  return days
}
