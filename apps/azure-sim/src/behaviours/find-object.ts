import type { Subject } from '@scimulator/admin-api'
import { type Behaviour, type DirectoryGroup, notSent, type Person, type ScimRequest } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import type { GroupLink, PersonLink } from '../job/links.ts'
import {
  type MatchingValue,
  mappedGroupName,
  mappedUserName,
  matchingGroupValues,
  matchingValues,
} from '../job/mapped.ts'
import { holds } from '../job/take-over.ts'
import { pathOf } from '../mapping/target.ts'
import { matchGroupRequest } from '../requests/group-requests.ts'
import { matchUserRequest } from '../requests/user-requests.ts'
import { type Match, match } from './matching.ts'

const IMPORT_SKIPPED = 'ImportSkipped: no matching attribute has a value at the source'

/** What the matching queries said; `unmatchable`: there was nothing to ask for. */
export type Found = Match | { readonly kind: 'unmatchable' }

/** Looks for a person's account by the matching attributes. */
export function findUser(job: Job, person: Person, link: PersonLink, cause: string): Behaviour<Found> {
  const waiting = job.record.pendingPeople.has(person.id) || link.escrowed
  return findObject({
    subject: { kind: 'user', name: person.userName },
    cause,
    wanted: matchingValues(job, person),
    request: ({ value, mapping }) => matchUserRequest(job, value, 'match-user', mapping),
    formerId: formerId(link, mappedUserName(job, person)),
    findsFormer: (attribute) => attribute === 'userName' || !waiting,
  })
}

/** Looks for a group by the matching attributes. */
export function findGroup(job: Job, group: DirectoryGroup, link: GroupLink, cause: string): Behaviour<Found> {
  const waiting = job.record.pendingGroups.has(group.id) || link.escrowed
  return findObject({
    subject: { kind: 'group', name: group.displayName },
    cause,
    wanted: matchingGroupValues(job, group),
    request: ({ value, mapping }) => matchGroupRequest(job, value, 'match-group', mapping),
    formerId: formerId(link, mappedGroupName(job, group)),
    findsFormer: (attribute) => attribute === 'displayName' || !waiting,
  })
}

/** The id from before a restart, where the object goes by the name it had then. */
function formerId(link: PersonLink | GroupLink, name: string): string | undefined {
  return holds(link, name) ? link.formerId : undefined
}

interface Wanted {
  readonly subject: Subject
  readonly cause: string
  /** Matching attributes with a value, in the order of precedence. */
  readonly wanted: readonly MatchingValue[]
  readonly request: (by: MatchingValue) => ScimRequest
  readonly formerId: string | undefined
  /** Whether the target must find the former resource by this attribute: it was exported with the value it has now. */
  readonly findsFormer: (attribute: string) => boolean
}

/** One matching attribute after the other, up to the first hit. */
function* findObject({ subject, cause, wanted, request, formerId, findsFormer }: Wanted): Behaviour<Found> {
  let found: Found = { kind: 'unmatchable' }
  for (const [index, by] of wanted.entries()) {
    // Only when every attribute was asked for is a resource that was there before missing.
    const last = index === wanted.length - 1 && findsFormer(pathOf(by.mapping.target))
    found = yield* match({ subject, request: request(by), by, formerId: last ? formerId : undefined, cause })
    if (found.kind !== 'none') return found
  }
  if (found.kind === 'unmatchable') yield* notSent(subject, 'import', IMPORT_SKIPPED, cause)
  return found
}
