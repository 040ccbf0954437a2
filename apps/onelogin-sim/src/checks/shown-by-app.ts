import type { JsonObject } from '@scimulator/scim-core'

/** What the app has shown in this run, which later answers are judged against. */
export class ShownByApp {
  /** Memberships taken back: ids of accounts by group name. */
  readonly takenBack: Map<string, Set<string>> = new Map()
  /** Accounts as they were shown last, by id. */
  readonly accounts: Map<string, JsonObject> = new Map()
  /** Whether a change of a profile was ever taken. */
  appliesProfiles = false
  /** Findings that an answer to a create has shown: what is lost there is not kept on purpose. */
  readonly lostAtCreate: Set<string> = new Set()
  /** Whether the server has let anything through. */
  open = false
  /** Exchanges that were refused as unauthorized before anything got through. */
  readonly shut: Set<string> = new Set()
  readonly #details = new Map<string, string>()

  /** What was seen when a finding was first reported. */
  firstDetail(finding: string, detail: string): string {
    const known = this.#details.get(finding) ?? detail
    this.#details.set(finding, known)
    return known
  }
}
