import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { rootRoute } from './root-route.ts'
import { parseGroupsSearch, parsePeopleSearch, parseSignInSearch } from './search.ts'

const parent = () => rootRoute
const peoplePages = () => import('./features/team/people/people-pages.tsx')

const homeRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/teams/$team/people', params, replace: true })
  },
})
const activeRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/people',
  component: lazyRouteComponent(peoplePages, 'ActivePeoplePage'),
  validateSearch: parsePeopleSearch,
})
const inactiveRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/people/inactive',
  component: lazyRouteComponent(peoplePages, 'InactivePeoplePage'),
  validateSearch: parsePeopleSearch,
})
const invitedRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/people/invited',
  component: lazyRouteComponent(peoplePages, 'InvitedPeoplePage'),
  validateSearch: parsePeopleSearch,
})
const scimRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/people/scim-provisioning',
  component: lazyRouteComponent(() => import('./features/team/scim/scim-page.tsx'), 'ScimPage'),
})
const personRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/people/$person',
  component: lazyRouteComponent(() => import('./features/team/people/person-page.tsx'), 'PersonPage'),
})
const groupsRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/groups',
  component: lazyRouteComponent(() => import('./features/team/people/groups-page.tsx'), 'GroupsPage'),
  validateSearch: parseGroupsSearch,
})
const spacesRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/spaces',
  component: lazyRouteComponent(() => import('./features/team/spaces/spaces-page.tsx'), 'SpacesPage'),
})
const spaceRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/spaces/$space',
  component: lazyRouteComponent(() => import('./features/team/spaces/space-page.tsx'), 'SpacePage'),
})
const documentRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/documents/$document',
  component: lazyRouteComponent(() => import('./features/team/spaces/document-page.tsx'), 'DocumentPage'),
})
const securityRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/security',
  component: lazyRouteComponent(() => import('./features/team/security/security-page.tsx'), 'SecurityPage'),
})
const auditRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/audit-log',
  component: lazyRouteComponent(() => import('./features/team/audit/audit-page.tsx'), 'AuditPage'),
})
const signInRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/sign-in',
  component: lazyRouteComponent(() => import('./features/team/sign-in/sign-in-page.tsx'), 'SignInPage'),
  validateSearch: parseSignInSearch,
})

/** The pages of a team. */
export const TEAM_ROUTES = [
  homeRoute,
  activeRoute,
  inactiveRoute,
  invitedRoute,
  scimRoute,
  personRoute,
  groupsRoute,
  spacesRoute,
  spaceRoute,
  documentRoute,
  securityRoute,
  auditRoute,
  signInRoute,
] as const
