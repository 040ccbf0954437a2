import type { Knob } from '@scimulator/sim-kit'

type Values = Readonly<Record<string, string>>

/**
 * The knobs of an app. Each is looked up when it is asked for, so that a run counts as used what decided something in
 * it and nothing else.
 */
export class OktaKnobs {
  readonly #ofRun: Values
  readonly #usual: ReadonlyMap<string, string>
  readonly #ofConsole: Values

  /** What the run sets, the profile's knobs with their defaults, and what the app's admin set: that wins. */
  constructor(ofRun: Values, known: readonly Knob[], ofConsole: Values = {}) {
    this.#ofRun = ofRun
    this.#usual = new Map(known.map((knob) => [knob.id, knob.default]))
    this.#ofConsole = ofConsole
  }

  get keepTrailingSlash(): boolean {
    return this.#value('trailingSlash') !== 'strip'
  }

  get filterSpace(): '%20' | '+' {
    return this.#value('filterEncoding') === 'plus' ? '+' : '%20'
  }

  get groupsProbeOnSave(): boolean {
    return this.#isOn('groupsProbeOnSave')
  }

  get emptyMode(): 'omit' | 'empty' | 'null' {
    const mode = this.#value('emptyMode')
    return mode === '""' ? 'empty' : mode === 'null' ? 'null' : 'omit'
  }

  get membershipBatch(): number {
    return Number(this.#value('membershipBatch')) || 100
  }

  get detailsPatch(): 'always' | 'create' | 'never' {
    const when = this.#value('detailsPatch')
    return when === 'never' || when === 'create' ? when : 'always'
  }

  get groupPrecheck(): boolean {
    return this.#isOn('groupPrecheck')
  }

  get pushMembersImmediately(): boolean {
    return this.#isOn('pushMembersImmediately')
  }

  get renameGroups(): boolean {
    return this.#isOn('renameGroups')
  }

  get importGroups(): boolean {
    return this.#isOn('importGroups')
  }

  get deleteUnlinkedGroups(): boolean {
    return this.#value('unlinkGroups') !== 'leave'
  }

  get deactivateUsers(): boolean {
    return this.#isOn('deactivateUsers')
  }

  get excludeUsernameUpdates(): boolean {
    return this.#isOn('excludeUsernameUpdates')
  }

  get doubleProfilePush(): boolean {
    return this.#isOn('doubleProfilePush')
  }

  get staleActiveRace(): boolean {
    return this.#isOn('staleActiveRace')
  }

  get membersPathless(): boolean {
    return this.#isOn('membersPathless')
  }

  get parallelUsers(): number {
    return Number(this.#value('parallelUsers')) || 5
  }

  get importSchedule(): string {
    return this.#value('importSchedule') ?? 'never'
  }

  get createUsers(): boolean {
    return this.#isOn('createUsers')
  }

  get importUsers(): boolean {
    return this.#isOn('importUsers')
  }

  get pushGroups(): boolean {
    return this.#isOn('pushGroups')
  }

  get checkByEmail(): boolean {
    return this.#value('uniqueIdentifier') === 'email'
  }

  get nullDisplay(): boolean {
    return this.#value('memberDisplay') === 'null'
  }

  get staleUserNameCheck(): boolean {
    return this.#isOn('staleUserNameCheck')
  }

  get groupPutId(): boolean {
    return this.#isOn('groupPutId')
  }

  get recreateOnUserName(): boolean {
    return this.#value('assignmentUserName') === 'recreate'
  }

  get lookupBeforeDeprovision(): boolean {
    return this.#isOn('lookupBeforeDeprovision')
  }

  get matchBy(): 'userName' | 'email' | 'both' {
    const field = this.#value('matchBy')
    return field === 'email' || field === 'both' ? field : 'userName'
  }

  get allowPartialMatches(): boolean {
    return this.#isOn('allowPartialMatches')
  }

  get autoConfirm(): ReadonlySet<string> {
    return new Set(this.#value('autoConfirm')?.split('+'))
  }

  /** Percent; 100 = off. */
  get importSafeguard(): number {
    const percent = this.#value('importSafeguard')
    return percent === 'off' ? 100 : Number(percent) || 20
  }

  get importUserSchema(): boolean {
    return this.#isOn('importUserSchema')
  }

  get failOnExpression(): boolean {
    return this.#value('expressionErrors') !== 'empty'
  }

  get updateUserAttributes(): boolean {
    return this.#isOn('updateUserAttributes')
  }

  get syncPassword(): 'off' | 'random' | 'okta' {
    const which = this.#value('syncPassword')
    return which === 'random' || which === 'okta' ? which : 'off'
  }

  #isOn(id: string): boolean {
    return this.#value(id) === 'on'
  }

  #value(id: string): string | undefined {
    const usual = this.#usual.get(id)
    if (usual === undefined) return undefined
    // Asked for in any case: where the console decides, the run rests on what the knob says of the option too.
    const set = Object.hasOwn(this.#ofRun, id) ? this.#ofRun[id] : usual
    return Object.hasOwn(this.#ofConsole, id) ? this.#ofConsole[id] : set
  }
}
