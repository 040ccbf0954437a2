/**
 * @see RFC 7643 §4.1 "User" Resource Schema, §8.7.1 — https://www.rfc-editor.org/rfc/rfc7643#section-4.1
 * @see RFC 7643 errata 6004, 8471 and 8472 (Verified), 6001 (Held) — https://www.rfc-editor.org/errata/rfc7643
 */
import type { AttributeDefinition } from '../../schema/attribute.ts'
import { defineAttribute, defineReference } from '../../schema/define.ts'
import type { SchemaDefinition } from '../../schema/schema.ts'
import { USER_SCHEMA } from '../../schema/urns.ts'

const PRIMARY = defineAttribute('primary', 'Whether this is the preferred value; true at most once.', {
  type: 'boolean',
})

const display = (what: string) => defineAttribute('display', `A human-readable form of the ${what}.`)

const type = (what: string, ...canonicalValues: string[]) =>
  defineAttribute('type', `What the ${what} is for.`, canonicalValues.length === 0 ? {} : { canonicalValues })

function multiValued(name: string, description: string, ...subAttributes: AttributeDefinition[]): AttributeDefinition {
  return defineAttribute(name, description, { type: 'complex', multiValued: true, subAttributes })
}

const NAME = defineAttribute('name', 'The components of the name of the User.', {
  type: 'complex',
  subAttributes: [
    defineAttribute('formatted', 'The full name, formatted for display.'),
    defineAttribute('familyName', 'The family name, or last name in most Western languages.'),
    defineAttribute('givenName', 'The given name, or first name in most Western languages.'),
    defineAttribute('middleName', 'The middle name.'),
    defineAttribute('honorificPrefix', 'The title before the name, such as "Ms.".'),
    defineAttribute('honorificSuffix', 'The suffix after the name, such as "III".'),
  ],
})

const ADDRESSES = multiValued(
  'addresses',
  'Physical mailing addresses.',
  defineAttribute('formatted', 'The full address, formatted for display.'),
  defineAttribute('streetAddress', 'The street address, which may include line breaks.'),
  defineAttribute('locality', 'The city or locality.'),
  defineAttribute('region', 'The state or region.'),
  defineAttribute('postalCode', 'The postal code.'),
  defineAttribute('country', 'The country, as an ISO 3166-1 alpha-2 code.'),
  type('address', 'work', 'home', 'other'),
  PRIMARY,
)

const GROUPS = defineAttribute('groups', 'The groups the User belongs to, derived from the groups’ members.', {
  type: 'complex',
  multiValued: true,
  mutability: 'readOnly',
  subAttributes: [
    defineAttribute('value', 'The id of the Group.', { caseExact: true, mutability: 'readOnly' }),
    defineReference('$ref', 'The URI of the Group.', ['Group'], { mutability: 'readOnly' }),
    defineAttribute('display', 'The displayName of the Group.', { mutability: 'readOnly' }),
    defineAttribute('type', 'Whether the membership is direct or through another group.', {
      mutability: 'readOnly',
      canonicalValues: ['direct', 'indirect'],
    }),
  ],
})

/** The core User schema. */
export const USER_SCHEMA_DEFINITION: SchemaDefinition = {
  id: USER_SCHEMA,
  name: 'User',
  description: 'User Account',
  attributes: [
    defineAttribute('userName', 'The name the User signs in with, unique over all Users whatever its case.', {
      required: true,
      uniqueness: 'server',
    }),
    NAME,
    defineAttribute('displayName', 'The name of the User as shown to end users.'),
    defineAttribute('nickName', 'The casual name of the User.'),
    defineReference('profileUrl', 'The URL of the User’s online profile.', ['external']),
    defineAttribute('title', 'The title of the User, such as "Vice President".'),
    defineAttribute('userType', 'The relation between the organization and the User, such as "Employee".'),
    defineAttribute('preferredLanguage', 'The preferred language, in the form of an Accept-Language header.'),
    defineAttribute('locale', 'The default location for localizing currency, dates and numbers, as a language tag.'),
    defineAttribute('timezone', 'The time zone, in the form of the IANA time zone database.'),
    defineAttribute('active', 'Whether the User may use the service.', { type: 'boolean' }),
    defineAttribute('password', 'The password of the User, in clear text on the way in and never on the way out.', {
      caseExact: true,
      mutability: 'writeOnly',
      returned: 'never',
    }),
    multiValued(
      'emails',
      'Email addresses.',
      defineAttribute('value', 'The email address.'),
      display('address'),
      type('address', 'work', 'home', 'other'),
      PRIMARY,
    ),
    multiValued(
      'phoneNumbers',
      'Phone numbers.',
      defineAttribute('value', 'The phone number.'),
      display('number'),
      type('number', 'work', 'home', 'mobile', 'fax', 'pager', 'other'),
      PRIMARY,
    ),
    multiValued(
      'ims',
      'Instant messaging addresses.',
      defineAttribute('value', 'The instant messaging address.'),
      display('address'),
      type('address', 'aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo'),
      PRIMARY,
    ),
    multiValued(
      'photos',
      'URLs of photos of the User.',
      defineReference('value', 'The URL of the photo.', ['external']),
      display('photo'),
      type('photo', 'photo', 'thumbnail'),
      PRIMARY,
    ),
    ADDRESSES,
    GROUPS,
    multiValued(
      'entitlements',
      'Entitlements of the User.',
      defineAttribute('value', 'The entitlement.'),
      display('entitlement'),
      type('entitlement'),
      PRIMARY,
    ),
    multiValued(
      'roles',
      'Roles of the User, such as "Student" or "Faculty".',
      defineAttribute('value', 'The role.'),
      display('role'),
      type('role'),
      PRIMARY,
    ),
    multiValued(
      'x509Certificates',
      'Certificates issued to the User.',
      defineAttribute('value', 'One DER certificate in base64.', {
        type: 'binary',
        caseExact: true,
        content: 'certificate',
      }),
      display('certificate'),
      type('certificate'),
      PRIMARY,
    ),
  ],
}
