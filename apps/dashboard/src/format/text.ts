const grouped = new Intl.NumberFormat('en-GB')

/** A whole number with its groups: `12 480` reads `12,480`. */
export function formatCount(value: number): string {
  return grouped.format(value)
}

/** `1 step`, `46 steps`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`
}

/** Keeps the start and the end of a long value: `/Users/2819…4646`. */
export function cutMiddle(value: string, limit: number): string {
  const signs = [...value]
  if (signs.length <= limit) return value
  const head = Math.ceil((limit - 1) * 0.6)
  const tail = limit - 1 - head
  return `${signs.slice(0, head).join('')}…${signs.slice(signs.length - tail).join('')}`
}

/** Capital first letter, for a word that opens a sentence. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** An id as words: `string-booleans` reads `string booleans`. */
export function wordsOfId(id: string): string {
  return id.replaceAll(/[-_]+/g, ' ')
}

/** A request target as read by people: percent escapes decoded where they are well formed. */
export function decodeTarget(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}
