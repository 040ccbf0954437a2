import type { SamlAppRequest } from '@scimulator/admin-api'
import { UsageError } from '../../errors.ts'
import { unknownWord } from '../../nearest.ts'
import type { Knob, Random } from '../../profile/evidence.ts'
import type { SignOn, SignOnApp } from '../sign-on.ts'
import type { AppStore } from './app-store.ts'
import { createSigningKey } from './certificate.ts'

/** What an admin changes on an app besides what the service provider tells. */
export interface AppSettings {
  readonly knobs?: Readonly<Record<string, string>>
  readonly relayState?: string
  readonly loginUrl?: string
}

/** The SAML apps of a vendor. */
export interface Apps {
  /** The app of a team with every knob filled in. */
  get(team: string): SignOnApp | undefined
  list(): readonly SignOnApp[]
  /** Makes the app of a team, with a key of its own, or changes whom it signs people in to. @throws UsageError */
  setUp(request: SamlAppRequest): Promise<SignOnApp>
  /** @throws UsageError for an unknown team, knob or value. */
  change(team: string, settings: AppSettings): Promise<SignOnApp>
  /** Gives the app another key and certificate, in force at once. @throws UsageError for an unknown team. */
  rollOver(team: string): Promise<SignOnApp>
}

/** What apps are made of. */
export interface AppsOptions {
  readonly signOn: SignOn
  readonly store: AppStore
  readonly now: () => Date
  readonly random: Random
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The SAML apps a store keeps. */
export function createApps({ signOn, store, now, random }: AppsOptions): Apps {
  const making = new Map<string, Promise<SignOnApp>>()
  const defaults = Object.fromEntries(signOn.knobs.map((knob) => [knob.id, knob.default]))
  const complete = (app: SignOnApp): SignOnApp => ({
    ...app,
    knobs: { ...defaults, ...known(app.knobs, signOn.knobs) },
  })

  async function make({ team, entityId, acsUrl }: SamlAppRequest): Promise<SignOnApp> {
    const name = { team, seed: random.text(24, ALPHABET) }
    const key = await createSigningKey(signOn.certificate(name), now(), random)
    return { ...name, ...key, entityId, acsUrl, knobs: {}, relayState: '', loginUrl: '' }
  }

  async function setUp(request: SamlAppRequest): Promise<SignOnApp> {
    const { team, entityId, acsUrl } = checked(request)
    // Two at once share the key that the first one makes. Without one nothing is awaited, so that no third comes between.
    const before = store.get(team) ?? (making.has(team) ? await making.get(team) : undefined)
    if (before !== undefined) return keep({ ...before, entityId, acsUrl })
    const made = make(request)
    making.set(team, made)
    try {
      return await keep(await made)
    } finally {
      making.delete(team)
    }
  }

  function existing(team: string): SignOnApp {
    const app = store.get(team)
    if (app === undefined) throw new UsageError(`There is no SAML app for the team ${JSON.stringify(team)}.`)
    return app
  }

  async function keep(app: SignOnApp): Promise<SignOnApp> {
    await store.put(app)
    return complete(app)
  }

  return {
    get(team) {
      const app = store.get(team)
      return app && complete(app)
    },
    list: () => store.list().map(complete),
    setUp,
    async change(team, { knobs = {}, ...fields }) {
      const app = existing(team)
      for (const [id, value] of Object.entries(knobs)) assertKnob(signOn.knobs, id, value)
      return keep({ ...app, ...fields, knobs: { ...app.knobs, ...knobs } })
    },
    async rollOver(team) {
      const key = await createSigningKey(signOn.certificate(existing(team)), now(), random)
      return keep({ ...existing(team), ...key })
    },
  }
}

function checked(request: SamlAppRequest): SamlAppRequest {
  const { team, entityId, acsUrl } = request
  if (!/^[\w.-]{1,64}$/.test(team)) throw new UsageError('team: 1 to 64 letters, digits, dots and hyphens.')
  if (entityId === '' || entityId.length > 1024) throw new UsageError('entityId: 1 to 1024 characters.')
  const { protocol, username, password } = new URL(acsUrl)
  if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') {
    throw new UsageError('acsUrl: an http or https address without credentials.')
  }
  return request
}

function assertKnob(knobs: readonly Knob[], id: string, value: string): void {
  const knob = knobs.find((candidate) => candidate.id === id)
  if (knob === undefined) {
    throw new UsageError(
      unknownWord(
        'Knob',
        id,
        knobs.map((candidate) => candidate.id),
      ),
    )
  }
  if (!knob.values.includes(value)) throw new UsageError(unknownWord(`Value of knob ${id}`, value, knob.values))
}

/** Values that the vendor still offers. */
function known(values: Readonly<Record<string, string>>, knobs: readonly Knob[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(([id, value]) => knobs.some((knob) => knob.id === id && knob.values.includes(value))),
  )
}
