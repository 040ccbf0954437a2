/** Somebody or something that gets another name. */
export interface Rename<T> {
  readonly item: T
  readonly from: string
  readonly to: string
}

/** Renames in an order in which every name is free by then. */
export interface RenamePlan<T> {
  /** Touch no name of one another: may run side by side. */
  readonly independent: readonly Rename<T>[]
  /** One after the other; whoever stands in a circle first gets a name of its own. */
  readonly inTurn: readonly Rename<T>[]
}

/**
 * Orders renames as the directory must have seen them: its names are unique, so a name is free before somebody else
 * gets it, and a circle (two people swap logins) goes by way of another name.
 */
export function orderRenames<T>(renames: readonly Rename<T>[], interim: (rename: Rename<T>) => string): RenamePlan<T> {
  const held = new Set(renames.map(({ from }) => from.toLowerCase()))
  const wanted = new Set(renames.map(({ to }) => to.toLowerCase()))
  const isIndependent = ({ from, to }: Rename<T>): boolean => {
    const own = from.toLowerCase() === to.toLowerCase()
    return own || (!held.has(to.toLowerCase()) && !wanted.has(from.toLowerCase()))
  }
  const independent = renames.filter(isIndependent)
  const tied = renames.filter((rename) => !isIndependent(rename))
  return { independent, inTurn: inTurn(tied, interim) }
}

function inTurn<T>(renames: readonly Rename<T>[], interim: (rename: Rename<T>) => string): Rename<T>[] {
  const holders = new Map(renames.map((rename) => [rename.from.toLowerCase(), rename]))
  const result: Rename<T>[] = []
  const done = new Set<T>()
  for (const start of renames) {
    // Whoever has the name that is wanted goes first: the end of the chain is free, or the chain is a circle.
    const chain: Rename<T>[] = []
    const inChain = new Set<T>()
    let next: Rename<T> | undefined = start
    while (next !== undefined && !done.has(next.item) && !inChain.has(next.item)) {
      chain.push(next)
      inChain.add(next.item)
      next = holders.get(next.to.toLowerCase())
    }
    const circle = next !== undefined && inChain.has(next.item) ? next : undefined
    if (circle !== undefined) result.push({ ...circle, to: interim(circle) })
    for (const rename of chain.toReversed()) {
      result.push(rename.item === circle?.item ? { ...rename, from: interim(circle) } : rename)
      done.add(rename.item)
    }
  }
  return result
}
