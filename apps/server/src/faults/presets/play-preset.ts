import { type Answered, type Ask, type Asked, isSearch } from '../asked.ts'
import { isBulk, serveOperations } from './bulk-operations.ts'
import type { Serve } from './preset.ts'
import type { PlayedPreset } from './presets.ts'
import { serveSearch } from './search-as-query.ts'

/**
 * Lets a defect answer a request, whichever way it comes: a search as the look-up it is, the operations of a bulk request
 * as the requests they stand for, and the bulk request itself.
 */
export function playPreset({ serve, memory }: PlayedPreset, asked: Asked, ask: Ask): Promise<Answered> {
  const play: Serve = (inner, next) => serve(inner, next, memory)
  if (isSearch(asked)) return serveSearch(asked, play, ask)
  return play(asked, isBulk(asked) ? (outer) => serveOperations(outer, play, ask) : ask)
}
