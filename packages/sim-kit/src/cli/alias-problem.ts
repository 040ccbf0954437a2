import { type Alias, type Document, isAlias, isCollection, isPair, type Node, visit } from 'yaml'

/** What is wrong with an alias, by the offset of its first character. */
export interface AliasProblem {
  readonly offset: number
  readonly message: string
}

/** An anchor, as far as the aliases up to a place have used it. */
interface Anchor {
  readonly node: Node
  uses: number
  /** How often the most used anchor inside of it stands for something; undefined: not counted yet. */
  weight: number | undefined
}

/** The anchor that each alias names. */
type Named = Map<Alias, Anchor>

/** The first alias, in the order of the text, that names nothing, stands inside of what it names, or stands for too much. */
export function aliasProblem(document: Document, most: number): AliasProblem | undefined {
  const anchors = new Map<string, Anchor>()
  const named: Named = new Map()
  let problem: AliasProblem | undefined
  visit(document, {
    Node(_key, node, path) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, { node, uses: 1, weight: undefined })
        return undefined
      }
      const anchor = anchors.get(node.source)
      if (anchor !== undefined) named.set(node, anchor)
      const message =
        anchor === undefined
          ? `No anchor &${node.source} stands before this alias.`
          : wrongWith(anchor, path, named, most)
      if (message === undefined) return undefined
      problem = { offset: node.range?.[0] ?? 0, message }
      return visit.BREAK
    },
  })
  return problem
}

function wrongWith(anchor: Anchor, path: readonly unknown[], named: Named, most: number): string | undefined {
  if (path.includes(anchor.node)) return 'An alias stands inside of what it names.'
  anchor.uses += 1
  anchor.weight ??= weightOf(anchor.node, named)
  return anchor.uses * anchor.weight > most
    ? `The aliases up to this one stand for more than ${most} values: write them out.`
    : undefined
}

function weightOf(node: unknown, named: Named): number {
  if (isAlias(node)) {
    const anchor = named.get(node)
    return anchor === undefined ? 0 : anchor.uses * (anchor.weight ?? 0)
  }
  if (isPair(node)) return Math.max(weightOf(node.key, named), weightOf(node.value, named))
  if (isCollection(node)) return node.items.reduce<number>((most, item) => Math.max(most, weightOf(item, named)), 0)
  return 1
}
