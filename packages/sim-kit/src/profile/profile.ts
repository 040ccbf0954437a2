import type { Expected } from '@scimulator/admin-api'
import type { OAuthGrant, OAuthInput } from '../auth/oauth.ts'
import type { Answer, Behaviour } from '../behaviour/behaviour.ts'
import type { Directory } from '../directory/directory.ts'
import type { SignOn } from '../idp/sign-on.ts'
import type { AdminAction } from './admin-action.ts'
import type { AppSettings } from './app-settings.ts'
import type { HeaderContext, ScenarioContext } from './context.ts'
import type { Evidence, Knob, Quirk } from './evidence.ts'
import type { Rehearsal } from './rehearsal.ts'

export type { AppState, HeaderContext, ScenarioContext } from './context.ts'
export type { Evidence, Knob, Quirk, Random } from './evidence.ts'

/** One kind of request a profile can send: the unit of coverage. */
export interface RequestShape {
  readonly id: string
  readonly summary: string
  readonly evidence: Evidence
}

/** Something the vendor's cloud demands of the target's address. A simulator notes it and goes on. */
export interface TransportRule {
  readonly rule: 'https' | 'publicCertificate' | 'noUnderscore'
  readonly evidence: Evidence
}

/** What an admin types to connect an app integration. */
export interface ConnectionInput {
  readonly target: string
  readonly token: string
  /** Sent verbatim as Authorization instead of the vendor's own form of the token. */
  readonly authorization?: string
  /** User and password, where the vendor offers Basic. */
  readonly basic?: { readonly user: string; readonly password: string }
  /** Where the vendor gets its tokens from, where it offers that. */
  readonly oauth?: OAuthInput
  /** URL template of a catalogue app with `{subdomain}` or `{origin}`. */
  readonly appUrl?: string
  /** The settings the run is made with; absent: the profile's defaults. */
  readonly knobs?: Readonly<Record<string, string>>
}

/** A connection ready to use: base URL without trailing slash handling left to do, and the Authorization value. */
export interface Connection {
  readonly baseUrl: string
  readonly authorization: string
  /** Where the Authorization value comes from instead. */
  readonly oauth?: OAuthGrant
}

/** What the vendor does after an answer it does not like. */
export type RetryDecision =
  | { readonly retry: false }
  | { readonly retry: true; readonly afterMs: number; readonly why: string }

/** A named sequence of a vendor's behaviours. */
export interface Scenario {
  readonly id: string
  readonly summary: string
  /** Returns what the target should hold afterwards, by the vendor's own rules. */
  play(context: ScenarioContext): Behaviour<Expected>
}

/** How a directory stands against the last time the vendor looked. */
export interface DirectoryChange {
  /** What the vendor saw last; undefined: it looks for the first time. The same as `after` where only time has passed. */
  readonly before: Directory | undefined
  readonly after: Directory
  /** Why, for the steps: `Rehired`, `Reorganisation`. */
  readonly cause?: string
}

/** One way a vendor is set up; every difference between vendors is a property of a profile. */
export interface Profile {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly evidence: Evidence
  readonly shapes: readonly RequestShape[]
  readonly quirks: readonly Quirk[]
  readonly knobs: readonly Knob[]
  /** What the vendor's cloud demands of the target's address; absent: nothing is known. */
  readonly transport?: readonly TransportRule[]
  /** How the vendor's admin may give credentials besides a token; absent: by a token alone. */
  readonly authorizations?: readonly ('basic' | 'oauth')[]
  /** Milliseconds without an answer before the vendor gives a request up. */
  readonly timeoutMs: number
  /** Turns what the admin types into a connection. @throws UsageError when it is no form the vendor takes. */
  connect(input: ConnectionInput): Connection
  /** Every header line of a request in wire order; the client adds none. */
  headers(context: HeaderContext): readonly (readonly [string, string])[]
  /** What happens after `answer` to try number `attempt` (1-based; `previousMs` is the last wait). */
  retry(
    answer: Answer,
    attempt: number,
    previousMs: number | undefined,
    knobs: Readonly<Record<string, string>>,
  ): RetryDecision
  readonly scenarios: readonly Scenario[]
  /** Everything the vendor's admin can order, under the vendor's own labels. */
  readonly adminActions: readonly AdminAction[]
  /** What an admin edits in the vendor's console as a document: mappings, templates, rules. */
  readonly settings?: AppSettings
  /** Plays what the vendor does when its directory has changed, or time has passed; what scenarios of all vendors share. */
  follow?(change: DirectoryChange, context: ScenarioContext): Behaviour<Expected>
}

/** A vendor: a name and its profiles. What an `apps/*-sim` hands to `runSimulator`. */
export interface Vendor {
  /** Machine id, for example the folder's name without `-sim`. */
  readonly id: string
  readonly label: string
  readonly defaultProfile: string
  readonly profiles: readonly Profile[]
  /** The vendor's published acceptance suites. */
  readonly rehearsals?: readonly Rehearsal[]
  /** How the vendor signs people in by SAML; absent: it does not. */
  readonly signOn?: SignOn
}
