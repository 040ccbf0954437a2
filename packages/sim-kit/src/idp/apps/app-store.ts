import { z } from 'zod'
import { readSavedFile } from '../../control/saved-file.ts'
import { writePrivateFile } from '../../private-file.ts'
import type { SignOnApp } from '../sign-on.ts'

/** The SAML apps of a simulator, by team. */
export interface AppStore {
  get(team: string): SignOnApp | undefined
  list(): readonly SignOnApp[]
  /** Resolves when it is on disk, if there is a disk to be on. */
  put(app: SignOnApp): Promise<void>
}

const appSchema: z.ZodType<SignOnApp> = z.object({
  team: z.string(),
  seed: z.string(),
  entityId: z.string(),
  acsUrl: z.url({ protocol: /^https?$/ }),
  certificate: z.string(),
  privateKey: z.string(),
  knobs: z.record(z.string(), z.string()),
  relayState: z.string(),
  loginUrl: z.string(),
})
const fileSchema: z.ZodType<{ apps: SignOnApp[] }> = z.object({ version: z.literal(1), apps: z.array(appSchema) })

/** Opens the apps kept in a file that only its owner can read; without a path they live as long as the process. */
export async function openAppStore(path: string | undefined, note: (line: string) => void): Promise<AppStore> {
  const saved = path === undefined ? undefined : await readSavedFile(path, fileSchema, note)
  const apps = new Map((saved?.apps ?? []).map((app) => [app.team, app]))
  let writing: Promise<void> = Promise.resolve()
  return {
    get: (team) => apps.get(team),
    list: () => [...apps.values()],
    put(app) {
      apps.set(app.team, app)
      if (path === undefined) return Promise.resolve()
      const text = JSON.stringify({ version: 1, apps: [...apps.values()] })
      // One write after the other, so that the last state is the one that stays.
      writing = writing.catch(() => {}).then(() => writePrivateFile(path, text))
      return writing
    },
  }
}
