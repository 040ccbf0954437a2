import { runStoreContract } from '../contract.ts'
import { createMemoryStore } from './index.ts'

runStoreContract({ name: 'memory', create: async (options) => createMemoryStore(options) })
