/**
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { BULK_REQUEST, BULK_RESPONSE, type JsonValue, PATCH_OP } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure, show } from '../failure.ts'
import { bulk, bulks, ensureRefused, failing, noted, post, resultsOf, statusOf } from './bulk-support.ts'
import { ensureSame, hasUrn } from './support.ts'

/** Bulk requests: what one is, and what an operation may ask for. */
export const BULK_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.7', [
  {
    id: 'B-001',
    level: 'MUST',
    title: 'bulk that is not offered: 501',
    advice: 'Answer POST /Bulk with 501 when bulk.supported is false.',
    damage: 1,
    requires: needs('config'),
    async run(context) {
      const answer = await bulk(context, [])
      if (context.discovery.features.bulk === undefined) answer.expect(200, 400)
      else if (answer.status !== 501) {
        ensure([403, 404, 405].includes(answer.status), `POST /Bulk was answered with ${answer.status}.`)
        context.warn(`POST /Bulk was answered with ${answer.status} instead of 501.`)
      }
    },
  },
  bulks(
    'B-002',
    'a body that is no BulkRequest, or has no Operations, is refused',
    'Check schemas and Operations, and answer 400 invalidSyntax.',
    async (context) => {
      const Operations = [failing(context)]
      const bodies = [{ schemas: [BULK_REQUEST] }, { Operations }, { schemas: [PATCH_OP], Operations }]
      for (const body of bodies) {
        ;(await context.client.post('/Bulk', body)).refused(400, ['invalidSyntax', 'invalidValue'])
      }
    },
    { damage: 1 },
  ),
  bulks(
    'B-003',
    'a job is answered with 200 and a BulkResponse, though every operation fails',
    'Report failures per operation.',
    async (context) => {
      const answer = (await bulk(context, [failing(context)])).expect(200)
      ensure(hasUrn(answer.body.schemas, BULK_RESPONSE), `The schemas are ${show(answer.body.schemas ?? null)}.`)
      ensureSame(statusOf(resultsOf(answer)[0]), '404', 'The status of the operation')
    },
  ),
  bulks(
    'B-004',
    'a method other than POST, PUT, PATCH and DELETE is refused',
    'Answer the operation with 400.',
    async (context) => {
      const path = context.userPath(await context.user())
      ensureRefused(await bulk(context, [{ method: 'GET', path }]), 'An operation with the method GET')
      const body = { ...post(context.users, 'one', context.userBody()), method: 'post' }
      context.note(`The method "post" gives ${noted(await bulk(context, [body]))}.`)
    },
    { damage: 2 },
  ),
  bulks(
    'B-005',
    'a path that names no resource type of the target is refused',
    'Match path against the endpoints of the resource types; never build a request from it.',
    async (context) => {
      for (const path of ['https://scim.invalid/Users', '//scim.invalid/Users', '/Bulk', '/Schemas']) {
        const answer = await bulk(context, [post(path, 'one', context.userBody())])
        ensureRefused(answer, `A POST to the path ${show(path)}`)
      }
    },
    { damage: 5 },
  ),
  bulks(
    'B-006',
    'POST, PUT and PATCH without data are refused',
    'Answer the operation with 400.',
    async (context) => {
      const path = context.userPath(await context.user())
      const patch = context.discovery.features.patch === undefined ? [{ method: 'PATCH', path }] : []
      for (const operation of [
        { method: 'POST', path: context.users, bulkId: 'one' },
        { method: 'PUT', path },
        ...patch,
      ]) {
        ensureRefused(await bulk(context, [operation]), `A ${operation.method} without data`)
      }
      if (patch.length === 0) return
      const data: JsonValue = [{ op: 'replace', path: 'displayName', value: 'New' }]
      context.note(
        `A PATCH whose data is a bare list gives ${noted(await bulk(context, [{ method: 'PATCH', path, data }]))}.`,
      )
    },
    { damage: 2 },
  ),
  bulks(
    'B-007',
    'a POST without a bulkId, or with that of another, is refused',
    'Answer 400: without bulkIds of their own the client cannot tell what was made.',
    async (context) => {
      const { bulkId: _left, ...without } = post(context.users, '', context.userBody())
      ensureRefused(await bulk(context, [without]), 'A POST without bulkId')
      const twice = [1, 2].map(() => post(context.users, 'same', context.userBody()))
      const answer = (await bulk(context, twice)).expect(200, 400)
      const made = answer.status === 400 ? 0 : resultsOf(answer).filter((result) => /^2/.test(statusOf(result))).length
      ensure(made < 2, 'Two POSTs with one bulkId both succeeded.')
    },
    { damage: 2 },
  ),
  bulks(
    'B-033',
    'a failOnErrors that is no positive integer is refused',
    'Answer 400 invalidValue.',
    async (context) => {
      for (const failOnErrors of [0, -1, 'a']) {
        const { status } = (await bulk(context, [failing(context)], { failOnErrors })).expect(200, 400)
        context.note(`${show(failOnErrors)}: ${status}.`)
      }
    },
    { level: 'CHOICE', damage: 1 },
  ),
])
