/** Knobs of a run, and which of them were asked for. */
export interface WatchedKnobs {
  readonly knobs: Readonly<Record<string, string>>
  /** Ids, growing as they are read. */
  readonly used: ReadonlySet<string>
}

/** The same values, watched: a knob that nobody reads decides nothing. */
export function watchKnobs(values: Readonly<Record<string, string>>): WatchedKnobs {
  const used = new Set<string>()
  const knobs = new Proxy(values, {
    get(target, id, receiver): unknown {
      if (typeof id === 'string' && Object.hasOwn(target, id)) used.add(id)
      return Reflect.get(target, id, receiver)
    },
  })
  return { knobs, used }
}

/** All values as they stand, for the simulator's own checks: they are no use of a knob either. */
export function peekKnobs(knobs: Readonly<Record<string, string>>): Record<string, string> {
  const values = Object.entries(Object.getOwnPropertyDescriptors(knobs))
  return Object.fromEntries(values.map(([id, { value }]): [string, string] => [id, String(value)]))
}

/** The value of a knob, for whoever looks at settings as such: that is no use of it. */
export function peekKnob(knobs: Readonly<Record<string, string>>, id: string): unknown {
  return Object.getOwnPropertyDescriptor(knobs, id)?.value
}
