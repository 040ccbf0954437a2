/**
 * @see RFC 8259 §4 Objects — https://www.rfc-editor.org/rfc/rfc8259#section-4
 */

/** What a scan finds that a parser would pass over: nesting past the limit, or an object that has a key twice. */
export type JsonFlaw = 'tooDeep' | 'duplicateKey'

/**
 * Looks through JSON text once, from left to right, in linear time and without recursion. Text that is no JSON yields
 * whatever comes first; the parser has the last word on it. CHOICE: a key given twice is refused, since one reader takes
 * the first value and the next the last.
 */
export function scanJson(text: string, maxDepth: number): JsonFlaw | undefined {
  // The keys of each open object; undefined for an open array.
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = stringEnd(text, at)
      const keys = open.at(-1)
      if (keys !== undefined && isKey(text, end)) {
        const key = readKey(text, at, end)
        if (keys.has(key)) return 'duplicateKey'
        keys.add(key)
      }
      at = end - 1
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (open.length === maxDepth) return 'tooDeep'
      open.push(code === OPEN_BRACE ? new Set() : undefined)
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) open.pop()
  }
  return undefined
}

// Behind the closing quote, or the end of the text.
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at += 1
    else if (code === QUOTE) return at + 1
  }
  return text.length
}

function isKey(text: string, end: number): boolean {
  let at = end
  while (isBlank(text.charCodeAt(at))) at += 1
  return text.charCodeAt(at) === COLON
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}

// Two spellings of one key are the same key.
function readKey(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1)
  if (!raw.includes('\\')) return raw
  try {
    return String(JSON.parse(text.slice(start, end)))
  } catch {
    return raw
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
