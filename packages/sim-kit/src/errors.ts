/** Bad usage: an unknown word, a missing value, a target in a form the vendor does not take. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
