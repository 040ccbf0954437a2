/** The value when it is one of `values`, else `otherwise`. */
export function oneOf<const T extends string, Otherwise extends string | null>(
  value: string | undefined,
  values: readonly T[],
  otherwise: Otherwise,
): T | Otherwise {
  return values.find((candidate) => candidate === value) ?? otherwise
}
