import type { Directory, Person } from '../directory/directory.ts'
import type { PreparedAction } from '../profile/admin-action.ts'
import type { FilePath } from './explain.ts'

/** What an expectation of a scenario compares, names drawn and placeholders filled in. */
export type PlannedCheck =
  | { readonly type: 'synced' }
  | {
      readonly type: 'people'
      readonly people: readonly {
        readonly userName: string
        readonly is: 'active' | 'inactive' | 'absent' | 'gone' | undefined
        readonly has: readonly (readonly [path: string, value: string | number | boolean | null])[]
      }[]
    }
  | {
      readonly type: 'group'
      readonly displayName: string
      readonly present: boolean
      /** userNames; undefined: nothing is said of them. */
      readonly members: readonly string[] | undefined
    }

/** What a scenario does, in order, with everything decided that the seed decides. */
export type PlannedStep =
  | { readonly type: 'given'; readonly people: readonly Person[] }
  | { readonly type: 'newApp' }
  | {
      readonly type: 'follow'
      readonly before: Directory | undefined
      readonly after: Directory
      readonly cause: string | undefined
      /** Time that passes first. */
      readonly waitMs: number
    }
  | { readonly type: 'act'; readonly action: PreparedAction }
  | { readonly type: 'expect'; readonly check: PlannedCheck; readonly cause: string }

/** A problem that only the directory shows, by the place of its step. */
export interface PlanProblem {
  readonly path: FilePath
  readonly message: string
}
