import { readdirSync, readFileSync } from 'node:fs'
import type { ScimRequest } from '@scimulator/sim-kit'
import { expect, test } from 'vitest'
import { type Job, openJob } from '../job/job.ts'
import type { Change } from '../mapping/diff.ts'
import { compileRow } from '../mapping/mapping-row.ts'
import { pathOf } from '../mapping/target.ts'
import { flagProfile } from '../profiles/aad-optscim-062020.ts'
import { defaultProfile } from '../profiles/default.ts'
import { DEFAULT_SETTINGS } from '../settings/settings.ts'
import { aContext, aPerson, DEFAULT_SETUP, FLAG_SETUP } from '../testing/world.ts'
import {
  addMembersRequest,
  createGroupRequest,
  deleteGroupRequest,
  matchGroupRequest,
  patchGroupRequest,
  readGroupRequest,
  removeMembersRequest,
} from './group-requests.ts'
import { referenceCheckRequest } from './reference-check.ts'
import { managerRequest, patchUserRequest } from './user-patch.ts'
import { createUserRequest, deleteUserRequest, matchUserRequest, readUserRequest } from './user-requests.ts'

const FIXTURES = new URL('../../fixtures/', import.meta.url)
const context = aContext({ people: [], groups: [] })
const jobs = { default: openJob(DEFAULT_SETUP, context), flag: openJob(FLAG_SETUP, context) }
const profiles = { default: defaultProfile, flag: flagProfile }
const MANAGER = '2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2'
const EXT = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const mappingOf = (path: string): Change['mapping'] => {
  const mapping = DEFAULT_SETTINGS.user.mappings.find(({ target }) => pathOf(target) === path)
  if (!mapping) throw new TypeError(`no mapping for ${path}`)
  return mapping
}
const change = (path: string, op: Change['op'], value: string): Change => ({ mapping: mappingOf(path), op, value })
const patch = (job: Job, ...changes: [string, Change['op'], string][]): ScimRequest =>
  patchUserRequest(
    job,
    '1',
    changes.map((row) => change(...row)),
  )

/** A row of a table that is not the default one. */
const constant = (target: string, value: string): Change => {
  const { mapping } = compileRow({ type: 'constant', value, target }, 'user')
  if (!mapping) throw new TypeError(`no target ${target}`)
  return { mapping, op: 'add', value }
}

const requests: Readonly<Record<string, (job: Job) => ScimRequest>> = {
  'probe-users': (job) => matchUserRequest(job, 'cf4d78e8-cc4f-4d5d-b8b9-183561c0104a', 'probe-users'),
  'match-user': (job) => matchUserRequest(job, 'a@b.com', 'match-user'),
  'read-user': (job) => readUserRequest(job, MANAGER),
  'create-user': (job) => createUserRequest(job, aPerson('alice', { title: 'Engineer', department: 'R&D' })),
  'create-user-bare': (job) => createUserRequest(job, aPerson('alice', { email: '' })),
  'replace-attribute': (job) => patch(job, ['displayName', 'replace', 'Alice X']),
  'add-attribute': (job) =>
    patch(job, job === jobs.default ? ['name.givenName', 'add', 'Alice'] : ['title', 'add', 'Engineer']),
  'replace-filtered': (job) => patch(job, ['emails[type eq "work"].value', 'replace', 'alice.x@contoso.com']),
  'add-several': (job) => patch(job, ['title', 'add', 'Engineer'], [`${EXT}:department`, 'add', 'R&D']),
  'add-filtered': (job) => patch(job, ['emails[type eq "work"].value', 'add', 'something@outlook.com']),
  'add-filtered-primary': (job) => patchUserRequest(job, '1', [constant('emails[type eq "work"].primary', 'true')]),
  'add-filtered-type': (job) => patchUserRequest(job, '1', [constant('emails[type eq "work"].type', 'work')]),
  'change-several': (job) =>
    patch(
      job,
      ['displayName', 'replace', 'Alice X'],
      ['emails[type eq "work"].value', 'replace', 'alice.x@contoso.com'],
      ['name.givenName', 'add', 'Alice'],
      ['name.familyName', 'replace', 'X'],
      ['externalId', 'replace', 'alicex'],
      [`${EXT}:department`, 'replace', 'R&D'],
    ),
  'change-mixed': (job) =>
    patch(
      job,
      ['displayName', 'replace', 'Alice X'],
      ['emails[type eq "work"].value', 'replace', 'alice.x@contoso.com'],
      ['name.givenName', 'replace', 'Alice'],
      ['name.familyName', 'replace', 'X'],
      [`${EXT}:department`, 'replace', 'R&D'],
    ),
  'change-user-name': (job) => patch(job, ['userName', 'replace', 'new@x']),
  'disable-user': (job) => patch(job, ['active', 'replace', 'False']),
  'restore-user': (job) => patch(job, ['active', 'replace', 'True']),
  'add-manager': (job) => managerRequest(job, '1', MANAGER, 'add', false),
  'match-group': (job) => matchGroupRequest(job, 'Sales', 'match-group'),
  'read-group': (job) => readGroupRequest(job, 'g'),
  'create-group': (job) =>
    createGroupRequest(job, { displayName: 'Org Admin', externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159' }),
  'rename-group': (job) => patchGroupRequest(job, 'g', [{ name: 'displayName', op: 'replace', value: 'New' }]),
  'group-external-id': (job) => patchGroupRequest(job, 'g', [{ name: 'externalId', op: 'replace', value: 'g' }]),
  'probe-groups': (job) => matchGroupRequest(job, 'cf4d78e8-cc4f-4d5d-b8b9-183561c0104a', 'probe-groups'),
  'delete-group': (job) => deleteGroupRequest(job, 'g'),
  'add-member': (job) => addMembersRequest(job, 'g', ['2392066'], false),
  'remove-member': (job) =>
    removeMembersRequest(job, 'g', job === jobs.default ? ['2392066'] : ['7f4bc1a3-285e-48ae-8202-5accb43efb0e']),
  'delete-user': (job) => deleteUserRequest(job, '1'),
  'match-user-external-id': (job) =>
    matchUserRequest(job, '9edf3db5-f590-4367-a7b6-d76747c0a509', 'match-user', mappingOf('externalId')),
  'match-user-email': (job) =>
    matchUserRequest(job, 'alice@contoso.com', 'match-user', mappingOf('emails[type eq "work"].value')),
  'remove-filtered': (job) =>
    patchUserRequest(job, '1', [
      { ...change('emails[type eq "work"].value', 'replace', 'updated@example.org'), removes: true },
    ]),
  'replace-extension': (job) => patch(job, [`${EXT}:department`, 'replace', 'R&D']),
  'replace-manager': (job) => managerRequest(job, '1', MANAGER, 'replace', false),
  'replace-manager-object': (job) => managerRequest(job, '1', MANAGER, 'replace', true),
  'add-members': (job) => addMembersRequest(job, 'g', ['2392066', '2392067'], false),
  'check-reference-manager': (job) => referenceCheckRequest(job, 'Users', '1', { attribute: 'manager', value: '2' }),
  'check-reference-member': (job) => referenceCheckRequest(job, 'Groups', 'g', { attribute: 'members', value: '1' }),
}

/** Shapes of requests that go by another name here; `undefined`: outside the catalogue. */
const SHAPES = new Map([
  ['create-user-bare', 'create-user'],
  ['add-filtered-primary', 'add-filtered'],
  ['add-filtered-type', 'add-filtered'],
  ['match-user-external-id', 'match-user'],
  ['match-user-email', 'match-user'],
  ['remove-filtered', 'replace-filtered'],
  ['replace-manager-object', 'replace-manager'],
  ['check-reference-manager', undefined],
  ['check-reference-member', undefined],
])

test.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.http')))('%s is reproduced byte for byte', (file) => {
  const [, kind, name = ''] = /^(default|flag)-(.+)\.http$/.exec(file) ?? []
  if (kind !== 'default' && kind !== 'flag') throw new TypeError(`no profile in ${file}`)
  const build = requests[name]
  if (!build) throw new TypeError(`nothing builds ${name}`)
  const [source = '', ...lines] = readFileSync(new URL(file, FIXTURES), 'utf8').split('\n')
  expect(source).toMatch(/^# source: \S/)
  const request = build(jobs[kind])
  const [shape] = profiles[kind].shapes.filter(({ id }) => id === request.shape)
  expect(shape?.id).toBe(SHAPES.has(name) ? SHAPES.get(name) : name)
  expect(wireText(kind, request)).toBe(lines.join('\n'))
})

test('several attributes of a group are folded into one path-less operation, as those of a user are', () => {
  const request = patchGroupRequest(jobs.flag, 'g', [
    { name: 'displayName', op: 'replace', value: 'New' },
    { name: 'externalId', op: 'replace', value: 'x' },
  ])
  expect(request.body?.Operations).toEqual([{ op: 'replace', value: { displayName: 'New', externalId: 'x' } }])
})

function wireText(kind: 'default' | 'flag', request: ScimRequest): string {
  const profile = profiles[kind]
  const { authorization, baseUrl } = profile.connect({ target: 'https://scim.example.com/scim/v2', token: 't0k' })
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const contentLength = body === undefined ? undefined : Buffer.byteLength(body)
  const headers = profile.headers({
    method: request.method,
    host: 'scim.example.com',
    authorization,
    contentLength,
    knobs: {},
  })
  const head = [
    `${request.method} ${new URL(baseUrl).pathname}${request.path} HTTP/1.1`,
    ...headers.map((line) => line.join(': ')),
  ]
  return `${head.join('\n')}\n\n${body === undefined ? '' : `${body}\n`}`
}
