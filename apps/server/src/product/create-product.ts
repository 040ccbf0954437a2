import { randomUUID } from 'node:crypto'
import { compileProjection, type ResourceTypeDefinition, USER } from '@scimulator/scim-core'
import type { SqliteResourceStore } from '@scimulator/scim-store/sqlite'
import type { Team, TeamStore } from '../teams/team.ts'
import { createAuditLog } from './audit/audit-log.ts'
import { adopt, type RoleOf } from './people/adopt.ts'
import { createHooks } from './people/hooks.ts'
import { createMembers } from './people/members.ts'
import { createRefusals } from './people/refusals.ts'
import type { Product } from './product.ts'
import { createPersonSessions } from './sign-in/person-sessions.ts'
import { createSignInLinks } from './sign-in/sign-in-links.ts'
import { createSpaces } from './spaces/spaces.ts'
import { createSqliteRecords } from './sqlite/sqlite-records.ts'
import type { TeamPolicy } from './team-policy.ts'
import type { ProductContext } from './work.ts'

/** What a product is made with. */
export interface ProductOptions {
  /** Made with `applicationTables: PRODUCT_TABLES`. */
  readonly store: SqliteResourceStore
  readonly teams: Pick<TeamStore, 'byId'>
  readonly policyOf: (team: Team) => TeamPolicy
  /** What a User is made of. Default: nothing beyond the RFC. */
  readonly userType?: ResourceTypeDefinition | undefined
  /** Ends the tokens that speak for a User of the team, by its SCIM id. Default: there are none. */
  readonly endTokens?: (teamId: string, scimId: string) => void
  /** Told of what fails after the answer has been given. */
  readonly onError: (error: unknown) => void
  /** Now, in milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number
  /** A new id of a person, space, document or session. Default: a random UUID, which tells nothing of when it was made. */
  readonly newId?: () => string
}

/** The product, with what a start has to do once for each team. */
export interface StartingProduct extends Product {
  /**
   * Gives a membership to every SCIM User that has none, as those of an earlier release. Doing it again changes nothing.
   * Tells how many memberships were made.
   */
  adopt(team: Team, roleOf?: RoleOf): Promise<number>
}

/** The product around SCIM, over the store that SCIM writes to. */
export function createProduct(options: ProductOptions): StartingProduct {
  const {
    store,
    teams,
    policyOf,
    userType = USER,
    onError,
    endTokens = () => {},
    now = Date.now,
    newId = randomUUID,
  } = options
  const records = createSqliteRecords(store)
  const teamById: ProductContext['teamById'] = (id) => teams.byId(id)
  const show = compileProjection(userType, {})
  const context: ProductContext = { store, records, teamById, policyOf, show, now, newId, endTokens, onError }
  const refusals = createRefusals(context)
  return {
    hooks: createHooks(context, refusals),
    members: createMembers(context),
    spaces: createSpaces(context),
    sessions: createPersonSessions(context),
    signInLinks: createSignInLinks(context),
    audit: createAuditLog(context, refusals),
    adopt: (team, roleOf) => adopt(context, team, roleOf),
  }
}
