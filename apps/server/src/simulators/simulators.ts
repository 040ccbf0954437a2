import type { Simulator, SimulatorRegistration } from '@scimulator/admin-api'
import { badRequest } from '../http/api-error.ts'

/** The simulator processes that have registered, by vendor. They live as long as the server. */
export interface Simulators {
  register(registration: SimulatorRegistration): void
  list(): readonly Simulator[]
  get(vendor: string): SimulatorRegistration | undefined
}

/** An empty list of simulators. */
export function createSimulators(): Simulators {
  const byVendor = new Map<string, SimulatorRegistration>()
  return {
    register(registration) {
      if (!isLoopbackUrl(registration.controlUrl))
        throw badRequest('The control API of a simulator must be on loopback, by http.')
      byVendor.set(registration.vendor, registration)
    },
    list: () =>
      [...byVendor.values()]
        .map(({ vendor, label, defaultProfile, profiles }) => ({ vendor, label, defaultProfile, profiles }))
        .sort((left, right) => left.label.localeCompare(right.label)),
    get: (vendor) => byVendor.get(vendor),
  }
}

function isLoopbackUrl(text: string): boolean {
  const url = new URL(text)
  return url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
