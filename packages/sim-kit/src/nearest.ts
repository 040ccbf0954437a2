/** The word of `words` a person most likely meant by `given`; undefined when none is near. */
export function nearest(given: string, words: readonly string[]): string | undefined {
  const lower = given.slice(0, 100).toLowerCase()
  let best: { word: string; distance: number } | undefined
  for (const word of words) {
    const distance = editDistance(lower, word.toLowerCase())
    if (best === undefined || distance < best.distance) best = { word, distance }
  }
  return best !== undefined && best.distance <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : undefined
}

/** `KIND "given" is unknown. Did you mean X? There are A, B, C.` */
export function unknownWord(kind: string, given: string, words: readonly string[]): string {
  const near = nearest(given, words)
  const meant = near === undefined ? '' : ` Did you mean ${near}?`
  return `${kind} ${JSON.stringify(given.slice(0, 100))} is unknown.${meant} There are: ${words.join(', ')}.`
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}
