import type { JsonObject } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import { type CannedAnswer, play } from '@scimulator/sim-kit/testing'
import { expect, test } from 'vitest'
import { aContext, aFullDirectory } from './context.ts'
import { failures, scenario, sorted } from './play-scenario.ts'
import { ScimResponder } from './scim-responder.ts'

/** A server that lets a PUT change nothing but `active`. */
class KeepingResponder {
  readonly server = new ScimResponder()

  readonly respond = (request: ScimRequest): CannedAnswer => {
    const id = /^\/Users\/([^?]+)/.exec(request.path)?.[1]
    const current = id === undefined ? undefined : this.server.users.get(id)
    if (request.method !== 'PUT' || current === undefined) return this.server.respond(request)
    const kept: JsonObject = { ...current, active: request.body?.active ?? true }
    this.server.users.set(String(id), kept)
    return { status: 200, body: kept }
  }
}

test('S3 a target that keeps its profiles is one warning, no failed step, and what it holds is expected', () => {
  const { respond, server } = new KeepingResponder()
  const played = play(scenario('lifecycle').play(aContext(aFullDirectory())), respond)
  expect(new Set(played.findings.map(({ title }) => title)).size).toBe(1)
  expect(played.findings[0]).toMatchObject({ id: 'profile-kept', level: 'warn' })
  expect(failures(played)).toEqual([])
  expect(sorted(server.state())).toEqual(sorted(played.result))
})
