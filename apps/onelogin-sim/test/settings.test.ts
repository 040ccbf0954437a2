import type { JsonObject } from '@scimulator/scim-core'
import type { Directory, HeaderContext } from '@scimulator/sim-kit'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { OneLoginApp } from '../src/app/app.ts'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { aContext, aDirectory, aFullDirectory, aPerson } from './context.ts'
import { ScimResponder } from './scim-responder.ts'

const ann = aPerson()
const render = (settings: JsonObject, person = ann, active = true): JsonObject =>
  new OneLoginApp({ ...aContext(aDirectory(person)), settings }).renderUser(person, active)
const withTemplate = (scimJsonTemplate: string, more: JsonObject = {}): JsonObject => ({
  configuration: { scimJsonTemplate },
  ...more,
})

/** What the profile sends while it follows these directories, under these settings. */
function following(settings: JsonObject, ...directories: readonly Directory[]) {
  const [server, state] = [new ScimResponder(), { value: {} }]
  let before: Directory | undefined
  const played = directories.map((after) => {
    const behaviour = v2Enterprise.follow?.({ before, after }, { ...aContext(after, {}, state), settings })
    if (behaviour === undefined) throw new Error('the profile follows nothing')
    before = after
    return play(behaviour, server.respond)
  })
  return { server, played }
}

describe('the SCIM JSON Template', () => {
  test('of the defaults gives the bodies there are without a document', () => {
    const { defaults } = v2Enterprise.settings ?? { defaults: {} }
    const person = aPerson({ manager: 'bo', title: '' })
    expect(JSON.stringify(render(defaults, person))).toBe(
      JSON.stringify(new OneLoginApp(aContext(aDirectory(person))).renderUser(person, true)),
    )
  })

  test('has active as it says, a text where the macro is in quotes', () => {
    const template = '{"active":"{$user.active}","userName":"{$parameters.scimusername}"}'
    expect(JSON.stringify(render(withTemplate(template), ann, false))).toBe(
      '{"active":"false","userName":"ann@acme.test"}',
    )
  })

  test('is what the look-up takes the userName from', () => {
    const settings = withTemplate('{"userName":"{$user.email}"}')
    const person = aPerson({ userName: 'ann', email: 'ann@elsewhere.test' })
    const app = new OneLoginApp({ ...aContext(aDirectory(person)), settings })
    expect(app.userNameOf(person)).toBe('ann@elsewhere.test')
  })

  test('that cannot be read stops the run before anything is sent', () => {
    expect(() => render(withTemplate('{"userName":'))).toThrow(/settings have a problem/)
  })
})

describe('parameters', () => {
  const template = '{"userName":"{$parameters.scimusername}","title":"{$parameters.title}","x":"{$parameters.x}"}'
  const login = { name: 'scimusername', value: 'Email' }

  test('take an attribute, a macro or nothing', () => {
    const parameters = [
      login,
      { name: 'title', value: 'Department' },
      { name: 'x', value: '- Macro -', macro: '{$user.lastname}, {$user.firstname}' },
    ]
    expect(render(withTemplate(template, { parameters }))).toMatchObject({ title: 'R&D', x: 'Lee, Ann' })
  })

  test('that are not included in user provisioning are blank, or left out with skip if blank', () => {
    const parameters = [
      login,
      { name: 'title', value: 'Title', includeInUserProvisioning: false },
      { name: 'x', value: '- No default -', skipIfBlank: true },
    ]
    const body = render(withTemplate(template, { parameters }))
    expect(body).toMatchObject({ title: '' })
    expect(body).not.toHaveProperty('x')
  })

  test('are set by rules', () => {
    const rules = [{ name: 'r', actions: [{ set: 'title', value: 'Guest' }] }]
    expect(render({ rules })).toMatchObject({ title: 'Guest' })
  })
})

describe('rules on the wire', () => {
  const rules = [
    { name: 'by department', actions: [{ set: 'groups', forEach: 'Department', withValueThatMatches: '.*' }] },
  ]

  test('groups are what the rules say, and follow the person', () => {
    const moved = aDirectory({ ...ann, department: 'Sales' })
    const { server, played } = following({ rules }, aDirectory(ann), moved)
    expect(played[1]?.requests.map(({ method, path }) => `${method} ${path.split('/')[1]}`)).toContain('POST Groups')
    expect(server.state().groups).toEqual([
      { displayName: 'R&D', members: [] },
      { displayName: 'Sales', members: ['ann@acme.test'] },
    ])
  })

  test('From Existing creates no group', () => {
    const existing = [{ name: 'picked', actions: [{ set: 'groups', fromExisting: ['Staff'] }] }]
    const { played } = following({ rules: existing }, aDirectory(ann))
    expect(played[0]?.requests.filter(({ path }) => path === '/Groups').map(({ method }) => method)).toEqual(['GET'])
  })

  test('without Groups in user provisioning there is no group traffic at all', () => {
    const parameters = [{ name: 'scimusername', value: 'Username' }]
    const name = '{"givenName":"{$user.firstname}","familyName":"{$user.lastname}"}'
    const settings = { parameters, ...withTemplate(`{"userName":"{$parameters.scimusername}","name":${name}}`) }
    const { played } = following(settings, aFullDirectory(), aDirectory(ann))
    const all = played.flatMap(({ requests }) => requests)
    expect(all.filter(({ path }) => path.startsWith('/Groups')).map(({ method, path }) => method + path)).toEqual([])
    expect(played[0]?.findings).toEqual([])
  })

  test('mappings of the account suspend and give roles', () => {
    const mappings = [
      {
        name: 'sales',
        conditions: [{ source: 'Department', operator: 'equals', value: 'Sales' }],
        actions: [{ action: 'Add Role', value: 'Sellers' }],
      },
      {
        name: 'gone',
        conditions: [{ source: 'Title', operator: 'equals', value: 'Retired' }],
        actions: [{ action: 'Set Status', value: 'Suspended' }],
      },
    ]
    const selling = aDirectory({ ...ann, department: 'Sales' })
    const retired = aDirectory({ ...ann, department: 'Sales', title: 'Retired' })
    const { server, played } = following({ mappings }, aDirectory(ann), selling, retired)
    expect(server.state().groups).toContainEqual({ displayName: 'Sellers', members: ['ann@acme.test'] })
    expect(played[2]?.result.users).toEqual([{ userName: 'ann@acme.test', active: false }])
  })
})

describe('a changed document', () => {
  const rule = (name: string) => ({
    rules: [{ name: 'r', actions: [{ set: 'groups', forEach: 'Role', withValueThatMatches: name }] }],
  })
  const act = (id: string, settings: JsonObject, server: ScimResponder, state: { value: JsonObject }) => {
    const action = v2Enterprise.adminActions.find((candidate) => candidate.id === id)
    if (action === undefined) throw new Error(`no action ${id}`)
    const { play: go } = action.prepare({ options: {} }, aDirectory(ann))
    return play(go({ ...aContext(aDirectory(ann), {}, state), settings }), server.respond)
  }

  test('of rules applies to nobody until entitlement mappings are reapplied, and then one by one', () => {
    const [server, state] = [new ScimResponder(), { value: {} }]
    const change = { before: aDirectory(ann), after: aDirectory(ann) }
    act('connect', rule('Dev'), server, state)
    act('reapplyMappings', rule('Dev'), server, state)
    play(
      v2Enterprise.follow?.(
        { ...change, before: undefined },
        { ...aContext(change.after, {}, state), settings: rule('Dev') },
      ) ?? nothing(),
      server.respond,
    )
    const idle = v2Enterprise.follow?.(change, { ...aContext(change.after, {}, state), settings: rule('Ops') })
    expect(play(idle ?? nothing(), server.respond).requests).toEqual([])
    const played = act('reapplyMappings', rule('Ops'), server, state)
    expect(played.requests.map(({ shape }) => shape)).toContain('patch-remove-member')
    expect(server.state().groups).toEqual([{ displayName: 'Dev', members: [] }])
  })

  test('of mappings applies when all mappings are reapplied', () => {
    const { server, played } = following({}, aDirectory(ann))
    expect(played[0]?.result.users).toHaveLength(1)
    const mappings = [{ name: 'all', actions: [{ action: 'Set Status', value: 'Suspended' }] }]
    const [fresh, state] = [new ScimResponder(), { value: {} }]
    play(
      v2Enterprise.follow?.({ before: undefined, after: aDirectory(ann) }, aContext(aDirectory(ann), {}, state)) ??
        nothing(),
      fresh.respond,
    )
    act('reapplyAllMappings', { mappings }, fresh, state)
    expect(fresh.state().users.map(({ active }) => active)).toEqual([false])
    expect(server.state().users.map(({ active }) => active)).toEqual([true])
  })
})

test('a template with an active of its own cannot suspend, and that is told', () => {
  const template =
    '{"userName":"{$parameters.scimusername}","name":{"givenName":"{$user.firstname}","familyName":"{$user.lastname}"},"active":true}'
  const away = aDirectory({ ...ann, active: false })
  const { server, played } = following(withTemplate(template), aDirectory(ann), away)
  expect(played[1]?.findings.map(({ id }) => id)).toEqual(['template-fixes-active'])
  expect(played[1]?.result.users).toEqual(server.state().users)
})

describe('the tab Provisioning of a document', () => {
  test('holds tasks back and chooses the drop-downs', () => {
    const provisioning = { requireAdminApproval: { createUser: true }, whenUsersAreDeleted: 'Delete' }
    const { played } = following({ provisioning }, aDirectory(ann))
    expect(played[0]?.requests.map(({ shape }) => shape)).toEqual(['enable-probe', 'get-groups'])
    expect(played[0]?.steps.at(-1)?.result?.reason).toMatch(/^Pending/)
  })
})

describe('Custom Headers', () => {
  const context = {
    method: 'PATCH',
    host: 'app.test',
    authorization: 'Bearer T',
    contentLength: 165,
    knobs: {},
  } as const

  test('stand at the end of every call, in the place of those they name', () => {
    const settings = {
      configuration: { customHeaders: 'User-Agent: OneLogin SCIM\ncontent-type: application/json\n' },
    }
    const withSettings: HeaderContext & { readonly settings: JsonObject } = { ...context, settings }
    expect(v2Enterprise.headers(withSettings)).toEqual([
      ['Host', 'app.test'],
      ['Authorization', 'Bearer T'],
      ['content-type', 'application/json'],
      ['Content-Length', '165'],
      ['User-Agent', 'OneLogin SCIM'],
    ])
  })

  test('change the quirks that requests carry', () => {
    const settings = { configuration: { customHeaders: 'User-Agent: OneLogin SCIM' } }
    const { played } = following(settings, aDirectory(ann))
    const quirks = played[0]?.requests[0]?.quirks ?? []
    expect(quirks).toContain('custom-headers')
    expect(quirks).not.toContain('no-user-agent')
  })
})

function nothing(): never {
  throw new Error('the profile follows nothing')
}
