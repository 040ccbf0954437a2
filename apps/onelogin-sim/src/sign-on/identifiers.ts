import { createRandom, type SignOnAppName } from '@scimulator/sim-kit'

/** Id of the app: six or seven digits. */
export function appIdOf({ seed }: SignOnAppName): string {
  const random = createRandom(seed, 'app id')
  return String(100_000 + random.integer(9_900_000))
}

/** The number in the certificate's name. */
export function accountOf({ seed }: SignOnAppName): string {
  return String(10_000 + createRandom(seed, 'account').integer(90_000))
}

/** The issuer; in OneLogin's cloud it is also the address of the metadata. */
export function issuerOf(app: SignOnAppName): string {
  return `https://app.onelogin.com/saml/metadata/${appIdOf(app)}`
}
