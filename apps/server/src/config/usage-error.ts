/** The way the server was started cannot work: one line for the person who started it, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
