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

/** The value of a knob, for whoever looks at settings as such: that is no use of it. */
export function peekKnob(knobs: Readonly<Record<string, string>>, id: string): unknown {
  return Object.getOwnPropertyDescriptor(knobs, id)?.value
}
