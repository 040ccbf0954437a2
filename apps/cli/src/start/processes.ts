import type { ChildProcess } from 'node:child_process'

/** The programs of one start: ended together, whoever ends first. */
export class Processes {
  readonly #children = new Set<ChildProcess>()
  #stopping = false
  #interrupted = false

  /** Keeps a program; when it ends on its own, all others are stopped. */
  add(child: ChildProcess): void {
    this.#children.add(child)
    child.on('exit', () => {
      this.#children.delete(child)
      this.stop()
    })
  }

  /** Asks every program to end because somebody asked us to. */
  interrupt(): void {
    this.#interrupted = true
    this.stop()
  }

  /** Asks every program to end. */
  stop(): void {
    if (this.#stopping) return
    this.#stopping = true
    for (const child of this.#children) child.kill('SIGTERM')
  }

  /** Whether somebody asked for the end. */
  get interrupted(): boolean {
    return this.#interrupted
  }

  /** Resolves when no program is left. */
  async ended(): Promise<void> {
    await Promise.all([...this.#children].map((child) => new Promise((resolve) => child.once('exit', resolve))))
  }
}
