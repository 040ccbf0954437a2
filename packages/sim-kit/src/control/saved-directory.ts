import type { RunRequest } from '@scimulator/admin-api'
import { DEFAULT_SEED, defaultSize } from '../cli/people.ts'
import { generateDirectory } from '../directory/generate.ts'
import type { SavedTarget } from './saved-state.ts'

/** The saved directory, or a generated one where none is saved or another one is asked for; the state stays. */
export function generateSaved(
  request: Pick<RunRequest, 'users' | 'groups' | 'seed'>,
  saved: SavedTarget | undefined,
): SavedTarget {
  const size = {
    users: request.users ?? saved?.size.users ?? defaultSize.users,
    groups: request.groups ?? saved?.size.groups ?? defaultSize.groups,
    seed: request.seed ?? saved?.size.seed ?? DEFAULT_SEED,
  }
  const same = saved !== undefined && JSON.stringify(size) === JSON.stringify(saved.size)
  if (same) return saved
  return { state: {}, ...saved, size, directory: generateDirectory(size) }
}
