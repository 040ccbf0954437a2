/** Bad usage: an unknown word, a missing value, a target in a form the vendor does not take. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Another run of the same app integration is still going on, in this process or another one. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
}
