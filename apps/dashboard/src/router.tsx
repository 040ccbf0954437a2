import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { OverviewPage } from './features/overview/overview-page.tsx'
import { ExchangePage } from './features/run/exchange-page.tsx'
import { RunPage } from './features/run/run-page.tsx'
import { RunsPage } from './features/runs/runs-page.tsx'
import { BrokenPage } from './features/shell/broken-page.tsx'
import { NotFoundPage } from './features/shell/not-found-page.tsx'
import { Shell } from './features/shell/shell.tsx'
import { SimulatorPage } from './features/simulators/simulator-page.tsx'
import { SimulatorsPage } from './features/simulators/simulators-page.tsx'
import { GroupsPage } from './features/teams/groups-page.tsx'
import { PeoplePage } from './features/teams/people-page.tsx'
import { TeamsPage } from './features/teams/teams-page.tsx'
import { parseSearch, stringifySearch } from './format/search-params.ts'
import {
  parseExchangeSearch,
  parseGroupsSearch,
  parsePeopleSearch,
  parseRootSearch,
  parseRunSearch,
  parseRunsSearch,
  parseSimulatorSearch,
} from './search.ts'

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  validateSearch: parseRootSearch,
})
const parent = () => rootRoute

const overviewRoute = createRoute({ getParentRoute: parent, path: '/', component: OverviewPage })
const runsRoute = createRoute({
  getParentRoute: parent,
  path: '/runs',
  component: RunsPage,
  validateSearch: parseRunsSearch,
})
const runRoute = createRoute({
  getParentRoute: parent,
  path: '/runs/$run',
  component: RunPage,
  validateSearch: parseRunSearch,
})
const exchangeRoute = createRoute({
  getParentRoute: parent,
  path: '/runs/$run/exchanges/$exchange',
  component: ExchangePage,
  validateSearch: parseExchangeSearch,
})
const simulatorsRoute = createRoute({ getParentRoute: parent, path: '/simulators', component: SimulatorsPage })
const simulatorRoute = createRoute({
  getParentRoute: parent,
  path: '/simulators/$vendor',
  component: SimulatorPage,
  validateSearch: parseSimulatorSearch,
})
const teamsRoute = createRoute({ getParentRoute: parent, path: '/teams', component: TeamsPage })
const teamRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/teams/$team/people', params, replace: true })
  },
})
const peopleRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/people',
  component: PeoplePage,
  validateSearch: parsePeopleSearch,
})
const groupsRoute = createRoute({
  getParentRoute: parent,
  path: '/teams/$team/groups',
  component: GroupsPage,
  validateSearch: parseGroupsSearch,
})

/** Every page of the dashboard by its address. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    overviewRoute,
    runsRoute,
    runRoute,
    exchangeRoute,
    simulatorsRoute,
    simulatorRoute,
    teamsRoute,
    teamRoute,
    peopleRoute,
    groupsRoute,
  ]),
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
  parseSearch,
  stringifySearch,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface HistoryState {
    /** This entry only opened a dialog over the entry before it. */
    dialog?: true
  }
}
