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

/** Signs that are not seen but change what is: control characters, and those that turn the direction of writing. */
const HIDDEN = /[^\P{Cc}\t\n\r]|[\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** Text from elsewhere with its hidden signs written out: `x⟨U+202E⟩y`; it cannot turn the words around it. */
export function visible(text: string): string {
  return text.replaceAll(HIDDEN, (sign) => {
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase()
    return `⟨U+${code.padStart(4, '0')}⟩`
  })
}

/** A request target as read by people: percent escapes decoded where they are well formed, hidden signs kept escaped. */
export function decodeTarget(target: string): string {
  try {
    return decodeURIComponent(target)
      .replaceAll(HIDDEN, encodeURIComponent)
      .replaceAll(/[\t\n\r]/g, encodeURIComponent)
  } catch {
    return target
  }
}
