/** A query value as Java's URLEncoder writes it, with the space form of the knob (`%20` in S9, `+` in S5). */
export function encodeQuery(value: string, space: '%20' | '+'): string {
  const encoded = encodeURIComponent(value.toWellFormed()).replace(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return space === '+' ? encoded.replaceAll('%20', '+') : encoded
}

/** An id as one path segment: only what a segment cannot carry is encoded. */
export function encodeSegment(id: string): string {
  return id.toWellFormed().replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@]/gu, encodeURIComponent)
}

/** Query of a look-up by one attribute: filter, startIndex, count, in this order. */
export function lookupQuery(attribute: string, value: string, space: '%20' | '+'): string {
  return `filter=${encodeQuery(`${attribute} eq ${JSON.stringify(value)}`, space)}&startIndex=1&count=100`
}
