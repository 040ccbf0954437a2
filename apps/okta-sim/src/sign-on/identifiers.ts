import { createRandom, type SignOnAppName } from '@scimulator/sim-kit'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** What Okta draws for an org and its app. */
export interface OktaIdentifiers {
  /** Name of the org, before `.okta.com`. */
  readonly org: string
  /** As it stands in addresses: org, label and a counter. */
  readonly appName: string
  /** External key of the app, in the issuer. */
  readonly externalKey: string
  readonly appId: string
  readonly linkId: string
}

/** The identifiers of an app; the same seed gives the same. */
export function identifiersOf({ team, seed }: SignOnAppName): OktaIdentifiers {
  const draw = (prefix: string): string => `${prefix}${createRandom(seed, prefix).text(17, BASE62)}`
  const org = `dev-${createRandom(seed, 'org').text(8, '0123456789')}`
  return {
    org,
    appName: `${plain(org)}_${plain(team)}_1`,
    externalKey: draw('exk'),
    appId: draw('0oa'),
    linkId: draw('aln'),
  }
}

/** The issuer: always this host, always http. */
export function issuerOf(app: SignOnAppName): string {
  return `http://www.okta.com/${identifiersOf(app).externalKey}`
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}
