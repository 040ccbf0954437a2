import type { Quirk } from '@scimulator/sim-kit'
import { evidence } from './sources.ts'

const table = {
  'patch-without-path': {
    summary: 'PATCH replace without `path`; the value is an object whose keys are to be merged',
    mark: 'captured',
    source: 'S5',
  },
  'details-repeat-id': {
    summary: 'The details PATCH repeats the read-only `id`, and the name even when it did not change',
    mark: 'captured',
    source: 'S53',
  },
  'put-echoes-get': {
    summary: 'A PUT is the server’s own GET with changes: id, meta and unknown keys come back',
    mark: 'captured',
    source: 'S17',
  },
  'password-on-create': {
    summary: 'Every create carries a random password of 8 characters, also with Sync Password off',
    mark: 'vendor-docs',
    source: 'S38',
  },
  'groups-on-user': {
    summary: 'A User body carries the read-only `groups`',
    mark: 'captured',
    source: 'S9',
  },
  'filter-plus': {
    summary: 'Spaces inside the filter are sent as `+`',
    mark: 'captured',
    source: 'S5',
  },
  'import-step-100': {
    summary: 'The next page starts 100 later, however many resources came',
    mark: 'vendor-docs',
    source: 'S1',
  },
  'members-without-type': {
    summary: 'Members carry value and display only; neither type nor $ref',
    mark: 'captured',
    source: 'S55',
  },
  'members-twice': {
    summary: 'Members of a new group are sent in the POST and again as an add',
    mark: 'captured',
    source: 'S9',
  },
  'delete-with-content-type': {
    summary: 'DELETE carries a Content-Type and no body',
    mark: 'captured',
    source: 'S5',
  },
  'stale-active': {
    summary: 'A profile push after a quick re-assignment carries a stale active:false',
    mark: 'captured',
    source: 'S42',
  },
} as const

/** Id of a quirk of Okta. */
export type QuirkId = keyof typeof table

const patchOnly: ReadonlySet<string> = new Set<QuirkId>(['patch-without-path', 'details-repeat-id', 'members-twice'])

/** The quirks of apps that PATCH. */
export const patchQuirks: readonly Quirk[] = Object.entries(table).map(([id, { summary, mark, source }]) => ({
  id,
  summary,
  evidence: evidence(mark, source),
}))

/** The quirks of apps that only PUT. */
export const putQuirks: readonly Quirk[] = patchQuirks.filter(({ id }) => !patchOnly.has(id))
