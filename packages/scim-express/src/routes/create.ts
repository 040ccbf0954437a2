/**
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import { parseProjection, sentInBody } from '@scimulator/scim-core'
import type { TypeHandler } from '../context.ts'
import { parseQuery } from '../request/query-parameters.ts'
import { prepareCreation } from '../resource/creation.ts'
import { createView } from '../resource/view.ts'
import { readWriteBody } from './read-body.ts'

/** `POST /{endpoint}`: 201 with the resource as stored. A failure leaves nothing behind. */
export const createResource: TypeHandler = async (context, resourceType) => {
  const projection = parseProjection(parseQuery(context.query))
  const body = await readWriteBody(context, resourceType)
  const view = createView(context, resourceType, { ...projection, sent: sentInBody(body, resourceType) })
  const creation = prepareCreation(context, resourceType, body, view.include)
  const created = await context.transact(async (tx) => {
    await creation.create(tx)
    return creation.finish(tx)
  })
  return view.reply(201, created)
}
