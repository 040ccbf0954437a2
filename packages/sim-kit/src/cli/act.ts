import { type ActionsDocument, type PersonChanges, personChangesSchema } from '@scimulator/admin-api'
import { prepareOrder } from '../control/actions.ts'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { Profile, Vendor } from '../profile/profile.ts'
import { selectAction } from '../profile/select-action.ts'
import { describeAction, selectProfile } from '../run/select.ts'
import { actionsText } from './actions-text.ts'
import { type Conducted, conduct, type LiveParts } from './conduct.ts'
import type { CliIo } from './io.ts'
import { onSaved } from './on-saved.ts'
import { type ActOptions, pairs } from './options.ts'
import { planTarget, prepareDirectory } from './prepare.ts'
import { readSettings } from './settings-file.ts'

/** Plays one action of the vendor's admin on the saved app integration, or lists the actions. Gives the exit code. @throws UsageError */
export async function act(vendor: Vendor, action: string | undefined, options: ActOptions, io: CliIo): Promise<number> {
  const profile = selectProfile(vendor, options.profile)
  if (action === undefined) {
    list(vendor, profile, options, io)
    return 0
  }
  return await conduct(options, io, (live) => begin(vendor, profile, action, options, io, live))
}

function list(vendor: Vendor, profile: Profile, { json }: ActOptions, io: CliIo): void {
  const actions = profile.adminActions.map(describeAction)
  const document: ActionsDocument = { vendor: vendor.id, profile: profile.id, actions }
  io.out(json === true ? `${JSON.stringify(document, null, 2)}\n` : actionsText(vendor, profile, actions))
}

async function begin(
  vendor: Vendor,
  profile: Profile,
  id: string,
  options: ActOptions,
  io: CliIo,
  live: LiveParts,
): Promise<Conducted> {
  const action = selectAction(profile, id)
  const changes = readChanges(options.set)
  const words = {
    options: pairs('--option', options.option),
    ...(options.person === undefined ? {} : { person: options.person }),
    ...(options.group === undefined ? {} : { group: options.group }),
    ...(changes === undefined ? {} : { changes }),
  }
  const settings = await readSettings(profile, options.settings, io.cwd)
  const prepare = await prepareDirectory(options, io.cwd)
  const plan = await planTarget(vendor, profile, options, io)
  return await onSaved({ options, io, live, plan }, (before) => {
    const saved = prepare(before)
    const { directory, play } = prepareOrder(action, words, saved.directory)
    return {
      saved: { ...saved, ...(settings ? { settings } : {}), directory },
      scenario: action.id,
      isAction: true,
      play,
    }
  })
}

/** `--set title=Chief`; undefined when nothing is set. @throws UsageError */
function readChanges(given: readonly string[]): PersonChanges | undefined {
  if (given.length === 0) return undefined
  const values = pairs('--set', given)
  const attributes = Object.keys(personChangesSchema.shape)
  for (const attribute of Object.keys(values)) {
    if (!attributes.includes(attribute)) throw new UsageError(unknownWord('Attribute', attribute, attributes))
  }
  const parsed = personChangesSchema.safeParse(values)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`--set ${issue?.path.join('.')}: ${issue?.message}`)
}
