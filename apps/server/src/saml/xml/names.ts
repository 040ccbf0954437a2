/** XML namespaces and URIs of SAML 2.0 and XML Signature. */
export const NS = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  exclusiveC14n: 'http://www.w3.org/2001/10/xml-exc-c14n#',
} as const

/** The status of a Response that carries a sign-in. */
export const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success'
/** Whoever presents the assertion is its subject. */
export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
/** A NameID that is another one at each sign-in. */
export const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
/** The binding that sends a message in the query of an address. */
export const HTTP_REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
