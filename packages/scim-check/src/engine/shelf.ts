import type { Workspace } from './workspace.ts'

/** Things several checks use, made once for the run and removed at its end. */
export class Shelf {
  readonly #workspace: Workspace
  readonly #things = new Map<string, Promise<unknown>>()
  readonly #kept = new Set<string>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** Paths of what must outlive the check that made it. */
  get kept(): ReadonlySet<string> {
    return this.#kept
  }

  /** The thing of this name, made when it is asked for first. A name stands for one type. */
  take<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = this.#things.get(name)
    // One name is used with one `make` only.
    if (known !== undefined) return known as Promise<T>
    const thing = this.#keep(make)
    this.#things.set(name, thing)
    return thing
  }

  async #keep<T>(make: () => Promise<T>): Promise<T> {
    const before = this.#workspace.mark()
    const thing = await make()
    for (const path of this.#workspace.mark()) if (!before.has(path)) this.#kept.add(path)
    return thing
  }
}
