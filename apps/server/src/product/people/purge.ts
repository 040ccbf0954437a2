import type { Erased } from '../product.ts'
import { REMOVED_PERSON } from '../records/audit.ts'
import { note, type Work } from '../work.ts'
import { assertNotLastOwner } from './refuse.ts'
import { assertNoPerson, findMember } from './rights.ts'

/**
 * Erases what one team has of a person, for good: membership, User, sessions, links, places and shares, and what the audit
 * log says of them. Documents stay, as nobody's. Other teams' data of the person is not touched.
 */
export async function purge(work: Work, personId: string): Promise<Erased> {
  assertNoPerson(work, 'Data is erased for good by support alone.')
  const known = await findMember(work, personId)
  await assertNotLastOwner(work, known, 'purged')
  const { records, team, tx } = work
  if (known.scimId !== null) {
    work.endTokens(known.scimId)
    await tx.delete('User', known.scimId)
  }
  await records.removeMembership(team.id, personId)
  await records.removePersonIfUnknown(personId)
  await records.forgetInAudit(team.id, personId)
  await note(work, { action: 'member.purged', subject: { kind: 'person', id: personId, name: REMOVED_PERSON } })
  const { scimId, userName, email, displayName } = known
  return { ids: [scimId, userName, email].filter((text) => text !== null), names: [displayName] }
}
