import type { Access } from '@scimulator/scim-express'

/** A bearer token as the server knows it: never the secret. */
export interface Token {
  readonly id: string
  /** What its owner calls it. */
  readonly label: string
  readonly access: Access
  /** SCIM id of the User it speaks for, by `/Me` alone; null: it speaks for the identity provider. */
  readonly subject: string | null
  /** Milliseconds since the epoch, as the times below. */
  readonly created: number
  /** Null: it has no end. */
  readonly expires: number | null
  /** Null: never. */
  readonly lastUsed: number | null
  /** Who used it last, as far as the request said. */
  readonly lastClient: string | null
  /** Whether it is the one of the team's page *SCIM Provisioning*. */
  readonly isProvisioning: boolean
}

/** What a new token is made with. */
export type NewToken = Pick<Token, 'label' | 'access' | 'subject'> & { readonly lifeMs: number }

/** Keeps the digests of teams' bearer tokens. */
export interface TokenStore {
  /**
   * Lets a token of the operator's open the team: all of it, without an end. Only its digest is kept; naming a known
   * token again changes nothing.
   */
  admitOperatorToken(teamId: string, token: string): void
  /** Takes the operator's tokens from the team. */
  revokeOperatorTokens(teamId: string): void
  /** Makes a token of the team. The secret is in this answer and nowhere else. */
  issueToken(teamId: string, token: NewToken): { readonly token: Token; readonly secret: string }
  /**
   * Makes a secret the token of the team's page *SCIM Provisioning*: full access. Whichever was it before ends in the same
   * transaction. Naming the one that is it already changes nothing.
   *
   * @param lifeMs null: it has no end.
   */
  setProvisioningToken(teamId: string, secret: string, lifeMs: number | null): Token
  /** The token of the team's page *SCIM Provisioning*. */
  provisioningToken(teamId: string): Token | undefined
  /** The tokens of a team in the order they were made, expired ones too. */
  tokens(teamId: string): readonly Token[]
  /** Ends the tokens that speak for a User of the team. */
  revokeTokensOf(teamId: string, subject: string): void
  /** Ends a token at once. False: the team has no such token. */
  revokeToken(teamId: string, id: string): boolean
}
