/** Control characters, bidirectional overrides and other invisible marks that could forge a line. */
const unsafe = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
/** What stands for a command to a CI system that reads the log: `##vso[`, `##teamcity[`, `##[`, and `::` first in a line. */
const ciMark = /#(?=#\w*\[)/g
const ciStart = /^([^\S\n\r\u2028\u2029]*):(?=:)/gm

/** Text of others made harmless for one line of a terminal or a log. */
export function plainLine(text: string): string {
  const visible = text.toWellFormed().replace(unsafe, (char) => (/[\n\r\t]/.test(char) ? ' ' : '\ufffd'))
  return visible.replace(ciMark, '# ').replace(ciStart, '$1: ')
}

/** Text in lines of at most `width` characters where it has spaces, all indented. */
export function wrap(text: string, indent: string, width = 100): string {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    if (line.length + word.length > width && line !== indent) {
      lines.push(line.trimEnd())
      line = indent
    }
    line += `${word} `
  }
  return [...lines, line.trimEnd()].join('\n')
}

/** JSON with every character escaped that could steer a terminal or hide. */
export function safeJson(value: unknown): string {
  const code = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `${JSON.stringify(value, null, 2)
    .replace(unsafe, (char) => (char === '\n' ? char : code(char)))
    .replace(ciMark, code)}\n`
}

/** Escapes text for HTML and XML, attribute values included; characters neither may hold are replaced. */
export function escapeMarkup(text: string): string {
  const visible = text
    .toWellFormed()
    .replace(unsafe, (char) => (/[\n\r\t]/.test(char) ? char : '\ufffd'))
    .replace(/[\ufffe\uffff]/g, '\ufffd')
  return visible.replace(/[&<>"'\r]/g, (char) => `&#${char.charCodeAt(0)};`).replace(ciMark, '&#35;')
}
