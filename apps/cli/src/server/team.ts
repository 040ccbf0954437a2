import {
  invitedSchema,
  type Member,
  memberSchema,
  type OwnerDocument,
  type TeamTerms,
  type TeamTermsChange,
  teamPlanSchema,
  teamTermsSchema,
} from '@scimulator/admin-api'
import { findPerson, teamPath } from './find-person.ts'
import { Refused, type RunningServer } from './running-server.ts'

const MAX_SEATS = 1_000_000

/** Settles plan and seats of a team. @throws Error with one clear line when what is asked for makes no sense. */
export function setTerms(
  server: RunningServer,
  wanted: { team: string; plan?: string; seats?: string },
): Promise<TeamTerms> {
  const { team, plan, seats } = wanted
  const change: TeamTermsChange = {
    ...(plan === undefined ? {} : { plan: readPlan(plan) }),
    ...(seats === undefined ? {} : { seats: readSeats(seats) }),
  }
  if (Object.keys(change).length === 0) throw new Error('Say what to set: --plan, --seats or both.')
  return server.send('PATCH', teamPath(team), change, teamTermsSchema)
}

/** Plan and seats as a person reads them. */
export function termsLine({ plan, seats }: TeamTerms): string {
  return `Plan ${plan}, ${seats.used} of ${seats.limit ?? 'any number of'} seats taken.`
}

/**
 * Makes somebody an owner of a team: at once who is active there, by an invitation who is not known. A team that `serve`
 * made has nobody before.
 */
export async function makeOwner(server: RunningServer, team: string, who: string): Promise<OwnerDocument> {
  const known = await find(server, team, who)
  if (known === undefined || known.state === 'invited') {
    const invitation = { email: known?.email ?? who, role: 'owner' }
    const { member, link } = await server.send('POST', teamPath(team, 'invitations'), invitation, invitedSchema)
    return { team, personId: member.personId, userName: member.userName, link }
  }
  const at = teamPath(team, 'members', known.personId)
  const { personId, userName } = await server.send('PATCH', at, { role: 'owner' }, memberSchema)
  return { team, personId, userName, link: null }
}

/** Who owns the team now, as a person reads it. */
export function ownerLine({ userName, link }: OwnerDocument): string {
  return link === null ? `${userName} is an owner.` : link.url
}

async function find(server: RunningServer, team: string, who: string): Promise<Member | undefined> {
  try {
    return await findPerson(server, team, who)
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined
    throw error
  }
}

function readPlan(text: string): NonNullable<TeamTermsChange['plan']> {
  const plan = teamPlanSchema.options.find((known) => known === text)
  if (plan === undefined)
    throw new Error(`--plan ${JSON.stringify(text)} is none of ${teamPlanSchema.options.join(', ')}.`)
  return plan
}

function readSeats(text: string): number | null {
  if (text === 'none') return null
  const seats = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (!(seats >= 1 && seats <= MAX_SEATS)) throw new Error(`--seats is a number from 1 to ${MAX_SEATS}, or none.`)
  return seats
}
