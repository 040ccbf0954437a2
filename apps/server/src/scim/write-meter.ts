import { AsyncLocalStorage } from 'node:async_hooks'
import type { ResourceStore, ResourceTransaction } from '@scimulator/scim-store'

/** Counts the writes of each request: a bulk request carries many. */
export interface WriteMeter {
  /** The store, counted. */
  readonly store: ResourceStore
  /** Answers a request whose writes count together. */
  readonly answer: (work: () => void) => void
  /** Told of each resource that a transaction makes. */
  readonly noteCreation: (tx: ResourceTransaction) => void
}

/** Meters a store. `onFurther` is told of each write of a request after its first. */
export function createWriteMeter(store: ResourceStore, onFurther: (tenant: string) => void): WriteMeter {
  const requests = new AsyncLocalStorage<{ writes: number }>()
  const onCreation = new WeakMap<ResourceTransaction, () => void>()
  return {
    store: {
      read: (tenant) => store.read(tenant),
      deleteTenant: (tenant) => store.deleteTenant(tenant),
      close: () => store.close(),
      transact(tenant, work) {
        const request = requests.getStore()
        if (request === undefined) return store.transact(tenant, work)
        const count = (): void => {
          request.writes += 1
          if (request.writes > 1) onFurther(tenant)
        }
        count()
        return store.transact(tenant, (tx) => {
          onCreation.set(tx, afterTheFirst(count))
          return work(tx)
        })
      },
    },
    answer: (work) => requests.run({ writes: 0 }, work),
    noteCreation: (tx) => onCreation.get(tx)?.(),
  }
}

// A transaction is one write, whatever it takes to do it; creations that refer to each other share one and are many.
function afterTheFirst(count: () => void): () => void {
  let calls = 0
  return () => {
    calls += 1
    if (calls > 1) count()
  }
}
