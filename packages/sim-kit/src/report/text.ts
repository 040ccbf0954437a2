/** Control characters, bidirectional overrides and other invisible marks that could forge a terminal line. */
const unsafe = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
/** The same but for the joiners, which names and emoji are written with. */
const unsafeInMarkup = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu
/** What stands for a command to a CI system that reads the log: `##vso[`, `##teamcity[`, `##[`, and `::` first in a line. */
const ciMark = /#(?=#\w*\[)/g
const ciStart = /^([^\S\n\r\u2028\u2029]*):(?=:)/gm

/** Text of others made harmless for one line of a terminal or a log. */
export function plainLine(text: string): string {
  const visible = text.toWellFormed().replace(unsafe, (char) => (/[\n\r\t]/.test(char) ? ' ' : '\ufffd'))
  return visible.replace(ciMark, '# ').replace(ciStart, '$1: ')
}

const doubleWidth =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u

/** Columns a line of a report should keep to. */
export const LINE_WIDTH: number = 100

/** Characters of a reason that are shown: the vendor's words whole, and not all that a server may send. */
export const REASON_SHOWN: number = 1000

/** Columns a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += /\p{Mn}|\p{Me}/u.test(char) ? 0 : doubleWidth.test(char) ? 2 : 1
  return width
}

/** Text cut to a width in columns; never in the middle of a character. */
export function shorten(text: string, width: number): string {
  if (text.length <= width / 2 || widthOf(text) <= width) return text
  let kept = ''
  let left = width - 1
  for (const char of text) {
    left -= widthOf(char)
    if (left < 0) break
    kept += char
  }
  return `${kept}…`
}

/** Words of others whole, but for those too long for anybody to read: these are cut at the end, and say so. */
export function cutLong(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length).toWellFormed()} … (cut after ${length} characters)`
}

/** Text in lines of at most `width` columns where it has spaces, all but the first indented. */
export function wrap(text: string, indent: number, width: number = LINE_WIDTH): string[] {
  const margin = ' '.repeat(indent)
  const lines: string[] = []
  let line: string | undefined
  for (const word of text.split(' ')) {
    if (line === undefined) line = word
    else if (widthOf(line) + 1 + widthOf(word) <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = margin + word
    }
  }
  return [...lines, line ?? '']
}

/** JSON with every character escaped that could steer a terminal, hide, or stand for a command to a CI system. */
export function safeJson(value: unknown): string {
  const code = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  const visible = JSON.stringify(value, null, 2).replace(unsafe, (char) => (char === '\n' ? char : code(char)))
  return `${visible.replace(ciMark, code)}\n`
}

/** Escapes text for HTML and XML, attribute values included; characters neither may hold, or that hide, are replaced. */
export function escapeMarkup(text: string): string {
  const visible = text.toWellFormed().replace(unsafeInMarkup, (char) => (/[\n\r\t]/.test(char) ? char : '\ufffd'))
  const code = (char: string): string => `&#${char.charCodeAt(0)};`
  return visible
    .replace(/[&<>"'\r]/g, code)
    .replace(ciMark, () => code('#'))
    .replace(ciStart, (_match, space: string) => space + code(':'))
}

/** Escapes text for an XML attribute: a parser turns bare line ends and tabs there into spaces. */
export function escapeAttribute(text: string): string {
  return escapeMarkup(text).replace(/[\n\t]/g, (char) => `&#${char.charCodeAt(0)};`)
}
