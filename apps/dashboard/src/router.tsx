import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { OverviewPage } from './features/overview/overview-page.tsx'
import { RunsPage } from './features/runs/runs-page.tsx'
import { BrokenPage } from './features/shell/broken-page.tsx'
import { parseSearch, stringifySearch } from './format/search-params.ts'
import { rootRoute } from './root-route.ts'
import {
  parseExchangeSearch,
  parseOverviewSearch,
  parseRunSearch,
  parseRunsSearch,
  parseSimulatorSearch,
} from './search.ts'
import { TEAM_ROUTES } from './team-routes.ts'

const parent = () => rootRoute

const overviewRoute = createRoute({
  getParentRoute: parent,
  path: '/',
  component: OverviewPage,
  validateSearch: parseOverviewSearch,
})
const runsRoute = createRoute({
  getParentRoute: parent,
  path: '/runs',
  component: RunsPage,
  validateSearch: parseRunsSearch,
})
const runRoute = createRoute({
  getParentRoute: parent,
  path: '/runs/$run',
  component: lazyRouteComponent(() => import('./features/run/run-page.tsx'), 'RunPage'),
  validateSearch: parseRunSearch,
})
const exchangeRoute = createRoute({
  getParentRoute: parent,
  path: '/runs/$run/exchanges/$exchange',
  component: lazyRouteComponent(() => import('./features/run/exchange-page.tsx'), 'ExchangePage'),
  validateSearch: parseExchangeSearch,
})
const simulatorsRoute = createRoute({
  getParentRoute: parent,
  path: '/simulators',
  component: lazyRouteComponent(() => import('./features/simulators/simulators-page.tsx'), 'SimulatorsPage'),
})
const simulatorRoute = createRoute({
  getParentRoute: parent,
  path: '/simulators/$vendor',
  component: lazyRouteComponent(() => import('./features/simulators/simulator-page.tsx'), 'SimulatorPage'),
  validateSearch: parseSimulatorSearch,
})
const teamsRoute = createRoute({
  getParentRoute: parent,
  path: '/teams',
  component: lazyRouteComponent(() => import('./features/teams/teams-page.tsx'), 'TeamsPage'),
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
    ...TEAM_ROUTES,
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
