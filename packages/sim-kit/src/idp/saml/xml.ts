/** A piece of XML, as opposed to a text that is still to be escaped. */
export interface Xml {
  readonly xml: string
}

/** Attributes in order; those without a value are left out. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>

/** An element with its content; texts are escaped, what is undefined is left out. */
export function element(
  name: string,
  attributes: XmlAttributes,
  ...content: readonly (Xml | string | undefined)[]
): Xml {
  const start = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(value)}"`],
  )
  const inner = content.map((part) => (typeof part === 'string' ? escapeXml(part) : (part?.xml ?? ''))).join('')
  return { xml: `<${name}${start.join('')}${inner === '' ? '/>' : `>${inner}</${name}>`}` }
}

/** Elements in a row. */
export function inRow(parts: readonly Xml[]): Xml {
  return { xml: parts.map(({ xml }) => xml).join('') }
}

// What XML 1.0 cannot carry in any form, and the carriage return, which does not outlive a second parser.
const UNSPEAKABLE = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\t', '&#x9;'],
  ['\n', '&#xA;'],
])

/** Text as it stands in XML, between tags or in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(UNSPEAKABLE, '').replace(/[&<>"\t\n]/g, (character) => ESCAPES.get(character) ?? '')
}
