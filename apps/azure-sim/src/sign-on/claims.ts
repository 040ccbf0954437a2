import { element, type ResponseContext, type Xml } from '@scimulator/sim-kit'
import { issuerOf, objectIdOf, tenantOf } from './identifiers.ts'

const IDENTITY = 'http://schemas.microsoft.com/identity/claims'
const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const GROUPS = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'
const GROUPS_LINK = 'http://schemas.microsoft.com/claims/groups.link'
const MOST_GROUPS = 150

/** The claims about a person: those always sent, the groups when asked for, and the four configured by default. */
export function attributeStatement(context: ResponseContext): Xml {
  const { app, person } = context
  const claims: readonly (readonly [string, readonly string[]])[] = [
    [`${IDENTITY}/tenantid`, [tenantOf(app)]],
    [`${IDENTITY}/objectidentifier`, [objectIdOf(app, 'person', person.id)]],
    [`${IDENTITY}/displayname`, [person.displayName]],
    ...groupClaims(context),
    [`${IDENTITY}/identityprovider`, [issuerOf(app)]],
    [
      'http://schemas.microsoft.com/claims/authnmethodsreferences',
      ['http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password'],
    ],
    [`${CLAIMS}/givenname`, [person.givenName]],
    [`${CLAIMS}/surname`, [person.familyName]],
    [`${CLAIMS}/emailaddress`, [person.email]],
    [`${CLAIMS}/name`, [person.userName]],
  ]
  return element(
    'AttributeStatement',
    {},
    ...claims.flatMap(
      ([name, values]) =>
        attribute(
          name,
          values.filter((value) => value !== ''),
        ) ?? [],
    ),
  )
}

function groupClaims({ app, person, groups }: ResponseContext): (readonly [string, readonly string[]])[] {
  if (app.knobs['group-claim'] !== 'groups') return []
  if (groups.length <= MOST_GROUPS) return [[GROUPS, groups.map(({ id }) => objectIdOf(app, 'group', id))]]
  const user = objectIdOf(app, 'person', person.id)
  return [[GROUPS_LINK, [`https://graph.windows.net/${tenantOf(app)}/users/${user}/getMemberObjects`]]]
}

function attribute(name: string, values: readonly string[]): Xml | undefined {
  if (values.length === 0) return undefined
  return element('Attribute', { Name: name }, ...values.map((value) => element('AttributeValue', {}, value)))
}
