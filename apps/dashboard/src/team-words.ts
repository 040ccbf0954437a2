import type { AuditAction, MembershipState, Origin, Role, SignedIn } from '@scimulator/admin-api'
import type { Tone } from './components/status.tsx'

/** By what way a person came. */
export const ORIGIN_WORDS: Readonly<Record<Origin, string>> = {
  founder: 'with the team',
  scim: 'by SCIM',
  'sign-on': 'by signing in',
  invitation: 'by invitation',
}

/** Word and tone of a membership's state. */
export const STATE_WORDS: Readonly<Record<MembershipState, { word: string; tone: Tone }>> = {
  active: { word: 'active', tone: 'pass' },
  inactive: { word: 'inactive', tone: 'skip' },
  invited: { word: 'invited', tone: 'wait' },
}

/** How somebody came in. */
export const WAY_WORDS: Readonly<Record<SignedIn['by'], string>> = {
  saml: 'By single sign-on',
  link: 'By a one-time link',
  operator: 'Played by the operator',
}

/** The same inside a sentence. A map: the codes are given by the wire. */
export const WAY_CODES: ReadonlyMap<string, string> = new Map([
  ['saml', 'by single sign-on'],
  ['link', 'by a one-time link'],
  ['operator', 'played by the operator'],
])

/** What a role may do, in a sentence. */
export const ROLE_NOTES: Readonly<Record<Role, string>> = {
  owner: 'Everything, and makes other owners.',
  admin: 'Security, SCIM provisioning, people and every space.',
  manager: 'Invites and removes members and guests, sees every space.',
  member: 'Open spaces, and those they are in.',
  guest: 'Only the spaces and documents they were let into.',
}

/** What was done, as the audit log says it. */
export const AUDIT_WORDS: Readonly<Record<AuditAction, string>> = {
  'member.added': 'Added',
  'member.invited': 'Invited',
  'member.deactivated': 'Deactivated',
  'member.reactivated': 'Reactivated',
  'member.removed': 'Removed',
  'member.renamed': 'Renamed',
  'member.changed': 'Profile changed',
  'member.roleChanged': 'Role changed',
  'member.refused': 'Change refused',
  'member.purged': 'Data erased for good',
  'session.started': 'Signed in',
  'session.ended': 'Signed out',
  'signIn.refused': 'Sign-in refused',
  'signInLink.created': 'One-time link made',
  'space.created': 'Space made',
  'space.changed': 'Space changed',
  'document.created': 'Document made',
  'document.changed': 'Document changed',
  'document.shared': 'Document shared',
  'document.unshared': 'Share taken back',
  'saml.set': 'SAML set up',
  'saml.removed': 'SAML removed',
  'signOn.changed': 'Sign-in rules changed',
  'scim.enabled': 'SCIM provisioning switched on',
  'scim.disabled': 'SCIM provisioning switched off',
  'scim.tokenCreated': 'SCIM token made',
  'scim.tokenEnded': 'SCIM token ended',
  'scim.settingsChanged': 'SCIM settings changed',
}

/** Why something was refused. A map: the codes are given by the wire. */
export const REASON_WORDS: ReadonlyMap<string, string> = new Map([
  ['lastOwner', 'last owner'],
  ['forbidden', 'not allowed for their role'],
  ['inactive', 'no longer active in the team'],
  ['linkEnded', 'the link is from before they left the team'],
  ['unknown', 'not known in the team'],
  ['seats', 'every seat is taken'],
  ['full', 'every seat is taken'],
  ['failed', 'signing in did not work'],
])

/** What the audit log calls a value, where its name alone says too little. */
export const VALUE_WORDS: ReadonlyMap<string, string> = new Map([
  ['scimId', 'SCIM id'],
  ['origin', 'came'],
  ['reason', 'why'],
  ['reference', 'reference on their page'],
  ['userName', 'user name'],
  ['displayName', 'name'],
  ['personId', 'person'],
  ['ownerId', 'owner'],
  ['spaceId', 'space'],
  ['isIn', 'is in'],
  ['isShared', 'is shared'],
  ['expiresAt', 'ends'],
  ['by', 'how'],
])
