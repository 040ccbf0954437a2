import { forbidden, invalidValue, type JsonObject, quote, USER } from '@scimulator/scim-core'
import type { HookEvent, LifecycleHooks } from '@scimulator/scim-express'
import type { Team } from '../../teams/team.ts'
import { type Actor, ProductRefusal } from '../product.ts'
import { looksLikeEmail } from '../rules/email-address.ts'
import { DEFAULT_ROLE } from '../rules/roles.ts'
import type { TeamPolicy } from '../team-policy.ts'
import { beginWork, type ProductContext, type Work } from '../work.ts'
import { detach, follow, join } from './lifecycle.ts'
import type { Refusals } from './refusals.ts'
import { toChangedUser, toNewUser } from './stored-user.ts'

/**
 * What a SCIM write of a User means for its team. Groups mean nothing here: neither they nor any attribute of a User
 * gives a role.
 */
export function createHooks(context: ProductContext, refusals: Refusals): LifecycleHooks {
  const policyOf = (event: HookEvent): TeamPolicy => context.policyOf(teamOf(context, event))

  async function work<T>(event: HookEvent, act: (work: Work) => Promise<T>): Promise<T> {
    const team = teamOf(context, event)
    const begun = beginWork(context, team, actorOf(event), event.tx)
    try {
      return await act(begun)
    } catch (error) {
      refusals.noteLater(team, begun.refused)
      throw error instanceof ProductRefusal ? forbidden(error.message, { cause: error }) : error
    }
  }

  return {
    async beforeCreate(event) {
      if (!isUser(event)) return undefined
      assertUserName(event.attributes, policyOf(event))
      return work(event, (begun) => toNewUser(begun, event.attributes))
    },
    async afterCreate(event) {
      if (isUser(event))
        await work(event, (begun) => join(begun, event.resource, { role: DEFAULT_ROLE, origin: 'scim' }))
    },
    async beforeUpdate(event) {
      if (!isUser(event)) return undefined
      const policy = policyOf(event)
      const stored = toChangedUser(event.current.attributes, event.attributes, policy.profilePolicy)
      if (stored.userName !== event.current.attributes.userName) assertUserName(stored, policy)
      return stored
    },
    async afterUpdate(event) {
      if (isUser(event)) await work(event, (begun) => follow(begun, event.before.attributes, event.after))
    },
    async afterDelete(event) {
      if (isUser(event)) await work(event, (begun) => detach(begun, event.deleted.id))
    },
  }
}

function isUser({ resourceType }: HookEvent): boolean {
  return resourceType === USER.name
}

function teamOf(context: ProductContext, { tenant }: HookEvent): Team {
  const team = context.teamById(tenant)
  if (team === undefined) throw new Error(`There is no team ${JSON.stringify(tenant)}.`)
  return team
}

function actorOf({ credential, exchangeId }: HookEvent): Actor {
  return { kind: 'scim', id: credential, name: 'SCIM provisioning', requestId: exchangeId }
}

function assertUserName({ userName }: JsonObject, { emailUserNames }: TeamPolicy): void {
  // Somebody whom the team knows without the blanks would be made a second time.
  if (typeof userName === 'string' && userName !== userName.trim())
    throw invalidValue(`The userName ${quote(userName)} has blanks around it; leave them out.`)
  if (!emailUserNames || (typeof userName === 'string' && looksLikeEmail(userName))) return
  throw invalidValue(`The userName ${quote(userName)} is no e-mail address; this team takes nothing else.`)
}
