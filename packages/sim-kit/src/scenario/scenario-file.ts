/** A whole number, or `$name` of an option. */
export type Amount = number | string

/** Who a step is about. Every key narrows; `some` and `share` draw from whoever is left, by the run's seed. */
export interface PeopleSelector {
  /** userNames as they are at that point. */
  readonly people?: readonly string[]
  /** A name that an earlier step gave with `as`. */
  readonly those?: string
  readonly department?: string
  /** Members of the group of this displayName. */
  readonly group?: string
  /** Absent: whoever the step can be about (`return`: those who left; other steps: active people). */
  readonly status?: 'active' | 'inactive' | 'any'
  readonly some?: Amount
  /** `20%`, rounded up, or `$name` of an option. */
  readonly share?: string
  /** Remembers the people under this name, for `those`. */
  readonly as?: string
}

/** People: a userName, several, `everybody`, or a selector. */
export type People = string | readonly string[] | PeopleSelector

/** A group: its displayName, or any one that is drawn and perhaps remembered. */
export type GroupChoice = string | GroupSelector

/** A drawn group (`some: 1`), or one that an earlier step named with `as`. */
export interface GroupSelector {
  readonly some?: 1
  readonly that?: string
  readonly as?: string
}

/** A person of a scenario's own directory. */
export interface PersonInput {
  readonly userName: string
  readonly givenName: string
  readonly familyName: string
  readonly displayName?: string
  readonly email?: string
  readonly title?: string
  readonly department?: string
  /** userName of the manager. */
  readonly manager?: string
  readonly active?: boolean
}

/** A new value: text with placeholders such as `{familyName}`, one drawn out of several, or null to take it away. */
export type NewValue = string | null | { readonly oneOf: readonly string[] }

/** New values for attributes of people. */
export interface PersonChanges {
  readonly userName?: NewValue
  readonly givenName?: NewValue
  readonly familyName?: NewValue
  readonly displayName?: NewValue
  readonly email?: NewValue
  readonly title?: NewValue
  readonly department?: NewValue
  /** Who becomes the manager; null: nobody. */
  readonly manager?: People | null
}

/** What the target should hold. */
export type Expectation =
  | 'synced'
  | {
      readonly who: People
      /** `gone`: inactive or absent, as the vendor does it. */
      readonly is?: 'active' | 'inactive' | 'absent' | 'gone'
      /** SCIM attribute paths with the value each must have. */
      readonly has?: Readonly<Record<string, string | number | boolean | null>>
    }
  | { readonly group: GroupChoice; readonly is?: 'present' | 'absent'; readonly members?: People }

/** What each word of a step takes. */
export interface StepWords {
  readonly given: People
  readonly join:
    | Amount
    | { readonly count: Amount; readonly groups?: Amount; readonly as?: string }
    | readonly PersonInput[]
  readonly leave: People
  readonly return: People | { readonly who: People; readonly as: 'new' }
  readonly change: { readonly who: People; readonly set: PersonChanges }
  readonly delete: People
  readonly createGroup: { readonly name: string; readonly members?: People }
  readonly renameGroup: { readonly group: GroupChoice; readonly to: string }
  readonly deleteGroup: GroupChoice
  readonly addMembers: { readonly group: GroupChoice; readonly who: People }
  readonly removeMembers: { readonly group: GroupChoice; readonly who: People }
  readonly sync: { readonly cause?: string } | null
  readonly newApp: null
  readonly wait: string
  readonly act: {
    readonly action: string
    readonly person?: People
    readonly group?: GroupChoice
    readonly changes?: PersonChanges
    readonly options?: Readonly<Record<string, string | number | boolean>>
  }
  readonly expect: Expectation
}

/** The word of a step. */
export type StepWord = keyof StepWords

/** One step: a word with what it takes. */
export type PlainStep = { readonly [Word in StepWord]: Readonly<Record<Word, StepWords[Word]>> }[StepWord]

/** A step, `sync` or `newApp` alone, or steps played several times. */
export type ScenarioStep =
  | 'sync'
  | 'newApp'
  | PlainStep
  | { readonly repeat: { readonly times: Amount; readonly steps: readonly ('sync' | 'newApp' | PlainStep)[] } }

/** A scenario as its file states it. */
export interface ScenarioFile {
  readonly id: string
  readonly summary: string
  /** Settings with their defaults; a step takes one as `$name`. */
  readonly options?: Readonly<Record<string, number | string>>
  /** The scenario's own people; absent: those of the run. */
  readonly people?: readonly PersonInput[]
  readonly groups?: readonly { readonly displayName: string; readonly members?: readonly string[] }[]
  /** A generated directory of the scenario's own. */
  readonly directory?: { readonly users: number; readonly groups: number; readonly seed?: string }
  readonly steps: readonly ScenarioStep[]
}
