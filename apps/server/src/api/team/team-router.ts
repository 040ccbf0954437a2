import { Router } from 'express'
import type { OpenFiles } from '../../lifecycle/open-files.ts'
import type { LiveEvents } from '../../live/live-events.ts'
import { tellOfChanges } from '../../live/tell-of-changes.ts'
import type { Product } from '../../product/product.ts'
import type { SamlSignOn } from '../../saml/saml-sign-on.ts'
import type { PeopleAtBrowser } from '../../session/people-at-browser.ts'
import type { KnownTeams } from '../../teams/known-teams.ts'
import type { TeamStore } from '../../teams/team.ts'
import type { AddressBook } from '../../teams/team-addresses.ts'
import type { Callers } from '../callers.ts'
import { auditRoutes } from './audit-log.ts'
import { createDoors } from './doors.ts'
import { memberRoutes } from './members.ts'
import { operatorRoutes } from './operator-routes.ts'
import { personSessionRoutes } from './person-sessions.ts'
import { scimSettingsRoutes } from './scim-settings.ts'
import { signOnRoutes } from './sign-on.ts'
import { spaceRoutes } from './spaces.ts'

/** What a team's part of the API is made of. */
export interface TeamApiParts {
  readonly callers: Callers
  readonly atBrowser: PeopleAtBrowser
  readonly teams: TeamStore
  readonly known: KnownTeams
  readonly product: Product
  readonly signOn: SamlSignOn
  readonly erase: OpenFiles['erase']
  readonly addresses: AddressBook
  readonly live: LiveEvents
}

/** `/api/teams/:team`: what the people of a team do in it. Passes on what it does not know. */
export function teamRouter(parts: TeamApiParts): Router {
  const { callers, atBrowser: people, teams, known, product, signOn, erase, addresses, live } = parts
  const doors = createDoors({ callers, people, teams, audit: product.audit })
  const linkOf = (team: string, key: string): string => `${addresses.url}/teams/${team}/enter?key=${key}`
  const router = Router({ mergeParams: true, caseSensitive: true })
  router.use(tellOfChanges(live, teams))
  router.use(memberRoutes({ doors, members: product.members, sessions: product.sessions, signOn, linkOf }))
  router.use(spaceRoutes({ doors, spaces: product.spaces }))
  router.use(personSessionRoutes({ doors, sessions: product.sessions, people }))
  router.use(scimSettingsRoutes({ doors, teams, known, product, addresses, isSamlSetUp: signOn.isSetUp }))
  router.use(signOnRoutes({ doors, signOn, teams, audit: product.audit }))
  router.use(auditRoutes({ doors, audit: product.audit }))
  router.use(operatorRoutes({ doors, product, signOn, erase, linkOf }))
  return router
}
