import { nearest } from '@scimulator/sim-kit'

const LONGEST = 60

/** `Function "Uper" is unknown. Did you mean ToUpper?` The words are too many to be listed. */
export function unknownName(kind: string, given: string, words: Iterable<string>): string {
  const near = nearest(given, [...words])
  const meant = near === undefined ? '' : ` Did you mean ${near}?`
  return `${kind} ${JSON.stringify(given.slice(0, LONGEST))} is unknown.${meant}`
}
