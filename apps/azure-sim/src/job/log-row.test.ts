import type { JsonObject } from '@scimulator/scim-core'
import { withPerson } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { aTestApp, type TestApp } from '../testing/clock.ts'
import { aliceAndBob, aPerson, DEFAULT_SETUP } from '../testing/world.ts'
import { openJob } from './job.ts'

const start = aliceAndBob()
const log = (app: TestApp): JsonObject[] => openJob(DEFAULT_SETUP, app.context).record.log

describe('the provisioning log', () => {
  test('has one row for each object of a cycle, with its steps and the values written', () => {
    const app = aTestApp()
    app.follow({ before: undefined, after: start })
    const [alice, bob, sales] = log(app)
    expect(log(app)).toHaveLength(3)
    expect(alice).toMatchObject({
      provisioningAction: 'create',
      provisioningStatusInfo: { status: 'success', errorInformation: null },
      provisioningSteps: [
        { provisioningStepType: 'import' },
        { provisioningStepType: 'scoping' },
        { provisioningStepType: 'matching' },
        { name: 'EntryExportAdd', provisioningStepType: 'export' },
        { name: 'EntryExportUpdate' },
      ],
      initiatedBy: { displayName: 'Azure AD Provisioning Service', initiatorType: 'system' },
      sourceIdentity: { id: 'alice', displayName: 'alice@contoso.com', identityType: 'User' },
      targetIdentity: { id: 'Users-1' },
    })
    expect(alice?.modifiedProperties).toContainEqual({ displayName: 'active', oldValue: null, newValue: 'true' })
    expect(bob?.jobId).toMatch(/^scim\.[0-9a-f]{32}\.[0-9a-f-]{36}$/)
    expect(new Set([alice, bob, sales].map((row) => row?.cycleId)).size).toBe(1)
    expect(new Set([alice, bob, sales].map((row) => row?.changeId)).size).toBe(3)
  })

  test('says what a value was before', () => {
    const app = aTestApp()
    app.follow({ before: undefined, after: start })
    const [alice] = start.people
    if (!alice) throw new TypeError('no Alice')
    app.follow({ before: start, after: withPerson(start, { ...alice, title: 'Chief' }) })
    expect(log(app).at(-1)).toMatchObject({
      provisioningAction: 'update',
      modifiedProperties: [{ displayName: 'title', oldValue: 'Engineer', newValue: 'Chief' }],
    })
    const away = withPerson(start, { ...alice, title: 'Chief', active: false })
    app.follow({ before: withPerson(start, { ...alice, title: 'Chief' }), after: away })
    expect(log(app).at(-1)).toMatchObject({
      provisioningAction: 'disable',
      modifiedProperties: [{ displayName: 'active', oldValue: 'True', newValue: 'False' }],
    })
  })

  test('names the error code of a failure, how often it was tried and when it will be again', () => {
    const app = aTestApp({ fault: ({ shape }) => (shape === 'create-user' ? { status: 400, text: 'no' } : undefined) })
    app.follow({ before: undefined, after: { people: [aPerson('carol')], groups: [] } })
    const [first, second] = log(app)
    expect(first).toMatchObject({
      provisioningAction: 'create',
      provisioningStatusInfo: {
        status: 'failure',
        errorInformation: {
          errorCode: 'SystemForCrossDomainIdentityManagementBadRequest',
          reason: expect.stringMatching(
            /was retried 0 times\. It will be retried again after this date: 2026-01-01T00:40:00\.000Z$/,
          ) as string,
        },
      },
    })
    const [imported] = Array.isArray(second?.provisioningSteps) ? second.provisioningSteps : []
    expect(imported).toMatchObject({ description: expect.stringContaining('We are retrying') as string })
  })

  test('says why nothing was done', () => {
    const app = aTestApp()
    app.follow({ before: undefined, after: { people: [aPerson('carol', { active: false })], groups: [] } })
    expect(log(app)).toMatchObject([
      {
        provisioningStatusInfo: {
          status: 'skipped',
          errorInformation: { errorCode: 'NotEffectivelyEntitled' },
        },
      },
    ])
  })

  test('of accounts and groups that agree already says that nothing was written', () => {
    const app = aTestApp()
    app.follow({ before: undefined, after: start })
    app.context.state.value = {}
    app.follow({ before: undefined, after: start })
    const agreed = { status: 'skipped', errorInformation: { errorCode: 'RedundantExport' } }
    const [alice, bob, sales] = log(app)
    expect(bob).toMatchObject({ provisioningAction: 'other', provisioningStatusInfo: agreed })
    expect(alice).toMatchObject({ provisioningAction: 'other', provisioningStatusInfo: agreed })
    // Its members are sent to a group that was found.
    expect(sales).toMatchObject({
      provisioningAction: 'update',
      provisioningStatusInfo: { status: 'success', errorInformation: null },
    })
  })

  test('says the same where all that differs is null at the source', () => {
    const app = aTestApp()
    const [, bob] = start.people
    if (!bob) throw new TypeError('no Bob')
    app.follow({ before: undefined, after: { people: [{ ...bob, title: 'Chief' }], groups: [] } })
    app.context.state.value = {}
    app.follow({ before: undefined, after: { people: [bob], groups: [] } })
    expect(log(app)).toMatchObject([{ provisioningAction: 'other', provisioningStatusInfo: { status: 'skipped' } }])
  })

  test('what was written stands, whatever else of the object was not', () => {
    const app = aTestApp()
    const [, bob] = start.people
    if (!bob) throw new TypeError('no Bob')
    app.follow({ before: undefined, after: { people: [{ ...bob, manager: 'nobody' }], groups: [] } })
    expect(log(app)).toMatchObject([
      { provisioningAction: 'create', provisioningStatusInfo: { status: 'success', errorInformation: null } },
    ])
  })

  test('shows deletions that are held back as staged', () => {
    const app = aTestApp({ knobs: { deletionThreshold: '1' } })
    app.follow({ before: undefined, after: start })
    app.follow({ before: start, after: { people: [], groups: [] } })
    expect(
      log(app)
        .slice(-3)
        .map((row) => row.provisioningAction),
    ).toEqual(Array(3).fill('stageddelete'))
  })
})
