import type { Expected, OpenedRun, OpenRun } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { clientBasic, REFRESH_TOKEN } from '../auth/oauth.ts'
import { createTokenSource, type TokenSource } from '../auth/token-source.ts'
import type { Behaviour } from '../behaviour/behaviour.ts'
import type { Dashboard } from '../dashboard/locate.ts'
import { noPublisher, openPublisher } from '../dashboard/publisher.ts'
import type { Directory } from '../directory/directory.ts'
import { createRandom } from '../directory/random.ts'
import { type SimulatedClock, simulatedClock, systemClock } from '../driver/clock.ts'
import { drive } from '../driver/drive.ts'
import type { PassWatch } from '../driver/pass-watch.ts'
import type { Meeting } from '../driver/sender.ts'
import { UsageError } from '../errors.ts'
import { inferredClaims } from '../evidence/inferred-claims.ts'
import { watchKnobs } from '../evidence/watch-knobs.ts'
import { faultText, type WayFault } from '../faults/fault.ts'
import { faultyClient } from '../faults/faulty-client.ts'
import { type BaseUrl, parseBaseUrl } from '../http/base-url.ts'
import { clearTextWarning, isLoopback, transportNotes } from '../http/transport.ts'
import { createWireClient, type WireClient, type WireClientOptions } from '../http/wire-client.ts'
import type { AppState, Connection, Profile, ScenarioContext, Vendor } from '../profile/profile.ts'
import type { Rehearsal } from '../profile/rehearsal.ts'
import { createMasker, type Masker } from '../recorder/mask.ts'
import { createRecorder, type EventSink, type Recorder } from '../recorder/recorder.ts'
import { createCollector, type KeptExchanges, type RunHead, type RunRecord } from '../report/collect.ts'

/** Everything one run needs. */
export interface RunPlan {
  readonly vendor: Vendor
  readonly profile: Profile
  /** Name the run goes by: a scenario or a single action. */
  readonly scenario: string
  readonly isAction?: boolean
  readonly play: (context: ScenarioContext) => Behaviour<Expected>
  readonly connection: Connection
  /** The bare token, for masking. */
  readonly token: string
  readonly directory: Directory
  readonly state: AppState
  /** Whether the target was met: what a run without it has learnt is nothing. Default: a target nobody has met. */
  readonly meeting?: Meeting
  /** The app's settings document; absent: the vendor's defaults. */
  readonly settings?: JsonObject
  readonly knobs: Readonly<Record<string, string>>
  /** Ids of the knobs that were read so far, where `knobs` is watched already; absent: the run watches them. */
  readonly usedKnobs?: ReadonlySet<string>
  readonly seed: string
  readonly trigger: OpenRun['trigger']
  readonly wire: Omit<WireClientOptions, 'baseUrl'>
  readonly maxWaitMs?: number
  /** Failures on the way to the target, injected on purpose. */
  readonly faults?: readonly WayFault[]
  readonly keep: KeptExchanges
  readonly dashboard: Dashboard | undefined
  readonly sinks: readonly EventSink[]
  /** Told of the passes of the run. */
  readonly passes?: PassWatch
  readonly note: (line: string) => void
  readonly signal?: AbortSignal
  readonly clock?: SimulatedClock
  /** The acceptance suite the run plays: its cases are what the run covers, its client sends. */
  readonly suite?: Rehearsal
  /** Told of the directory as the run changes it. */
  readonly keepDirectory?: (directory: Directory) => void
}

/** A run that has begun. */
export interface StartedRun {
  /** As the dashboard opened it; undefined without one. */
  readonly opened: OpenedRun | undefined
  /** Never rejects: what goes wrong is in the record. */
  readonly finished: Promise<RunRecord>
  /** Whether a text has one of the run's credentials in it. */
  readonly holdsSecret: (text: string) => boolean
}

const nothingExpected: Expected = { users: [], groups: [] }
/** Names up to which a dashboard is told what the target should hold: some megabytes in one event. */
const EXPECTED_NAMES = 50_000

/** Opens the run at the dashboard and starts playing. @throws UsageError when the target is no address. */
export async function startRun(plan: RunPlan): Promise<StartedRun> {
  const { connection, profile } = plan
  const base = parseBaseUrl(connection.baseUrl)
  const masker = createMasker([
    connection.authorization,
    plan.token,
    ...(connection.oauth?.form ?? []).filter(isSecretField).map(([, value]) => value),
    ...(connection.oauth?.basic ? [connection.oauth.basic.clientSecret, clientBasic(connection.oauth.basic)] : []),
  ])
  const note = (line: string): void => plan.note(masker.text(line))
  for (const warning of warnings(base, connection.oauth?.tokenUrl)) note(warning)
  const clock = plan.clock ?? simulatedClock(systemClock)
  // What earlier runs skipped is not part of this one: it begins now, as its target knows the time.
  const aheadMs = clock.passedMs
  const now = (): Date => new Date(clock.now().getTime() - aheadMs)
  const head = toHead(plan, masker, now())
  const publisher = plan.dashboard
    ? await openPublisher(plan.dashboard, { ...head, trigger: plan.trigger }, { note })
    : noPublisher
  const collector = createCollector(plan.keep)
  const recorder = createRecorder({
    people: plan.directory.people.length,
    groups: plan.directory.groups.length,
    shapes: (plan.suite?.cases ?? profile.shapes).map(({ id }) => id),
    masker,
    now,
    passedMs: () => clock.passedMs,
    faults: (plan.faults ?? []).map(faultText),
    sinks: [collector.sink, publisher.sink, ...plan.sinks],
  })
  const actions = new Set<string>()
  const watched = plan.usedKnobs ? { knobs: plan.knobs, used: plan.usedKnobs } : watchKnobs(plan.knobs)
  const play = async (): Promise<RunRecord> => {
    const { expected, stopReason } = await playPlan({ ...plan, knobs: watched.knobs, note }, recorder, clock, {
      masker,
      noteAction: (id) => actions.add(id),
    })
    const stopped = stopReason === null ? null : masker.text(stopReason)
    const figures = recorder.finish({
      status: stopped === null ? 'finished' : 'stopped',
      stopReason: stopped,
      ...(stopped === null && isSendable(expected) ? { expected } : {}),
    })
    await publisher.close()
    const notes = transportNotes(profile, plan.vendor.label, base, plan.wire)
    const { shapes, quirks } = figures
    const inferred = inferredClaims(profile, plan.suite, { shapes, quirks, knobs: watched.used, actions })
    const tail = { figures, stopped, expected, runUrl: publisher.opened?.url ?? null, notes, inferred }
    return collector.collect(head, { ...tail, ...(plan.suite === undefined ? {} : { suite: plan.suite }) })
  }
  return { opened: publisher.opened, finished: play(), holdsSecret: masker.holds }
}

function warnings(base: BaseUrl, tokenUrl: string | undefined): string[] {
  const endpoint = tokenUrl === undefined ? undefined : clearTextWarning(parseBaseUrl(tokenUrl), 'client secret')
  return [clearTextWarning(base), endpoint].filter((warning) => warning !== undefined)
}

function isSendable({ users, groups }: Expected): boolean {
  return groups.reduce((names, { members }) => names + members.length + 1, users.length) <= EXPECTED_NAMES
}

function toHead(plan: RunPlan, masker: Masker, startedAt: Date): RunHead {
  const { vendor, profile, scenario, connection, seed, isAction = false } = plan
  return {
    ...(isAction ? { isAction } : {}),
    vendor: vendor.id,
    vendorLabel: vendor.label,
    profile: profile.id,
    profileLabel: profile.label,
    scenario,
    target: masker.text(connection.baseUrl),
    seed,
    startedAt: startedAt.toISOString(),
  }
}

async function playPlan(
  plan: RunPlan,
  recorder: Recorder,
  clock: SimulatedClock,
  { masker, noteAction }: { readonly masker: Masker; readonly noteAction: (id: string) => void },
): Promise<{ expected: Expected; stopReason: string | null }> {
  const { connection, knobs, note, passes, signal, maxWaitMs, state, meeting = { met: false } } = plan
  const before = state.value
  const { client, tokens, close } = openClients(plan, clock, masker)
  try {
    const driven = await drive(plan.play({ ...toContext(plan, clock), noteAction }), {
      client,
      connection,
      ...(tokens === undefined ? {} : { tokens }),
      profile: policyOf(plan),
      knobs,
      ...(plan.settings === undefined ? {} : { settings: plan.settings }),
      recorder,
      clock,
      meeting,
      note,
      ...(passes === undefined ? {} : { passes }),
      ...(signal === undefined ? {} : { signal }),
      ...(maxWaitMs === undefined ? {} : { maxWaitMs }),
    })
    if (driven.status === 'finished') return { expected: driven.value, stopReason: null }
    if (!meeting.met) state.value = before
    return { expected: nothingExpected, stopReason: driven.reason }
  } catch (error) {
    return { expected: nothingExpected, stopReason: describeError(error, note) }
  } finally {
    close()
  }
}

/** The client to the target, with the failures on the way, and where its tokens come from. */
function openClients(
  { connection, wire, faults = [], seed, signal }: RunPlan,
  clock: SimulatedClock,
  masker: Masker,
): { client: WireClient; tokens: TokenSource | undefined; close: () => void } {
  const { baseUrl, oauth } = connection
  const plain = createWireClient({ ...wire, baseUrl })
  const client =
    faults.length === 0
      ? plain
      : faultyClient(plain, faults, {
          basePath: parseBaseUrl(baseUrl).path,
          random: createRandom(seed, 'faults'),
          timeoutMs: wire.timeoutMs,
          pass: clock.pass,
        })
  if (oauth === undefined) return { client, tokens: undefined, close: () => client.close() }
  const endpoint = createWireClient({ ...wire, baseUrl: oauth.tokenUrl })
  const stop = signal === undefined ? {} : { signal }
  const tokens = createTokenSource({ grant: oauth, client: endpoint, clock, onSecret: masker.hide, ...stop })
  return {
    client,
    tokens,
    close() {
      client.close()
      endpoint.close()
    },
  }
}

function isSecretField([name]: readonly [string, string]): boolean {
  return name === REFRESH_TOKEN || name === 'client_secret' || name === 'client_assertion'
}

/** How the vendor's client behaves; a suite may have one of its own. */
function policyOf({ profile, suite }: RunPlan): Pick<Profile, 'headers' | 'retry'> {
  return {
    headers: (context) => suite?.headers?.(context) ?? profile.headers(context),
    retry: (...seen) => profile.retry(...seen),
  }
}

function toContext(plan: RunPlan, clock: SimulatedClock): ScenarioContext {
  const { directory, knobs, state, settings, seed, connection, keepDirectory } = plan
  const onLoopback = isLoopback(parseBaseUrl(connection.baseUrl).hostname)
  return {
    directory,
    knobs,
    state,
    onLoopback,
    now: clock.now,
    random: (purpose) => createRandom(seed, purpose),
    ...(settings === undefined ? {} : { settings }),
    ...(keepDirectory === undefined ? {} : { keepDirectory }),
  }
}

/** An error of a scenario itself: one line for people, the stack only for those who ask. */
function describeError(error: unknown, note: (line: string) => void): string {
  if (error instanceof UsageError) return error.message
  if (process.env.SCIMULATOR_DEBUG && error instanceof Error && error.stack) note(error.stack)
  return `Unexpected error: ${error instanceof Error ? error.message : String(error)}`
}
