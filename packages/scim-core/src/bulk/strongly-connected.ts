/**
 * The strongly connected components of a graph, each after all it leads to, otherwise in the order of the nodes. Tarjan's
 * algorithm in linear time with a stack of its own: a chain may be as long as the request allows.
 *
 * @param edges for each node, by its number, the nodes it leads to.
 */
export function stronglyConnected(edges: readonly (readonly number[])[]): number[][] {
  const components: number[][] = []
  // When each node was reached, and the earliest node of the open path it leads back to.
  const reached = new Map<number, number>()
  const earliest = new Map<number, number>()
  const open: number[] = []
  const isOpen = new Set<number>()

  function enter(node: number): Visit {
    reached.set(node, reached.size)
    earliest.set(node, reached.get(node) ?? 0)
    open.push(node)
    isOpen.add(node)
    return { node, next: 0 }
  }

  function lower(node: number, to: number): void {
    earliest.set(node, Math.min(earliest.get(node) ?? to, to))
  }

  function leave(node: number): void {
    if (earliest.get(node) !== reached.get(node)) return
    const component = open.splice(open.lastIndexOf(node))
    for (const member of component) isOpen.delete(member)
    components.push(component)
  }

  for (const root of edges.keys()) {
    if (reached.has(root)) continue
    const visits = [enter(root)]
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { node } = visit
      const target = edges[node]?.[visit.next]
      visit.next += 1
      if (target === undefined) {
        visits.pop()
        const above = visits.at(-1)
        if (above !== undefined) lower(above.node, earliest.get(node) ?? 0)
        leave(node)
      } else if (!reached.has(target)) visits.push(enter(target))
      else if (isOpen.has(target)) lower(node, reached.get(target) ?? 0)
    }
  }
  return components
}

interface Visit {
  readonly node: number
  /** Place of the edge to follow next. */
  next: number
}
