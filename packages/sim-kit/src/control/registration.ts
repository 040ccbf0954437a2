import type { SimulatorRegistration } from '@scimulator/admin-api'
import type { Dashboard } from '../dashboard/locate.ts'

/** Keeps a simulator registered with a server. */
export interface Registration {
  /** Takes the simulator off the server's list, as far as the server answers. */
  end(): Promise<void>
}

/** How registration is timed. */
export interface RegistrationOptions {
  readonly locate: () => Promise<Dashboard | undefined>
  readonly note: (line: string) => void
  /** Between tries until the first succeeds. */
  readonly retryMs?: number
  /** Between renewals afterwards: a server that was started anew learns of us. */
  readonly renewMs?: number
}

/** Registers, tries again until a server answers, and renews from time to time. */
export function keepRegistered(registration: SimulatorRegistration, options: RegistrationOptions): Registration {
  const { locate, note, retryMs = 250, renewMs = 10_000 } = options
  const body = JSON.stringify(registration)
  let timer: NodeJS.Timeout | undefined
  let ended = false
  let noted = false
  let dashboard: Dashboard | undefined

  const attempt = async (): Promise<void> => {
    let delay = retryMs
    try {
      dashboard = await locate()
      if (dashboard !== undefined) {
        const status = await call(dashboard, 'POST', '/api/simulators', body)
        if (status < 300) delay = renewMs
        else if (!noted) {
          noted = true
          note(`The server at ${dashboard.url} does not take the registration (status ${status}); trying on.`)
        }
      }
    } catch {
      // No server yet, or none any more: the next try finds out.
    }
    if (!ended) timer = setTimeout(() => void attempt(), delay)
  }
  void attempt()
  return {
    async end() {
      ended = true
      clearTimeout(timer)
      if (dashboard === undefined) return
      await call(dashboard, 'DELETE', `/api/simulators/${encodeURIComponent(registration.vendor)}`).catch(() => {})
    },
  }
}

async function call(dashboard: Dashboard, method: string, path: string, body?: string): Promise<number> {
  const response = await fetch(new URL(path, dashboard.url), {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${dashboard.ingestToken}` },
    ...(body === undefined ? {} : { body }),
    redirect: 'error',
    signal: AbortSignal.timeout(2000),
  })
  await response.arrayBuffer()
  return response.status
}
