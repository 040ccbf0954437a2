/** Signs that a subject writes with a backslash before them. */
const ESCAPED = ',+"\\<>;# ='

/** The common name of a certificate's subject (`C=SE, O=Acme\, Inc., CN=idp`), the most exact one; null without. */
export function commonName(subject: string): string | null {
  const name = partsOf(subject).findLast((part) => part.startsWith('CN='))
  return name === undefined || name === 'CN=' ? null : name.slice(3)
}

// Parts end at a comma or plus sign that no backslash goes before.
function partsOf(subject: string): string[] {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < subject.length; at++) {
    const sign = subject.charAt(at)
    const next = subject.charAt(at + 1)
    if (sign === '\\' && next !== '' && ESCAPED.includes(next)) {
      part += next
      at++
    } else if (sign === ',' || sign === '+') {
      parts.push(part.trim())
      part = ''
    } else part += sign
  }
  return [...parts, part.trim()]
}
