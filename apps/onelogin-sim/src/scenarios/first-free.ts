/** Numbers tried at most, so that a target where every name is taken ends the search. */
export const MAX_TRIES = 1000

/** The first number whose name is not taken; undefined when none of those tried is free. */
export function firstFree(
  nameOf: (number: number) => string,
  isTaken: (name: string) => boolean,
  from = 1,
): number | undefined {
  for (let number = from; number < from + MAX_TRIES; number++) {
    if (!isTaken(nameOf(number))) return number
  }
  return undefined
}
