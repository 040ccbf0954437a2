import type { Product } from '../product/product.ts'
import type { PersonCookie } from '../session/person-cookie.ts'
import type { TeamStore } from '../teams/team.ts'
import type { SamlConnections } from './connections.ts'
import type { FlowCookie } from './flow-cookie.ts'

/** What signing in by SAML is made of. */
export interface SamlParts {
  readonly teams: TeamStore
  readonly product: Pick<Product, 'members' | 'sessions' | 'audit'>
  readonly connections: SamlConnections
  readonly personCookie: PersonCookie
  readonly flowCookie: FlowCookie
  /** Origin of the server as the world knows it. */
  readonly serverUrl: string
  /** Now, in milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number
}
