/** The word most likely meant by `given`, undefined when none is near. */
export function closest(given: string, words: Iterable<string>): string | undefined {
  const lower = given.slice(0, 60).toLowerCase()
  let best: string | undefined
  let least = Math.max(2, Math.floor(lower.length / 3)) + 1
  for (const word of words) {
    const distance = editDistance(lower, word.toLowerCase())
    if (distance < least) [best, least] = [word, distance]
  }
  return best
}

/** `Function "Uper" is unknown. Did you mean ToUpper?` */
export function unknownName(kind: string, given: string, words: Iterable<string>): string {
  const near = closest(given, words)
  const meant = near === undefined ? '' : ` Did you mean ${near}?`
  return `${kind} ${JSON.stringify(given.slice(0, 60))} is unknown.${meant}`
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let line = 1; line <= a.length; line += 1) {
    const next = [line]
    for (let column = 1; column <= b.length; column += 1) {
      const change = (row[column - 1] ?? 0) + (a[line - 1] === b[column - 1] ? 0 : 1)
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
