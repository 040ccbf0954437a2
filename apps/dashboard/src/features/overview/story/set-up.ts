import type { AuditRow, ScimSettings, SignedIn } from '@scimulator/admin-api'

/** What has to be set up, in the order of the story. */
export const SET_UP = ['saml', 'signIn', 'people', 'page', 'enable', 'url', 'token'] as const
/** A step of setting SCIM up. */
export type SetUpStep = (typeof SET_UP)[number]

/** What is known of a team; undefined where it may not be read, or has not been yet. */
export interface SetUpFacts {
  person: SignedIn | undefined
  settings: ScimSettings | undefined
  /** Whether SAML is set up. */
  saml: boolean | undefined
  rows: readonly AuditRow[] | undefined
  /** Pages the server has answered with. */
  hasSeen: (page: 'people' | 'scim') => boolean
}

/** Which steps the server has seen done. */
export function setUpSeen({ person, settings, saml, rows = [], hasSeen }: SetUpFacts): Set<SetUpStep> {
  const byPerson = rows.some(({ actor, action }) => actor.kind === 'person' && action.startsWith('scim.'))
  const isAdmin = person?.role === 'owner' || person?.role === 'admin'
  const wasUsed = (settings?.token?.lastUsedAt ?? null) !== null
  const page = hasSeen('scim') || byPerson
  const done: Readonly<Record<SetUpStep, boolean>> = {
    saml: saml === true,
    signIn: isAdmin || byPerson,
    people: hasSeen('people') || page,
    page,
    enable: settings?.enabled === true,
    // A request that came to the address with the token shows that both were copied.
    url: wasUsed,
    token: wasUsed,
  }
  return new Set(SET_UP.filter((step) => done[step]))
}
