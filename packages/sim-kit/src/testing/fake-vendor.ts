import { notSent, together } from '../behaviour/behaviour.ts'
import { generateDirectory } from '../directory/generate.ts'
import { UsageError } from '../errors.ts'
import type { Evidence, Profile, ScenarioContext, Vendor } from '../profile/profile.ts'
import { create, fakeActions, testConnection } from './fake-actions.ts'

const evidence: Evidence = { mark: 'inferred', source: 'none', date: '2026' }

/** A vendor made for tests: it tests the connection, then creates everybody and disables nobody. */
export function fakeVendor(overrides: Partial<Profile> = {}): Vendor {
  const profile: Profile = {
    id: 'plain',
    label: 'Plain app',
    summary: 'For tests.',
    evidence,
    shapes: [
      { id: 'test', summary: 'connection test', evidence },
      { id: 'create', summary: 'create', evidence },
      { id: 'never', summary: 'never sent', evidence },
    ],
    quirks: [{ id: 'odd', summary: 'odd', evidence }],
    knobs: [{ id: 'mode', summary: 'mode', values: ['one', 'two'], default: 'one', evidence }],
    timeoutMs: 5000,
    connect(input) {
      if (!/^https?:/.test(input.target)) throw new UsageError(`Plain takes a complete URL, not ${input.target}.`)
      return { baseUrl: input.target, authorization: input.authorization ?? `Bearer ${input.token}` }
    },
    headers: ({ host, authorization, contentLength }) => [
      ['Host', host],
      ['Authorization', authorization],
      ...(contentLength === undefined ? [] : [['Content-Length', String(contentLength)] as const]),
    ],
    retry: () => ({ retry: false }),
    scenarios: [
      { id: 'lifecycle', summary: 'create everybody', play: lifecycle },
      { id: 'broken', summary: 'has an error in it', play: broken },
    ],
    adminActions: fakeActions(evidence),
    ...overrides,
  }
  return { id: 'fake', label: 'Fake IdP', defaultProfile: 'plain', profiles: [profile] }
}

function* lifecycle({ directory, state, knobs }: ScenarioContext): ReturnType<Profile['scenarios'][number]['play']> {
  const { reason: note } = yield* testConnection()
  yield* together(
    directory.people.map(({ userName }) => create(userName)),
    4,
  )
  yield* notSent({ kind: 'group', name: 'any' }, 'createGroup', 'groups stay at home')
  const runs = typeof state.value.runs === 'number' ? state.value.runs : 0
  state.value = { runs: runs + 1, mode: knobs.mode, ...(note === undefined ? {} : { note }) }
  return { users: directory.people.map(({ userName }) => ({ userName, active: true })), groups: [] }
}

function broken(): never {
  throw new Error(`a bug at ${generateDirectory({ users: 1, groups: 0, seed: 's' }).people.length}`)
}
