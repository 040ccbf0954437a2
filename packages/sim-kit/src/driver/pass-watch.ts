/** Told of the passes of a run: what a behaviour plays side by side, or one after the other, for many objects. */
export interface PassWatch {
  /** A pass begins, with so many objects that have a turn. */
  begin(turns: number): void
  /** One of them had its turn. */
  turn(): void
  end(): void
}

/** Tells of the outer passes only: what is played inside a turn, or for one object, is none. */
export function outerPasses(watch: PassWatch | undefined): { begin(turns: number): PassTurns } {
  let open = false
  return {
    begin(turns) {
      if (watch === undefined || open || turns < 2) return silent
      open = true
      watch.begin(turns)
      return {
        turn: () => watch.turn(),
        end() {
          open = false
          watch.end()
        },
      }
    },
  }
}

/** The turns of one pass. */
export type PassTurns = Pick<PassWatch, 'turn' | 'end'>

const silent: PassTurns = { turn: () => {}, end: () => {} }
