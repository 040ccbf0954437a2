/**
 * @see RFC 7644 §3.10 Attribute Notation, §3.4.2.2 figure 1 — https://www.rfc-editor.org/rfc/rfc7644#section-3.10
 * @see RFC 7643 erratum 8924 (Reported): `$ref` is a legal name — https://www.rfc-editor.org/errata/rfc7643
 */
import type { AttributePath } from '../filter/ast.ts'

const NAME = /^[A-Za-z$][A-Za-z0-9_$-]*$/
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"()[\]]+$/

/** Whether `text` has the form of an attribute name. */
export function isAttributeName(text: string): boolean {
  return NAME.test(text)
}

/**
 * Reads `userName`, `name.familyName` or `urn:…:User:name.familyName`; undefined if the text is no attribute path.
 * The URN ends at the last colon, so the dot of `2.0` never splits a path.
 *
 * @example parseAttributePath('urn:ietf:params:scim:schemas:core:2.0:User:name.givenName')
 */
export function parseAttributePath(text: string): AttributePath | undefined {
  const colon = text.lastIndexOf(':')
  const schema = colon < 0 ? undefined : text.slice(0, colon)
  if (schema !== undefined && !URI.test(schema)) return undefined
  const [attribute = '', subAttribute, ...more] = text.slice(colon + 1).split('.', 3)
  if (more.length > 0 || !NAME.test(attribute)) return undefined
  if (subAttribute !== undefined && !NAME.test(subAttribute)) return undefined
  return {
    ...(schema === undefined ? {} : { schema }),
    attribute,
    ...(subAttribute === undefined ? {} : { subAttribute }),
  }
}

/** An attribute path as text. */
export function printAttributePath(path: AttributePath): string {
  const schema = path.schema === undefined ? '' : `${path.schema}:`
  const subAttribute = path.subAttribute === undefined ? '' : `.${path.subAttribute}`
  return `${schema}${path.attribute}${subAttribute}`
}
