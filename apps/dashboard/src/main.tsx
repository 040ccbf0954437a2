import './api/zod-config.ts'
import './styles.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiFailure } from './api/client.ts'
import { sessionQuery } from './api/session.ts'
import { applyTheme, storedTheme } from './components/theme.ts'
import { router } from './router.tsx'

applyTheme(storedTheme())

/** An answer 401 to anything means that the session is over: the page says so. */
function onError(error: Error): void {
  if (error instanceof ApiFailure && error.status === 401) void client.invalidateQueries(sessionQuery)
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      // What is read stays right through live events.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiFailure && error.status >= 400),
    },
  },
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
