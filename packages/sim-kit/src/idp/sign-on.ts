import type { JsonObject } from '@scimulator/scim-core'
import type { Directory, DirectoryGroup, Person } from '../directory/directory.ts'
import type { Evidence, Knob, Quirk, Random } from '../profile/evidence.ts'

/** What is certain about a SAML app before it has keys. */
export interface SignOnAppName {
  /** The team of the service provider; its directory at the simulator goes by the same name. */
  readonly team: string
  /** Every id that the vendor draws once per app comes out of this. */
  readonly seed: string
}

/** A SAML app at the vendor, as its admin has set it up. */
export interface SignOnApp extends SignOnAppName {
  /** The service provider's entity id. */
  readonly entityId: string
  /** The one address the app sends responses to. */
  readonly acsUrl: string
  /** PEM. */
  readonly certificate: string
  /** PEM. Never leaves the simulator. */
  readonly privateKey: string
  /** Every knob of the vendor's sign-on with its value. */
  readonly knobs: Readonly<Record<string, string>>
  /** RelayState of sign-ins that start at the identity provider; may be empty. */
  readonly relayState: string
  /** Where the service provider starts sign-ins; empty when the admin has not said. */
  readonly loginUrl: string
}

/** What the app's certificate says. */
export interface CertificateForm {
  /** Names of the subject, in order: `[short name, value]`. */
  readonly subject: readonly (readonly [string, string])[]
  readonly years: number
}

/** Paths of an app below the simulator's `/idp`, each starting with a slash; the metadata may need a query. */
export interface SignOnAddresses {
  readonly metadata: string
  /** Takes AuthnRequests, by redirect and by POST. */
  readonly signOn: string
  /** Where a person starts at the identity provider. */
  readonly start: string
}

/** An AuthnRequest as far as vendors look at it. */
export interface AuthnRequest {
  readonly id: string
  readonly issuer: string | undefined
  readonly acsUrl: string | undefined
  readonly nameIdFormat: string | undefined
  readonly hasSubject: boolean
  readonly isPassive: boolean
  /** Undefined when the request does not ask for a way to authenticate. */
  readonly authnContext: { readonly comparison: string; readonly classes: readonly string[] } | undefined
}

/** What messages of an app are made of. */
export interface SignOnContext {
  readonly app: SignOnApp
  /** Address of the simulator's pages, ending in `/idp`. */
  readonly base: string
  readonly now: Date
  readonly random: Random
}

/** What a response is made of. */
export interface ResponseContext extends SignOnContext {
  /** Undefined when the person started at the identity provider. */
  readonly request: AuthnRequest | undefined
  readonly person: Person
  /** The person's groups. */
  readonly groups: readonly DirectoryGroup[]
}

/** A page of the vendor. */
export interface VendorPage {
  readonly status: number
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** How the wording is known. */
  readonly evidence: Evidence
}

/** What comes of a request the vendor does not go on with: its own page, or a SAML response that says so. */
export type Refusal = { readonly page: VendorPage } | { readonly response: string }

/** What comes of a start at the identity provider: a sign-in there, the service provider's page, or the vendor's page. */
export type Start = { readonly signIn: true } | { readonly redirect: string } | { readonly page: VendorPage }

/** A person as the vendor knows them. */
export interface SignOnPerson {
  readonly person: Person
  /** Whether the app is assigned to the person. */
  readonly assigned: boolean
}

/** The page that carries a response to the service provider. */
export interface ResponseForm {
  /** Attributes of the form element. */
  readonly attributes: Readonly<Record<string, string>>
  /** Whether an empty RelayState is sent. */
  readonly emptyRelayState: boolean
}

/** A vendor as SAML identity provider. Messages and pages are values: no clock, no randomness, no I/O of its own. */
export interface SignOn {
  /** What the vendor is known to do. */
  readonly behaviours: readonly Quirk[]
  /** Settings of the app, and choices where the evidence is missing. */
  readonly knobs: readonly Knob[]
  readonly form: ResponseForm
  certificate(app: SignOnAppName): CertificateForm
  addresses(app: SignOnAppName): SignOnAddresses
  metadata(context: SignOnContext): string
  /** What is wrong with a request, if anything. */
  refuse(request: AuthnRequest, context: SignOnContext): Refusal | undefined
  /** The response for an assigned person. */
  respond(context: ResponseContext): string
  /** What a person sees to whom the app is not assigned. */
  unassigned(context: ResponseContext): VendorPage
  /** Whether anybody gets in, assigned or not. */
  admitsAnybody?(app: SignOnApp): boolean
  /** Absent: the person signs in at the vendor. */
  start?(app: SignOnApp): Start
  /** People with what the vendor's runs made of them; absent: as the directory has them, assigned while active. */
  people?(directory: Directory, state: JsonObject): readonly SignOnPerson[]
}
