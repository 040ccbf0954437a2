/**
 * @see RFC 7644 §2 Authentication and Authorization — https://www.rfc-editor.org/rfc/rfc7644#section-2
 * @see RFC 6750 §2.1 Authorization Request Header Field — https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
import type { IncomingMessage } from 'node:http'
import { forbidden, unauthorized } from '@scimulator/scim-core'
import type { Team, TeamStore } from '../teams/team.ts'

/**
 * The team a request may act for: its bearer token must open the very team its address names. A missing, malformed,
 * unknown or foreign token and an unknown team all get the same answer.
 *
 * @throws ScimError 401, or 403 when the team has switched SCIM off.
 */
export function authenticateTeam(request: IncomingMessage, teamName: string | null, teams: TeamStore): Team {
  const token = bearerToken(request)
  const team = token === undefined ? undefined : teams.byToken(token)
  if (team === undefined || team.name !== teamName)
    throw unauthorized('The request needs a valid bearer token of this team.')
  if (!team.scimEnabled) throw forbidden('SCIM is switched off for this team.')
  return team
}

// From the raw headers: Node joins or drops repeated Authorization headers.
function bearerToken({ rawHeaders }: IncomingMessage): string | undefined {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization',
  )
  const [value] = values
  if (value === undefined || values.length > 1) return undefined
  return /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(value)?.[1]
}
