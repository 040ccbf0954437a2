/** The run cannot go on; `message` is the one line that says why. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped'
}
