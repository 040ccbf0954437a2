import type { PendingTask } from './console.ts'
import type { Login, TaskKind } from './login.ts'

/**
 * The tasks that wait for approval. One that is made while others of the same person wait is merged with them
 * (inferred: the guides speak of one Pending state per person).
 */
export class TaskQueue {
  readonly #tasks: PendingTask[]

  /** Over the list of the saved state, which it changes. */
  constructor(tasks: PendingTask[]) {
    this.#tasks = tasks
  }

  /** Every waiting task, the oldest first. */
  get all(): readonly PendingTask[] {
    return this.#tasks
  }

  /** The waiting tasks of a person, the oldest first. */
  of(person: string): PendingTask[] {
    return this.#tasks.filter((task) => task.person === person)
  }

  /** Adds a task, or merges it with what waits already. */
  add(task: PendingTask, login: Login): void {
    const waiting = new Set(this.of(task.person).map(({ kind }) => kind))
    if (task.kind === 'remove') {
      this.drop(task.person)
      if (login.linked) this.#tasks.push(task)
      return
    }
    // Giving the app back before its removal was approved leaves nothing to do but an update.
    if (task.kind === 'create' && waiting.has('remove')) {
      this.drop(task.person, 'remove')
      this.add({ ...task, kind: 'update' }, login)
      return
    }
    const opposite = OPPOSITES.get(task.kind)
    if (opposite !== undefined && waiting.has(opposite)) {
      this.drop(task.person, opposite)
      if (task.kind === 'reactivate') this.add({ ...task, kind: 'update' }, login)
      return
    }
    if (!waiting.has(task.kind) && !(task.kind === 'update' && waiting.has('create'))) this.#tasks.push(task)
  }

  /** Takes out the tasks of a person, or those of one kind, and gives them. */
  drop(person: string, kind?: TaskKind): PendingTask[] {
    const dropped = this.of(person).filter((task) => kind === undefined || task.kind === kind)
    for (const task of dropped) this.#tasks.splice(this.#tasks.indexOf(task), 1)
    return dropped
  }
}

const OPPOSITES: ReadonlyMap<TaskKind, TaskKind> = new Map([
  ['suspend', 'reactivate'],
  ['reactivate', 'suspend'],
])
