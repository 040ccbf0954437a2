/**
 * @see RFC 7644 §2 Authentication and Authorization — https://www.rfc-editor.org/rfc/rfc7644#section-2
 * @see RFC 6750 §2.1 Authorization Request Header Field — https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
import type { IncomingMessage } from 'node:http'
import { forbidden, notFound, unauthorized } from '@scimulator/scim-core'
import type { TeamStore, TokenGrant } from '../teams/team.ts'
import { clientOf } from './client-of.ts'

const SWITCHED_OFF =
  'SCIM provisioning is switched off for this team. An owner or admin of the team can switch it on under People, SCIM Provisioning.'

/**
 * What a request may do for a team: its bearer token must open the very team its address names. A missing, malformed,
 * unknown, expired or foreign token and an unknown team all get the same answer.
 *
 * @param onWrong told of credentials that open nothing; what it throws is answered instead.
 * CHOICE: a team whose plan has no SCIM answers 404 to its own token, as if there were no such address; one that has
 * switched SCIM off answers 403.
 *
 * @throws ScimError 401, 403 or 404.
 */
export function authenticateTeam(
  request: IncomingMessage,
  teamName: string | null,
  teams: TeamStore,
  onWrong: () => void = () => {},
): TokenGrant {
  const token = bearerToken(request)
  const grant = token === undefined ? undefined : teams.byToken(token, clientOf(request))
  if (grant === undefined || grant.team.name !== teamName) {
    if (request.headers.authorization !== undefined) onWrong()
    throw unauthorized('The request needs a valid bearer token of this team.')
  }
  if (teams.settings(grant.team.id).plan !== 'enterprise') throw notFound('There is no SCIM service for this team.')
  if (!grant.team.scimEnabled) throw forbidden(SWITCHED_OFF)
  return grant
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
