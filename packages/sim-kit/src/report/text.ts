/** Control characters, bidirectional overrides and other invisible marks that could forge a terminal line. */
const unsafe = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** Text of others made harmless for one line of a terminal. */
export function plainLine(text: string): string {
  return text.replace(unsafe, (char) => (/[\n\r\t]/.test(char) ? ' ' : '\ufffd'))
}

/** Text cut to a width. */
export function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`
}

/** `3.2 s` or `40 ms`. */
export function duration(fromIso: string, toIso: string): string {
  const ms = Date.parse(toIso) - Date.parse(fromIso)
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** Escapes text for HTML and XML, attribute values included; characters neither may hold, or that hide, are replaced. */
export function escapeMarkup(text: string): string {
  const visible = text.toWellFormed().replace(unsafe, (char) => (/[\n\r\t]/.test(char) ? char : '\ufffd'))
  return visible.replace(/[\ufffe\uffff]/g, '\ufffd').replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
