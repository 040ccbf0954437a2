/** What a piece of JSON text is, for colour. */
export type JsonTokenKind = 'key' | 'string' | 'number' | 'literal' | 'punctuation'

/** A piece of JSON text exactly as sent. */
export interface JsonToken {
  kind: JsonTokenKind
  text: string
}

/** One line of the pretty view. */
export interface JsonLine {
  indent: number
  tokens: JsonToken[]
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/g

/**
 * Lays JSON text out in lines without re-serialising it: key order, duplicate keys, escapes and number spelling
 * stay as sent. Null when the text is not JSON.
 */
export function jsonLines(text: string): JsonLine[] | null {
  if (!isJson(text)) return null
  const layout = new Layout()
  const tokens = text.match(TOKEN) ?? []
  tokens.forEach((token, position) => {
    layout.add(token, tokens[position + 1] ?? '')
  })
  return layout.lines
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

class Layout {
  readonly lines: JsonLine[] = [{ indent: 0, tokens: [] }]
  #depth = 0
  #emptyContainer = false

  add(text: string, next: string): void {
    if (text === '{' || text === '[') this.#open(text, next)
    else if (text === '}' || text === ']') this.#close(text)
    else if (text === ',') this.#push({ kind: 'punctuation', text }, true)
    else if (text === ':') this.#push({ kind: 'punctuation', text: ': ' }, false)
    else this.#push({ kind: kindOf(text, next), text }, false)
  }

  #open(text: string, next: string): void {
    this.#depth += 1
    this.#emptyContainer = next === '}' || next === ']'
    this.#push({ kind: 'punctuation', text }, !this.#emptyContainer)
  }

  #close(text: string): void {
    this.#depth -= 1
    if (!this.#emptyContainer) this.#break()
    this.#emptyContainer = false
    this.#push({ kind: 'punctuation', text }, false)
  }

  #push(token: JsonToken, breakAfter: boolean): void {
    this.lines.at(-1)?.tokens.push(token)
    if (breakAfter) this.#break()
  }

  #break(): void {
    this.lines.push({ indent: this.#depth, tokens: [] })
  }
}

function kindOf(text: string, next: string): JsonTokenKind {
  if (text.startsWith('"')) return next === ':' ? 'key' : 'string'
  return /^[tfn]/.test(text) ? 'literal' : 'number'
}
