import { createRootRoute } from '@tanstack/react-router'
import { NotFoundPage } from './features/shell/not-found-page.tsx'
import { Shell } from './features/shell/shell.tsx'
import { parseRootSearch } from './search.ts'

/** What every page lies in. */
export const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  validateSearch: parseRootSearch,
})
