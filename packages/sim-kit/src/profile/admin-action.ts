import type { Expected } from '@scimulator/admin-api'
import type { Behaviour } from '../behaviour/behaviour.ts'
import type { Directory, DirectoryGroup, Person } from '../directory/directory.ts'
import type { ScenarioContext } from './context.ts'
import type { Evidence } from './evidence.ts'

/** Something the vendor's admin orders in the console. */
export interface AdminAction {
  /** `assign`, `suspend`, `provisionOnDemand`: camelCase, the same word for the same act of two vendors. */
  readonly id: string
  /** As the vendor's console words it. */
  readonly label: string
  readonly summary: string
  readonly evidence: Evidence
  /** What the order must name. */
  readonly needs: readonly ActionSubject[]
  readonly options?: readonly ActionOption[]
  /** Applies what the order changes in the directory. @throws UsageError when the order makes no sense. */
  prepare(order: ActionOrder, directory: Directory): PreparedAction
}

/** What an action can be about; `changes` are new values for attributes of the person. */
export type ActionSubject = 'person' | 'group' | 'changes'

/** A choice of an action, as the console's form has it. */
export interface ActionOption {
  readonly id: string
  readonly summary: string
  /** The values there are; absent: free text. */
  readonly values?: readonly string[]
  /** Absent: the order must say. */
  readonly default?: string
}

/** An order with its subjects found in the directory and every option with its value. */
export interface ActionOrder {
  readonly person?: Person
  readonly group?: DirectoryGroup
  readonly changes?: Partial<Person>
  readonly options: Readonly<Record<string, string>>
}

/** An action made ready: the directory it leaves behind, and its behaviour. */
export interface PreparedAction {
  readonly directory: Directory
  readonly play: (context: ScenarioContext) => Behaviour<Expected>
}
