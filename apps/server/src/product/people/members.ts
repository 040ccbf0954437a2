import type { Member } from '@scimulator/admin-api'
import { compareKey } from '@scimulator/scim-core'
import type { Team } from '../../teams/team.ts'
import { type Members, ProductRefusal } from '../product.ts'
import type { RecordReader } from '../records/records.ts'
import { doWork, type ProductContext, type Work } from '../work.ts'
import { addMember } from './add-member.ts'
import { changeMember } from './change-member.ts'
import { invite, withdrawInvitation } from './invitations.ts'
import { purge } from './purge.ts'
import { toMember } from './to-member.ts'

/** The people of teams over the product's records. */
export function createMembers(context: ProductContext): Members {
  const { read } = context.records
  return {
    async list(team, { q, ...query }) {
      const [counts, page] = await Promise.all([
        read.counts(team.id),
        read.members(team.id, { ...query, q: q === undefined ? undefined : compareKey(q) }),
      ])
      return {
        totalResults: page.totalResults,
        members: page.members.map((membership) => toMember(membership, counts)),
      }
    },
    get: (team, personId) => readMember(read, team, personId),
    doKnow: (team, personId, other) => read.doKnow(team.id, personId, other),
    async byUserName(team, userName) {
      const named = await read.membershipsNamed(team.id, compareKey(userName))
      const found = named.find(({ state }) => state !== 'invited')
      return found === undefined ? undefined : readMember(read, team, found.personId)
    },
    seatsUsed: async (team) => (await read.counts(team.id)).active,
    change: (team, personId, change, actor) =>
      doWork(context, team, actor, async (work) => {
        await changeMember(work, personId, change)
        return memberNow(work, personId)
      }),
    invite: (team, email, role, actor) =>
      doWork(context, team, actor, async (work) => {
        const { personId, ...link } = await invite(work, email, role)
        return { member: await memberNow(work, personId), ...link }
      }),
    withdrawInvitation: (team, personId, actor) =>
      doWork(context, team, actor, (work) => withdrawInvitation(work, personId)),
    add: (team, person, actor) =>
      doWork(context, team, actor, async (work) => memberNow(work, (await addMember(work, person)).personId)),
    purge: (team, personId, actor) => doWork(context, team, actor, (work) => purge(work, personId)),
  }
}

async function readMember(records: RecordReader, team: Team, personId: string): Promise<Member | undefined> {
  const membership = await records.member(team.id, personId)
  return membership === undefined ? undefined : toMember(membership, await records.counts(team.id))
}

/** The member as the work that is under way leaves them. @throws ProductRefusal `notFound`. */
export async function memberNow({ records, team }: Work, personId: string): Promise<Member> {
  const member = await readMember(records, team, personId)
  if (member === undefined) throw new ProductRefusal('notFound', 'There is no such person in the team.')
  return member
}
