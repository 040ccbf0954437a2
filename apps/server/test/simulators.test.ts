import type { SimulatorRegistration } from '@scimulator/admin-api'
import { expect, it } from 'vitest'
import { createSimulators } from '../src/simulators/simulators.ts'

const aSimulator = (vendor: string): SimulatorRegistration => ({
  vendor,
  label: vendor,
  defaultProfile: 'p',
  profiles: [],
  controlUrl: 'http://127.0.0.1:1',
  controlToken: 'c0ntr0l-t0ken-0123',
})

it('drops a simulator that does not renew its registration', () => {
  let now = 0
  const simulators = createSimulators(() => now)
  const vendors = (): string[] => simulators.list().map(({ vendor }) => vendor)
  simulators.register(aSimulator('alpha'))
  simulators.register(aSimulator('beta'))
  now = 30_000
  simulators.register(aSimulator('beta'))
  now = 36_000
  expect(vendors()).toEqual(['beta'])
  expect(simulators.get('alpha')).toBeUndefined()
  expect(simulators.remove('alpha')).toBe(false)
  simulators.register(aSimulator('alpha'))
  expect(vendors()).toEqual(['alpha', 'beta'])
  expect(simulators.get('alpha')?.controlUrl).toBe('http://127.0.0.1:1')
})
