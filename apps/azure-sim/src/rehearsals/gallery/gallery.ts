import {
  type Behaviour,
  type Profile,
  type Rehearsal,
  rehearse,
  type ScenarioContext,
  waitFor,
} from '@scimulator/sim-kit'
import { flagProfile } from '../../profiles/aad-optscim-062020.ts'
import { defaultProfile } from '../../profiles/default.ts'
import { HARD_DELETE_MS } from '../../retry.ts'
import { settingsOf } from '../../settings/settings.ts'
import { ask, type Scene } from '../scene.ts'
import { DIRECT_TESTS } from './direct-tests.ts'
import { GROUP_TESTS } from './group-tests.ts'
import { GALLERY_EVIDENCE, type GalleryTest } from './stage.ts'
import { openTenant, type Tenant } from './tenant.ts'
import { USER_TESTS } from './user-tests.ts'

const TESTS: readonly GalleryTest[] = [...USER_TESTS, ...GROUP_TESTS, ...DIRECT_TESTS]
const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [defaultProfile, flagProfile].map((profile) => [profile.id, profile]),
)

/** The list an app is validated with before it comes into the gallery; a profile plays the tenant. */
export const galleryValidation: Rehearsal = {
  id: 'gallery',
  label: 'Microsoft Entra gallery validation',
  summary: 'A tenant provisions users and groups, with a look at the target after each; then requests past the tenant',
  evidence: GALLERY_EVIDENCE,
  options: [
    {
      id: 'profile',
      summary: 'how the tenant writes: without the flag, or with it in the Tenant URL',
      values: [...PROFILES.keys()],
      default: defaultProfile.id,
    },
    {
      id: 'afterwards',
      summary: 'delete: the tenant deletes whom it made, and the suite what it made past the tenant',
      values: ['delete', 'keep'],
      default: 'delete',
    },
  ],
  profileOption: 'profile',
  cases: TESTS.map(({ one }) => one),
  play,
}

function* play(context: ScenarioContext, options: Readonly<Record<string, string>>): Behaviour<void> {
  const profile = PROFILES.get(options.profile ?? '') ?? defaultProfile
  const tenant = openTenant(profile, context)
  const cleanUp = options.afterwards !== 'keep'
  const began = context.now().toISOString()
  yield* tenant.become(tenant.directory(), 'Start provisioning')
  for (const { one, play: playOne } of TESTS) {
    const scene: Scene = { shape: one.id, random: context.random(`gallery ${one.id} ${began}`), made: [] }
    const ending = yield* playOne({ scene, tenant, settings: settingsOf(context) })
    yield* rehearse(galleryValidation, one, function* () {
      const result = typeof ending === 'function' ? yield* ending() : ending
      if (cleanUp) for (const path of scene.made.toReversed()) yield* ask(scene, 'DELETE', path)
      return result
    })
  }
  if (cleanUp) yield* emptyTenant(tenant)
}

/** Everybody is deleted in the tenant; after 30 days the accounts are. */
function* emptyTenant(tenant: Tenant): Behaviour<void> {
  yield* tenant.become({ people: [], groups: [] }, 'The suite is done: deleted in the tenant')
  yield* waitFor(HARD_DELETE_MS, 'the hard delete 30 days after the soft delete')
  yield* tenant.pass('Deleted permanently')
}
