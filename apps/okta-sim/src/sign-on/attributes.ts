import { element, NAMESPACE, type ResponseContext, type Xml } from '@scimulator/sim-kit'

/** The attributes that the admin has set up; a value that is empty leaves its attribute out. */
export function attributeStatement({ app, person, groups }: ResponseContext): Xml | undefined {
  const profile = {
    firstName: [person.givenName],
    lastName: [person.familyName],
    email: [person.email],
  }
  const names = { groups: groups.map(({ displayName }) => displayName) }
  const attributes = Object.entries({
    ...(app.knobs.attributeStatements === 'profile' ? profile : {}),
    ...(app.knobs.groupAttributeStatements === 'groups' ? names : {}),
  }).flatMap(
    ([name, values]) =>
      attribute(
        name,
        values.filter((value) => value !== ''),
      ) ?? [],
  )
  return attributes.length === 0 ? undefined : element('saml2:AttributeStatement', {}, ...attributes)
}

function attribute(name: string, values: readonly string[]): Xml | undefined {
  if (values.length === 0) return undefined
  const type = {
    'xmlns:xs': NAMESPACE.schema,
    'xmlns:xsi': NAMESPACE.schemaInstance,
    'xsi:type': 'xs:string',
  }
  return element(
    'saml2:Attribute',
    { Name: name, NameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified' },
    ...values.map((value) => element('saml2:AttributeValue', type, value)),
  )
}
