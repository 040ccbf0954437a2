import { element, NAMESPACE, type ResponseContext, type Xml } from '@scimulator/sim-kit'

/** The parameters that go into the assertion; one without a value is sent as an empty element. */
export function attributeStatement({ app, person, groups }: ResponseContext): Xml | undefined {
  if (app.knobs.parameters !== 'test-connector') return undefined
  const values = {
    'User.email': person.email,
    memberOf: groups.map(({ displayName }) => displayName).join(';'),
    'User.LastName': person.familyName,
    PersonImmutableID: '',
    'User.FirstName': person.givenName,
  }
  return element(
    'saml:AttributeStatement',
    {},
    ...Object.entries(values).map(([name, value]) => attribute(name, value)),
  )
}

function attribute(name: string, value: string): Xml {
  return element(
    'saml:Attribute',
    { NameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic', Name: name },
    element('saml:AttributeValue', { 'xmlns:xsi': NAMESPACE.schemaInstance, 'xsi:type': 'xs:string' }, value),
  )
}
