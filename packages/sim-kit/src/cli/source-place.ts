import { type Document, isAlias, isMap, isScalar, isSeq, type Node, Scalar } from 'yaml'

type Path = readonly (string | number)[]

/**
 * Where the value at a path begins in the text of a YAML or JSON document; with `within`, where that character of a text
 * value stands. What is not there is placed at the nearest thing that holds it.
 */
export function offsetInSource(document: Document, source: string, path: Path, within?: number): number {
  let node = document.contents ?? undefined
  let offset = node?.range?.[0] ?? 0
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document)
    const next = childOf(node, part)
    if (next === undefined) return offset
    offset = next.offset
    node = next.node
  }
  if (within === undefined || !isScalar(node) || typeof node.value !== 'string') return offset
  return insideText(node, source, within)
}

function childOf(node: unknown, part: string | number): { node: Node | undefined; offset: number } | undefined {
  if (isSeq(node)) {
    const item = typeof part === 'number' ? node.items[part] : undefined
    return isNode(item) && item.range ? { node: item, offset: item.range[0] } : undefined
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
  if (pair === undefined) return undefined
  const value = isNode(pair.value) ? pair.value : undefined
  const key = isScalar(pair.key) ? pair.key.range?.[0] : undefined
  // A value that was left out begins nowhere: its key is where to look.
  const [start, end] = value?.range ?? [0, 0]
  const offset = end > start ? start : key
  return offset === undefined ? undefined : { node: value, offset }
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)
}

/** Walks value and source side by side, as the style of the text folds, indents or escapes it. */
function insideText(node: Scalar, source: string, within: number): number {
  const [start, end] = node.range ?? [0, 0]
  const value = String(node.value)
  const isQuoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE
  const isBlock = node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL
  let at = isBlock ? source.indexOf('\n', start) + 1 : start + (isQuoted ? 1 : 0)
  const indent = isBlock ? indentOf(source, at) - indentOf(value, 0) : Number.POSITIVE_INFINITY
  if (isBlock) at = skipIndent(source, at, indent)
  let seen = 0
  while (seen < Math.min(within, value.length) && at < end) {
    const taken = takeOne(node, source, at, value[seen])
    at += taken.length
    seen += taken.characters
    if (source[at - 1] === '\n') at = skipIndent(source, at, indent)
  }
  return Math.min(at, Math.max(end - 1, start))
}

/** How much of the source the next character of the value is written as. */
function takeOne(
  { type }: Scalar,
  source: string,
  at: number,
  wanted: string | undefined,
): { length: number; characters: number } {
  const char = source[at]
  if (type === Scalar.QUOTE_DOUBLE && char === '\\') {
    const code = source[at + 1] ?? ''
    if (code === '\n') return { length: 2, characters: 0 }
    const length = { x: 4, u: 6, U: 10 }[code] ?? 2
    return { length, characters: 1 }
  }
  if (type === Scalar.QUOTE_SINGLE && char === "'") return { length: 2, characters: 1 }
  if (char === wanted) return { length: 1, characters: 1 }
  // A line that is folded is one blank of the value; the indentation after it is none.
  if (char === '\n' && wanted === ' ') return { length: 1, characters: 1 }
  return { length: 1, characters: 0 }
}

/** Blanks before the first line that is not empty. */
function indentOf(text: string, from: number): number {
  let line = from
  while (text[line] === '\n') line++
  return skipIndent(text, line, text.length) - line
}

function skipIndent(source: string, from: number, most: number): number {
  let at = from
  while (at < from + most && source[at] === ' ') at++
  return at
}
