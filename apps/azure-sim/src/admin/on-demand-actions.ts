import {
  type Behaviour,
  type Directory,
  type DirectoryGroup,
  type Person,
  personById,
  UsageError,
} from '@scimulator/sim-kit'
import { connect, NOT_CONFIGURED } from '../behaviours/follow.ts'
import { MOST_MEMBERS, provisionGroupOnDemand, provisionOnDemand } from '../behaviours/on-demand.ts'
import { vendorDocs } from '../evidence/evidence.ts'
import type { Job } from '../job/job.ts'
import { type ActionDraft, groupOf, isUnset, personOf, shown } from './act.ts'

const CONNECTION = 'Delete object connection'
const DOCS = vendorDocs('provision-on-demand.md')

/** Provisioning of one object at once, and the link of one object. */
export const ON_DEMAND_ACTIONS: readonly ActionDraft[] = [
  {
    id: 'provisionOnDemand',
    label: 'Provision on demand',
    summary: 'Imports, scopes, matches and writes one user now; the flag of the Tenant URL has no effect.',
    evidence: DOCS,
    needs: ['person'],
    *act(job, order) {
      if (yield* isConfigured(job)) yield* provisionOnDemand(job, personOf(order))
    },
  },
  {
    id: 'provisionGroupOnDemand',
    label: 'Provision on demand (a group)',
    summary: `Writes one group now, with at most ${MOST_MEMBERS} of its members.`,
    evidence: DOCS,
    needs: ['group'],
    options: [
      {
        id: 'members',
        summary: `userNames of at most ${MOST_MEMBERS} members, with commas; empty: the first ones`,
        default: '',
      },
    ],
    edit(directory, order) {
      membersOf(directory, groupOf(order), order.options.members ?? '')
      return directory
    },
    *act(job, order, _before, after) {
      const members = membersOf(after, groupOf(order), order.options.members ?? '')
      if (yield* isConfigured(job)) yield* provisionGroupOnDemand(job, groupOf(order), members)
    },
  },
  {
    id: 'deleteObjectConnection',
    label: 'Delete object connection',
    summary: 'Drops the link of one user while the job is stopped; the next evaluation matches it anew.',
    evidence: vendorDocs('manage-object-connections.md'),
    needs: ['person'],
    act: (job, order) => deleteConnection(job, personOf(order)),
  },
]

/** Whether the connection was tested; the job need not be started (vendor's docs). */
function* isConfigured(job: Job): Behaviour<boolean> {
  if (job.record.status !== 'NotConfigured') return true
  if (isUnset(job)) return yield* connect(job)
  yield* shown(NOT_CONFIGURED, 'Provision on demand')
  return false
}

/** DELETE of an object connection: 409 while the job is active (vendor's docs). */
function* deleteConnection({ record, links }: Job, { id, userName }: Person): Behaviour<void> {
  const link = links.people.get(id)
  const active = record.status === 'Active' || record.status === 'Quarantine'
  if (active) yield* shown('409: the job is active, stop it first', CONNECTION)
  else if (link?.id === undefined) yield* shown(`${userName} is not linked`, CONNECTION)
  else {
    Object.assign(link, { formerId: link.id, id: undefined })
    yield* shown(`204: the link of ${userName} is dropped`, CONNECTION)
  }
}

function membersOf(directory: Directory, group: DirectoryGroup, names: string): Person[] {
  const members = group.members.flatMap((id) => personById(directory, id) ?? [])
  if (names.trim() === '') return members.slice(0, MOST_MEMBERS)
  const wanted = names.split(',').map((name) => name.trim().toLowerCase())
  if (wanted.length > MOST_MEMBERS) throw new UsageError(`At most ${MOST_MEMBERS} members are provisioned on demand.`)
  return wanted.map((name) => {
    const found = members.find(({ userName }) => userName.toLowerCase() === name)
    if (found === undefined) throw new UsageError(`${JSON.stringify(name)} is no member of ${group.displayName}.`)
    return found
  })
}
