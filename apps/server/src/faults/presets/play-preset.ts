import { type Answered, type Ask, type Asked, isSearch } from '../asked.ts'
import { isBulk, serveOperations } from './bulk-operations.ts'
import type { Serve } from './preset.ts'
import type { PlayedPreset } from './presets.ts'
import { serveSearch } from './search-as-query.ts'
import { watchDefect } from './watch-defect.ts'

/**
 * Lets a defect answer a request, whichever way it comes: a search as the look-up it is, the operations of a bulk request
 * as the requests they stand for, and the bulk request itself. `meet` is called where that made a difference.
 */
export async function playPreset(
  { serve, memory }: PlayedPreset,
  asked: Asked,
  ask: Ask,
  meet: () => void,
): Promise<Answered> {
  const watch = watchDefect(asked, ask, memory)
  const play: Serve = (inner, next) => serve(inner, next, watch.memory)
  const answer = isSearch(asked)
    ? await serveSearch(asked, play, watch.ask)
    : await play(asked, isBulk(asked) ? (outer) => serveOperations(outer, play, watch.ask) : watch.ask)
  if (watch.hasMet(answer)) meet()
  return answer
}
