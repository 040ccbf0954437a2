import { randomBytes } from 'node:crypto'
import type { Member } from '@scimulator/admin-api'
import type { Response } from 'express'
import { createRateLimiter } from '../http/rate-limiter.ts'
import type { Actor } from '../product/product.ts'
import type { Team } from '../teams/team.ts'
import { type Ending, refusalPage } from './page/pages.ts'
import type { SamlParts } from './saml-parts.ts'

/** Ends sign-ins that are refused. */
export interface RefusalDesk {
  /** Shows the page, and writes the plain reason down for the team's admins under the reference that the page has. */
  end(response: Response, team: Team, refused: Refused): Promise<void>
  /** Shows that the team has nothing to sign in by. */
  endNotSetUp(response: Response, team: Team): void
}

/** What was refused. */
export interface Refused {
  readonly ending: Exclude<Ending, 'notSetUp'>
  readonly reason: string
  readonly member?: Member | undefined
}

/** The desk of a server. */
export function createRefusalDesk({ connections, product, now, ticks }: SamlParts): RefusalDesk {
  // Anybody can post nonsense, and the audit log keeps every row for good.
  const limiter = createRateLimiter({ perSecond: 1, burst: 60, ticks })
  return {
    async end(response, team, { ending, reason, member }) {
      const reference = randomBytes(4).toString('hex').toUpperCase()
      await connections.addRefusal(team.id, { at: now(), reference, reason })
      if (member !== undefined || limiter.take(team.id) === 0) {
        const actor: Actor = { kind: 'sign-on', id: null, name: 'Sign-on', requestId: reference }
        const subject = subjectOf(team, member)
        // Of somebody whom the team does not know nothing stays that could not be erased: the reference leads to the rest.
        const why = member === undefined && ending !== 'failed' ? ending : reason
        await product.audit.note(team, { actor, action: 'signIn.refused', subject, after: { reason: why, reference } })
      }
      response
        .status(403)
        .type('html')
        .send(refusalPage(ending, team, reference))
    },
    endNotSetUp(response, team) {
      response.status(404).type('html').send(refusalPage('notSetUp', team))
    },
  }
}

function subjectOf(team: Team, member: Member | undefined): { kind: 'person' | 'team'; id: string; name: string } {
  if (member === undefined) return { kind: 'team', id: team.id, name: team.displayName }
  return { kind: 'person', id: member.personId, name: member.displayName }
}
