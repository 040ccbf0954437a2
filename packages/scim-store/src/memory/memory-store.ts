import { createCommitQueue, type Savepoints } from '../commit-queue.ts'
import type { ResourceReader, ResourceStore, ResourceTransaction, StoreOptions } from '../store.ts'
import { readerWhen } from '../sync-reader.ts'
import { createTypeRegistry } from '../type-registry.ts'
import { createUuidV7 } from '../uuid-v7.ts'
import { createMemoryReader, type MemoryContext } from './reader.ts'
import { createTenantState, type TenantState } from './tenant-state.ts'
import { createMemoryTransaction } from './transaction.ts'

/** A store that lives and ends with the process: for tests, examples and first steps. */
export function createMemoryStore(options: StoreOptions): ResourceStore {
  const now = options.now ?? Date.now
  const context: MemoryContext = {
    types: createTypeRegistry(options.resourceTypes),
    now,
    newId: options.newId ?? createUuidV7(now),
  }
  const tenants = new Map<string, TenantState>()
  const touched = new Set<TenantState>()
  const queue = createCommitQueue({ savepoints: savepointsOf(touched), holdReads: true })

  function stateOf(tenant: string): TenantState {
    const state = tenants.get(tenant) ?? createTenantState()
    tenants.set(tenant, state)
    touched.add(state)
    return state
  }

  return {
    read(tenant): ResourceReader {
      const reader = createMemoryReader(() => tenants.get(tenant), context)
      return readerWhen((read) => queue.read(read), reader)
    },
    transact<T>(tenant: string, work: (tx: ResourceTransaction) => Promise<T>): Promise<T> {
      return queue.run(async () => {
        let over = false
        try {
          return await work(createMemoryTransaction(stateOf(tenant), context, () => over))
        } finally {
          over = true
        }
      })
    },
    deleteTenant: (tenant) =>
      queue.run(async () => {
        tenants.delete(tenant)
      }),
    close: () => queue.close(),
  }
}

/** Each work is kept or undone by itself; sharing a commit has nothing to add. */
function savepointsOf(touched: Set<TenantState>): Savepoints {
  const settle = (end: (state: TenantState) => void): void => {
    for (const state of touched) end(state)
    touched.clear()
  }
  return {
    begin: () => {},
    commit: () => {},
    rollback: () => {},
    savepoint: () => {},
    release: () => settle((state) => state.commit()),
    rollbackToSavepoint: () => settle((state) => state.undo()),
    isOpen: () => true,
  }
}
