import { defineConfig } from 'vitest/config'

const resolve = { conditions: ['source', 'module', 'node', 'development|production'] }
const ssr = { resolve: { conditions: ['source', 'node'], externalConditions: ['source', 'node'] } }

const soak = {
  resolve,
  ssr,
  test: { name: 'soak', include: ['tests/soak/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 60_000 },
}

const peers = {
  resolve,
  ssr,
  test: { name: 'peers', include: ['tests/peers/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
}

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          isolate: false,
          // Some start processes: a guard against hanging, with room for a busy machine.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
            'apps/*/src/**/*.test.ts',
            'apps/*/test/**/*.test.ts',
          ],
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'conformance',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['tests/conformance/**/*.test.ts'],
        },
      },
      {
        resolve,
        ssr,
        test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'interop',
          include: ['tests/interop/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'packages',
          include: ['tests/packages/**/*.test.ts'],
          globalSetup: 'tests/packages/pack.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 90_000, hookTimeout: 90_000 },
      },
      ...(process.env.SCIMULATOR_SOAK === '1' ? [soak] : []),
      ...(process.env.SCIMULATOR_PEERS === '1' ? [peers] : []),
    ],
  },
})
