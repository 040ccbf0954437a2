import type { NewMember } from '../product/product.ts'
import { looksLikeEmail } from '../product/rules/email-address.ts'
import type { Assertion } from './response/read-assertion.ts'

const MAX_LENGTH = 200

// Identity providers name attributes as they like, as words or as addresses; the last part is what they agree on.
const NAMES: ReadonlyMap<string, 'givenName' | 'familyName' | 'displayName' | 'email'> = new Map([
  ['givenname', 'givenName'],
  ['firstname', 'givenName'],
  ['surname', 'familyName'],
  ['familyname', 'familyName'],
  ['lastname', 'familyName'],
  ['displayname', 'displayName'],
  ['emailaddress', 'email'],
  ['email', 'email'],
  ['mail', 'email'],
])

/** What a new member is called: the NameID is the userName, attributes that are understood give the rest. */
export function toProfile({ nameId, attributes }: Assertion): Omit<NewMember, 'role' | 'origin'> {
  const profile: { givenName?: string; familyName?: string; displayName?: string; email?: string } = {}
  for (const [name, values] of attributes) {
    const key = NAMES.get(name.split(/[/.:]/).at(-1)?.toLowerCase() ?? '')
    const value = values[0]?.trim() ?? ''
    if (key === undefined || value === '' || value.length > MAX_LENGTH || /\p{Cc}/u.test(value)) continue
    if (key === 'email' && !looksLikeEmail(value)) continue
    profile[key] ??= value
  }
  if (profile.email === undefined && looksLikeEmail(nameId)) profile.email = nameId
  return { userName: nameId, ...profile }
}
