/** Address of the section a finding names (`RFC 7644 §3.5.2`), null when the text names none. */
export function rfcLink(reference: string): string | null {
  const match = /\bRFC (\d{4,5})(?:\D{0,3}(\d+(?:\.\d+)*))?/.exec(reference)
  if (!match) return null
  const page = `https://www.rfc-editor.org/rfc/rfc${match[1]}`
  return match[2] === undefined ? page : `${page}#section-${match[2]}`
}

/** The address in a source note when it is a plain web address, else null: nothing else becomes a link. */
export function webLink(source: string): string | null {
  const match = /https?:\/\/[^\s)<>"']+/.exec(source)
  if (!match || !URL.canParse(match[0])) return null
  return new URL(match[0]).href
}
