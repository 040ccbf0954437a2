import type { Simulator, SimulatorRegistration } from '@scimulator/admin-api'
import { badRequest } from '../http/api-error.ts'

/** The simulator processes that have registered, by vendor, until they take leave or stop renewing. */
export interface Simulators {
  /** Adds a simulator, or renews it. @throws ApiFailure when its control API is not on loopback. */
  register(registration: SimulatorRegistration): void
  /** False when there was none. */
  remove(vendor: string): boolean
  list(): readonly Simulator[]
  get(vendor: string): SimulatorRegistration | undefined
}

// Simulators renew every 10 seconds; one that has missed three is gone.
const LAPSE_MS = 35_000

/** An empty list of simulators. */
export function createSimulators(now: () => number = () => performance.now()): Simulators {
  const byVendor = new Map<string, { registration: SimulatorRegistration; renewed: number }>()
  const current = (): readonly SimulatorRegistration[] => {
    for (const [vendor, { renewed }] of byVendor) if (now() - renewed > LAPSE_MS) byVendor.delete(vendor)
    return [...byVendor.values()].map(({ registration }) => registration)
  }
  return {
    register(registration) {
      if (!isLoopbackUrl(registration.controlUrl))
        throw badRequest('The control API of a simulator must be on loopback, by http.')
      byVendor.set(registration.vendor, { registration, renewed: now() })
    },
    remove: (vendor) => byVendor.delete(vendor),
    list: () =>
      current()
        .map(({ vendor, label, defaultProfile, profiles }) => ({ vendor, label, defaultProfile, profiles }))
        .sort((left, right) => left.label.localeCompare(right.label)),
    get: (vendor) => current().find((simulator) => simulator.vendor === vendor),
  }
}

function isLoopbackUrl(text: string): boolean {
  const url = new URL(text)
  return url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
