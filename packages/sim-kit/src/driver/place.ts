/**
 * Where a step stands in what was planned: its number in its lane, after the place of the lane. Lanes side by side have
 * their places before one of them begins, however the target's answers let them go on.
 */
export type Place = readonly number[]

/** Which of two places comes first. */
export function comparePlaces(a: Place, b: Place): number {
  const at = a.findIndex((number, index) => number !== b[index])
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1)
}

/** Positions of steps as they began, in the order of their places. */
export function inOrder(places: readonly Place[]): number[] {
  const positions = places.map((place, position) => ({ place, position }))
  return positions.sort((a, b) => comparePlaces(a.place, b.place)).map(({ position }) => position)
}
