const MASK = '***'
/** Credentials shorter than this are masked by header and key name only: their value would match half of any text. */
const SHORTEST_VALUE = 6

/**
 * Masks the credentials of a run wherever they stand in a text: bare, with their scheme, taken out of Basic, and in the
 * forms a target may give them back in (URL, JSON, HTML, hexadecimal, base64 of a text that holds them).
 */
export function createValueMasker(credentials: readonly string[]): (text: string) => string {
  const forms = new Set(credentials.flatMap(partsOf).filter(isLongEnough).flatMap(formsOf).filter(isLongEnough))
  if (forms.size === 0) return (text) => text
  const longestFirst = [...forms].sort((a, b) => b.length - a.length)
  // oxlint-disable-next-line no-restricted-globals -- A choice of plain texts has nothing to backtrack over.
  const pattern = new RegExp(longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g')
  return (text) => text.replace(pattern, MASK)
}

function isLongEnough(text: string): boolean {
  return text.length >= SHORTEST_VALUE
}

/** The credential, what follows its scheme, and name and password of a Basic pair. */
function partsOf(credential: string): string[] {
  const bare = credential.slice(credential.indexOf(' ') + 1)
  if (!/^basic /i.test(credential)) return [credential, bare]
  const pair = Buffer.from(bare, 'base64').toString('utf8')
  return [credential, bare, pair, pair.slice(pair.indexOf(':') + 1)]
}

function formsOf(value: string): string[] {
  const url = encodeURIComponent(value.toWellFormed())
  const json = JSON.stringify(value).slice(1, -1)
  const html = value.replace(/[&<>"']/g, (char) => entities[char] ?? char)
  const hex = Buffer.from(value).toString('hex')
  const base64 = [0, 1, 2].map((offset) => insideBase64(value, offset))
  return [
    value,
    url,
    url.replace(/%../g, (code) => code.toLowerCase()),
    json,
    json.replaceAll('/', '\\/'),
    html,
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What base64 writes for the value, whatever stands around it, when it begins `offset` bytes after a group of three. */
function insideBase64(value: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)])
  const whole = Math.floor((bytes.length * 8) / 6)
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole)
}
