/** The service provider missed the requirement; the message says how, in one sentence. */
export class CheckFailure extends Error {
  /** Always `CheckFailure`. */
  override readonly name = 'CheckFailure'
}

/**
 * A filter was declined with 400 invalidFilter, which RFC 7644 §3.12 lets mean that the target does not support this
 * attribute with this comparison.
 */
export class FilterRefusal extends CheckFailure {}

/** The requirement cannot be judged; the message says why. */
export class CheckSkip extends Error {
  /** Always `CheckSkip`. */
  override readonly name = 'CheckSkip'
}

/** The target cannot be checked at all: unreachable, no SCIM, or the token is refused. */
export class TargetError extends Error {
  /** Always `TargetError`. */
  override readonly name = 'TargetError'
}

/** Fails the check unless the condition holds. @throws CheckFailure */
export function ensure(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new CheckFailure(sentence)
}

/** A value as a failure quotes it: JSON, cut to a readable length. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}
