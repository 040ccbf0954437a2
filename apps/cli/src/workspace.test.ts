import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findSimulators, serverEntry } from './workspace.ts'

test('simulators are found by their folders, in the order their manifests state', () => {
  const simulators = findSimulators()
  expect(simulators.map(({ vendor }) => vendor)).toEqual(['okta', 'onelogin', 'azure'])
  expect(simulators.map(({ demo }) => demo?.team)).toEqual(['acme', 'globex', 'initech'])
  expect(simulators.find(({ vendor }) => vendor === 'azure')?.aliases).toEqual(['entra'])
  for (const { entry } of simulators) expect(existsSync(entry)).toBe(true)
  expect(existsSync(serverEntry)).toBe(true)
})
