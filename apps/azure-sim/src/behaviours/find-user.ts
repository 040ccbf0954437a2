import { type Behaviour, notSent, type Person } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { mappedUserName, matchingValues } from '../job/mapped.ts'
import { holds } from '../job/take-over.ts'
import { matchUserRequest } from '../requests/user-requests.ts'
import { type Match, match } from './matching.ts'

const IMPORT_SKIPPED = 'ImportSkipped: no matching attribute has a value at the source'

/** Looks for a person's account by one matching attribute after the other, up to the first hit. */
export function* findUser(
  job: Job,
  person: Person,
  link: PersonLink,
  cause: string,
): Behaviour<Match | { readonly kind: 'unmatchable' }> {
  const subject = { kind: 'user', name: person.userName } as const
  const wanted = matchingValues(job, person)
  let found: Match | { readonly kind: 'unmatchable' } = { kind: 'unmatchable' }
  for (const [index, { mapping, value }] of wanted.entries()) {
    const request = matchUserRequest(job, value, 'match-user', mapping)
    // Only when every attribute was asked for, and the name is the one it goes by, is an account that was there before missing.
    const formerId = index === wanted.length - 1 && holds(link, mappedUserName(job, person)) ? link.formerId : undefined
    found = yield* match({ subject, request, formerId, cause })
    if (found.kind !== 'none') return found
  }
  if (found.kind === 'unmatchable') yield* notSent(subject, 'import', IMPORT_SKIPPED, cause)
  return found
}
