/** Search parameters as the router gives them: text, or whatever a link put there. */
export type RawSearch = Record<string, unknown>

/** A text parameter; absent when empty or not text. */
export function textParam(raw: RawSearch, name: string): string | undefined {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined
  return typeof value === 'string' && value !== '' ? value.slice(0, 300) : undefined
}

/** A parameter that is one of a list; absent when it is anything else. */
export function choiceParam<T extends string>(raw: RawSearch, name: string, choices: readonly T[]): T | undefined {
  const value = textParam(raw, name)
  return choices.find((choice) => choice === value)
}

/** A page number from 2 up; the first page needs no parameter. */
export function pageParam(raw: RawSearch): number | undefined {
  const value = Object.hasOwn(raw, 'page') ? Number(raw.page) : Number.NaN
  return Number.isInteger(value) && value > 1 && value < 1_000_000 ? value : undefined
}

/** Plain `a=1&b=2` text to values: numbers stay text, so that an id of digits stays an id. */
export function parseSearch(text: string): RawSearch {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Values to plain `?a=1&b=2` text, without the absent ones. */
export function stringifySearch(values: RawSearch): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
