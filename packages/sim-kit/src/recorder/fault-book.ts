import type { Exchange, InjectedFault } from '@scimulator/admin-api'

/** Exchanges named of one fault. */
const EXCHANGES_PER_FAULT = 50
/** Faults a target may name: it may say another with every answer. */
const FAULTS_OF_TARGET = 20

/** Keeps which failures were injected on purpose, and which exchanges met them. */
export interface FaultBook {
  note(exchange: Pick<Exchange, 'id' | 'fault'>): void
  faults(): InjectedFault[]
}

/** Opens the book with the faults that are switched on, in words. */
export function openFaultBook(switchedOn: readonly string[]): FaultBook {
  const way = new Map(switchedOn.map((fault): [string, InjectedFault] => [fault, unmet(fault, 'way')]))
  const target = new Map<string, InjectedFault>()
  const entryOf = (fault: string): InjectedFault | undefined => {
    const known = way.get(fault) ?? target.get(fault)
    if (known !== undefined || target.size >= FAULTS_OF_TARGET) return known
    const entry = unmet(fault, 'target')
    target.set(fault, entry)
    return entry
  }
  return {
    note({ id, fault }) {
      const entry = fault === undefined ? undefined : entryOf(fault)
      if (entry === undefined) return
      entry.hits++
      if (entry.exchanges.length < EXCHANGES_PER_FAULT) entry.exchanges.push(id)
    },
    faults: () => [...way.values(), ...target.values()],
  }
}

function unmet(fault: string, by: InjectedFault['by']): InjectedFault {
  return { fault, by, hits: 0, exchanges: [] }
}
