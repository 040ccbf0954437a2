import type { SetSaml, SignOn, SignOnChange } from '@scimulator/admin-api'
import { type Actor, type AuditLog, type PersonSessions, ProductRefusal } from '../product/product.ts'
import type { Team } from '../teams/team.ts'
import { DEFAULT_SIGN_ON_RULES, type IdentityProvider, type SamlConnections, type SignOnRules } from './connections.ts'
import { describeCertificate } from './metadata/certificates.ts'
import { type FetchRules, fetchMetadata } from './metadata/fetch-metadata.ts'
import { readMetadata } from './metadata/read-metadata.ts'
import { serviceProviderOf } from './service-provider.ts'

/** How teams set their sign-on up. Who may do it is settled by the caller. */
export interface SamlSignOn {
  settings(team: Team): Promise<SignOn>
  isSetUp(team: Team): Promise<boolean>
  rules(team: Team): Promise<SignOnRules>
  /** Sets the identity provider up, or its new certificates. @throws ProductRefusal `invalid`. */
  set(team: Team, request: SetSaml, actor: Actor): Promise<SignOn>
  /**
   * Once SSO is required, whoever came by a one-time link is signed out, save owners.
   * @throws ProductRefusal `invalid` when SSO is to be required without an identity provider.
   */
  change(team: Team, change: SignOnChange, actor: Actor): Promise<SignOn>
  /** Forgets the identity provider and every rule about it. @throws ProductRefusal `notFound`. */
  remove(team: Team, actor: Actor): Promise<SignOn>
}

/** What sign-on settings are made of. */
export interface SignOnParts extends FetchRules {
  readonly connections: SamlConnections
  readonly audit: AuditLog
  readonly sessions: Pick<PersonSessions, 'endLinked'>
  /** Origin of the server as the world knows it. */
  readonly serverUrl: string
  readonly now: () => number
}

/** The sign-on settings of teams. */
export function createSamlSignOn(parts: SignOnParts): SamlSignOn {
  const { connections, audit, sessions, now } = parts
  const settings = (team: Team): Promise<SignOn> => readSettings(parts, team)
  return {
    settings,
    rules: ({ id }) => connections.rules(id),
    isSetUp: async ({ id }) => (await connections.identityProvider(id)) !== undefined,
    async set(team, request, actor) {
      const metadataUrl = 'metadataUrl' in request ? request.metadataUrl : null
      const text = 'metadataUrl' in request ? await fetchMetadata(request.metadataUrl, parts) : request.metadata
      const provider = { ...readMetadata(text, now()), metadataUrl, setUpAt: now() }
      const before = await connections.identityProvider(team.id)
      await connections.setIdentityProvider(team.id, provider)
      await audit.note(team, {
        actor,
        action: 'saml.set',
        subject: subjectOf(team),
        before: before === undefined ? null : facts(before, now()),
        after: facts(provider, now()),
      })
      return settings(team)
    },
    async change(team, change, actor) {
      const before = await connections.rules(team.id)
      const after = { ...before, ...change }
      if (after.requireSso && (await connections.identityProvider(team.id)) === undefined)
        throw new ProductRefusal('invalid', 'Set SAML up before you require it: nobody could sign in otherwise.')
      const changed = changedRules(before, after)
      if (changed.length > 0) {
        await connections.setRules(team.id, after)
        const only = (rules: SignOnRules) => Object.fromEntries(changed.map((name) => [name, rules[name]]))
        const subject = subjectOf(team)
        await audit.note(team, { actor, action: 'signOn.changed', subject, before: only(before), after: only(after) })
      }
      // Whoever comes in by a link meanwhile looks at the rules once more.
      if (after.requireSso && !before.requireSso) await sessions.endLinked(team, actor)
      return settings(team)
    },
    async remove(team, actor) {
      const before = await connections.identityProvider(team.id)
      if (before === undefined) throw new ProductRefusal('notFound', 'SAML is not set up.')
      await connections.remove(team.id)
      const subject = subjectOf(team)
      await audit.note(team, { actor, action: 'saml.removed', subject, before: facts(before, now()) })
      return settings(team)
    },
  }
}

async function readSettings({ connections, serverUrl, now }: SignOnParts, team: Team): Promise<SignOn> {
  const provider = await connections.identityProvider(team.id)
  const refusals = await connections.refusals(team.id)
  return {
    serviceProvider: serviceProviderOf(serverUrl, team.name),
    identityProvider: provider === undefined ? null : describe(provider, now()),
    ...(await connections.rules(team.id)),
    refusals: refusals.map(({ at, reference, reason }) => ({ at: new Date(at).toISOString(), reference, reason })),
  }
}

function describe(provider: IdentityProvider, now: number): NonNullable<SignOn['identityProvider']> {
  const { entityId, ssoUrl, metadataUrl, certificates, setUpAt } = provider
  return {
    entityId,
    ssoUrl,
    metadataUrl,
    certificates: certificates.map((certificate) => describeCertificate(certificate, now)),
    setUpAt: new Date(setUpAt).toISOString(),
  }
}

function facts(provider: IdentityProvider, now: number): Record<string, string> {
  const { entityId, ssoUrl, certificates } = provider
  const fingerprints = certificates.map((certificate) => describeCertificate(certificate, now).fingerprint)
  return { entityId, ssoUrl, certificates: fingerprints.join(' ') }
}

function changedRules(before: SignOnRules, after: SignOnRules): (keyof SignOnRules)[] {
  // The defaults name every rule.
  const names = Object.keys(DEFAULT_SIGN_ON_RULES) as (keyof SignOnRules)[]
  return names.filter((name) => before[name] !== after[name])
}

function subjectOf({ id, displayName }: Team): { kind: 'team'; id: string; name: string } {
  return { kind: 'team', id, name: displayName }
}
