import type { Profile } from '@scimulator/sim-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Words } from './admin-app.ts'
import { profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { type Broken, HttpApp } from './http-app.ts'

const start = aDirectory(2, 1)
const person = 'person.0@Example.com'
const group = 'Team "0"'
const detail = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"not today"}'
const SAID = 'Errors reported by remote server: not today'

/** What the target answers, and how Okta's message ends. */
const ANSWERS: readonly (readonly [name: string, broken: Broken, tail: string])[] = [
  ['401', { status: 401, body: detail }, `Unauthorized. ${SAID}`],
  ['403', { status: 403, body: detail }, `Forbidden. ${SAID}`],
  ['302', { status: 302, location: '/login' }, 'Found. Errors reported by remote server: '],
  ['200 and HTML', { status: 200, body: '<!doctype html>' }, "Invalid JSON: Unexpected character ('<' (code 60))"],
  ['200 and []', { status: 200, body: '[]' }, 'OK. Errors reported by remote server: '],
  ['404', { status: 404, body: detail }, `Not Found. ${SAID}`],
  ['409', { status: 409, body: detail }, `Conflict. ${SAID}`],
  ['500', { status: 500, body: detail }, `Internal Server Error. ${SAID}`],
  ['503', { status: 503, body: detail }, `Service Unavailable. ${SAID}`],
  ['silence', 'silence', 'Errors reported by remote server: '],
]

interface Order {
  readonly what: string
  readonly before?: readonly (readonly [id: string, words?: Words])[]
  /** The account the app has already, inactive. */
  readonly known?: true
  readonly order: readonly [id: string, words?: Words]
  readonly request: RegExp
  readonly task: string
  /** How Okta's message begins. */
  readonly message: string
  /** 404 is no failure of this request. */
  readonly may404?: true
}

/** Application label, as it stands in Okta's messages. */
const LABELS: Readonly<Record<string, string>> = { aiw: 'SCIM wizard app', 'oin-wizard-patch': 'OIN Wizard app' }
const label = ({ id, label: catalogue }: Profile): string => LABELS[id] ?? catalogue
const assigned = [['assign', { person: 0 }]] as const
const pushed = [...assigned, ['assign', { person: 1 }], ['push', { group: 0 }]] as const

function ordersOf(profile: Profile): Order[] {
  const failed = `Automatic provisioning of user ${person} to app ${label(profile)} failed: Error while`
  const push = `Automatic profile push of user ${person} to app ${label(profile)} failed: Error while trying to push profile`
  const deprovision = `Application accounts need deprovisioning: ${person}: `
  const mapping = `Unable to update Group Push mapping target App group`
  const puts = profile.id === 'aiw'
  const patches = profile.id === 'oin-wizard-patch'
  const writes = puts ? /^PUT \/Users\// : /^PATCH \/Users\//
  const changes = puts ? /^PUT \/Groups\// : /^PATCH \/Groups\//
  const assign = ['assign', { person: 0 }] as const
  const edit = ['edit', { person: 0, changes: { title: 'Boss' } }] as const
  const unassign = ['unassign', { person: 0 }] as const
  const pushing = ['push', { group: 0 }] as const
  const own = {
    provision: { order: assign, task: 'provision:p0' },
    profile: { before: assigned, order: edit, task: 'profilePush:p0', message: push },
    leave: { before: assigned, order: unassign, task: 'deprovision:p0', message: deprovision },
    group: { order: pushing, task: 'groupPush:g0' },
  }
  return [
    {
      ...own.provision,
      what: 'existence check',
      request: /^GET \/Users\?filter/,
      message: `${failed} verifying if user ${person} exists: `,
      may404: true,
    },
    { ...own.provision, what: 'create', request: /^POST \/Users/, message: `${failed} creating user ${person}: ` },
    {
      ...own.provision,
      known: true,
      what: 'reactivation',
      request: writes,
      message: `${failed} reactivating user ${person}: `,
    },
    ...(patches
      ? [{ ...own.profile, what: 'profile push', request: /^PATCH \/Users\// }]
      : [
          {
            ...own.provision,
            known: true,
            what: 'profile push of a link',
            request: /^PUT \/Users\//,
            message: puts ? failed : push,
          } as const,
          { ...own.profile, what: 'read before a profile push', request: /^GET \/Users\// },
          { ...own.profile, what: 'profile push', request: /^PUT \/Users\// },
        ]),
    { ...own.leave, what: 'deactivation', request: writes },
    {
      before: [...assigned, ['toApp', { options: { syncPassword: 'okta' } }]],
      order: ['changePassword', { person: 0 }],
      what: 'password',
      request: writes,
      task: 'passwordPush:p0',
      message: push,
    },
    {
      ...own.group,
      what: 'look-up of a group',
      request: /^GET \/Groups\?filter/,
      message: `${mapping} ${group}: Error while creating user group ${group}: `,
      may404: true,
    },
    {
      ...own.group,
      what: 'create of a group',
      request: /^POST \/Groups/,
      message: `${mapping} ${group}: Error while creating user group ${group}: `,
    },
    {
      ...own.group,
      before: assigned,
      what: 'write after the create of a group',
      request: changes,
      message: `${mapping} ${group}: Error while updating user group ${group}: `,
    },
    {
      before: pushed,
      order: ['removeMember', { person: 1, group: 0 }],
      what: 'membership',
      request: changes,
      task: 'groupPush:g0',
      message: `${mapping} ${group}: Error while updating user group ${group}: `,
    },
    {
      before: pushed,
      order: ['renameGroup', { group: 0, options: { name: 'New' } }],
      what: 'rename of a group',
      request: changes,
      task: 'groupRename:g0',
      message: `${mapping} New: Error while updating user group New: `,
    },
    {
      before: pushed,
      order: ['unlink', { group: 0 }],
      what: 'delete of a group',
      request: /^DELETE \/Groups\//,
      task: 'groupDelete:g0',
      message: `${mapping} ${group}: Error while deleting user group ${group}: `,
      may404: true,
    },
    {
      before: pushed,
      order: ['importNow'],
      what: 'import',
      request: /^GET \/Users\?startIndex/,
      task: 'import:',
      message: 'Import failed: ',
    },
  ]
}

describe.each([profiles.template, profiles.aiw, profiles['oin-wizard-patch']])(
  'a request that fails on a connected integration [$id]',
  (profile) => {
    let app: HttpApp
    beforeEach(async () => {
      app = new HttpApp(profile, start)
      await app.open()
    })
    afterEach(() => app.close())

    // Only its profile push is another one than that of `template`.
    const other = profile.id === 'oin-wizard-patch'
    describe.each(ordersOf(profile).filter(({ what }) => !other || what === 'profile push'))(
      '$what',
      ({ before = [], known, order, request, task, message, may404 }) => {
        const answers = ANSWERS.filter(([name]) => name !== '404' || may404 !== true)
        it.each(answers)('%s: a task with Okta’s message, and Retry plays it', async (_name, broken, tail) => {
          if (known) {
            const body = { userName: person, active: false }
            app.responder.respond({ shape: 'any', method: 'POST', path: '/Users', body })
          }
          await app.order('connect')
          for (const [id, words] of before) expect((await app.order(id, words)).verdict).toBe('pass')
          app.broken = (line) => (request.test(line) ? broken : undefined)
          const refused = await app.order(...order)
          expect(refused.stopped).toBeNull()
          expect(refused.steps.map(({ outcome }) => outcome)).toContain('failed')
          expect(Object.keys(app.tasks())).toEqual([task])
          const text = app.tasks()[task]?.message ?? ''
          expect(text.startsWith(message), text).toBe(true)
          expect(text).toContain(tail)

          app.broken = undefined
          const again = await app.order('retry')
          expect(again.counters.exchanges).toBeGreaterThan(0)
          expect([again.verdict, again.findings, app.tasks()]).toEqual(['pass', [], {}])
        })
      },
    )

    it('a rename that fails waits, whatever goes through after it', async () => {
      await app.order('connect')
      for (const [id, words] of pushed) await app.order(id, words)
      app.broken = (line) => (/^(?:PUT|PATCH) \/Groups/.test(line) ? { status: 500 } : undefined)
      await app.order('renameGroup', { group: 0, options: { name: 'New' } })
      app.broken = undefined
      await app.order('pushNow', { group: 0 })
      expect(Object.keys(app.tasks())).toEqual(['groupRename:g0'])
      expect((await app.order('retryGroups')).verdict).toBe('pass')
      expect([app.tasks(), [...app.responder.groups.values()].map(({ displayName }) => displayName)]).toEqual([
        {},
        ['New'],
      ])
    })

    it('a link to another group that fails is that link again on Retry', async () => {
      const theirs = { displayName: 'Theirs', members: [] }
      app.responder.respond({ shape: 'any', method: 'POST', path: '/Groups', body: theirs })
      await app.order('connect')
      await app.order('assign', { person: 0 })
      app.broken = (line) => (line.startsWith('GET /Groups') ? { status: 500 } : undefined)
      await app.order('push', { group: 0, options: { action: 'link', appGroup: 'Theirs' } })
      app.broken = undefined
      expect((await app.order('retry')).verdict).toBe('pass')
      expect([app.tasks(), app.responder.groups.size]).toEqual([{}, 1])
    })
  },
)
