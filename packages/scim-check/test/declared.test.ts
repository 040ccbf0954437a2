import { GROUP, USER } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckResult, runChecks, type Send } from '../src/index.ts'
import { read } from './broken-server.ts'
import { httpSend } from './http-send.ts'
import { serve, type TestServer, TOKEN } from './serve.ts'

let server: TestServer
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server.close())

async function check(id: string, send: Send, target = server.url): Promise<CheckResult | undefined> {
  return (await runChecks({ target, token: TOKEN, send, only: [id] })).results[0]
}

describe('rows about declared attributes', () => {
  it('are judged in a resource type of the target’s own, of which nothing is left', async () => {
    const sent: string[] = []
    const result = await check('S-013', (request) => {
      sent.push(`${request.method} ${read(request).path}`)
      return httpSend(request)
    })
    expect(result?.outcome).toBe('pass')
    expect(sent).toContain('POST /Devices')
    const made = sent.filter((line) => line === 'POST /Devices').length - 1 // the last is refused
    expect(sent.filter((line) => line.startsWith('DELETE /Devices/')).length).toBe(made)
  })

  it('are skipped where no schema has such an attribute', async () => {
    const plain = await serve({ resourceTypes: [USER, GROUP] })
    try {
      const { outcome, detail } = (await check('S-013', httpSend, plain.url)) ?? {}
      expect([outcome, detail]).toEqual(['skip', 'the target does not announce an integer attribute'])
    } finally {
      await plain.close()
    }
  })

  it('are skipped where the resource type that has it cannot be made', async () => {
    const { outcome, detail } =
      (await check('S-013', (request) =>
        request.method === 'POST' ? Promise.resolve({ status: 403, headers: [], body: '' }) : httpSend(request),
      )) ?? {}
    expect(outcome).toBe('skip')
    expect(detail).toBe('the target does not announce an integer attribute in anything that can be made')
  })

  it('S-065 is not judged where any member can be added twice', async () => {
    const { outcome, detail } =
      (await check('S-065', async (request) => {
        const answer = await httpSend(request)
        const body = answer.body.replace(/"members":\[(\{[^\]]*\})\]/, '"members":[$1,$1]')
        return request.method === 'GET' ? { ...answer, body } : answer
      })) ?? {}
    expect([outcome, detail]).toEqual(['skip', 'a member can be added twice, whatever its address'])
  })
})
