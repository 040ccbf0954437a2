import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Answer, serve, type TestServer } from '../serve.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const answerSchema = z.looseObject({
  id: z.string().default(''),
  active: z.boolean().optional(),
  scimType: z.string().optional(),
})
const TOKEN = 'an-operators-token'

/** How identity providers say that somebody leaves, and whether the RFC to the letter allows it. */
const LEAVING = [
  ['a boolean at a path', true, { op: 'replace', path: 'active', value: false }],
  ['a boolean in a value', true, { op: 'replace', value: { active: false } }],
  ['a capital op with a text', false, { op: 'Replace', path: 'active', value: 'False' }],
  ['a text in a value', false, { op: 'replace', value: { active: 'False' } }],
  ['add, which replaces', true, { op: 'add', path: 'active', value: false }],
] as const

/** What says nothing of being active. */
const SAYING_NOTHING = [
  { op: 'remove', path: 'active' },
  { op: 'replace', path: 'active', value: null },
  { op: 'replace', path: 'title', value: 'Lead' },
] as const

describe.each([
  ['tolerant', false],
  ['strict', true],
] as const)('a %s team', (_name, strict) => {
  let server: TestServer
  beforeAll(async () => {
    server = await serve({ demoTeams: [], team: 'acme', token: TOKEN, strict })
  })
  afterAll(() => server.close())

  const scim = (method: string, path: string, body?: object): Promise<Answer> =>
    server.call(method, `/teams/acme/scim/v2${path}`, { headers: { authorization: `Bearer ${TOKEN}` }, body })
  const patch = (id: string, operation: object): Promise<Answer> =>
    scim('PATCH', `/Users/${id}`, { schemas: [PATCH_OP], Operations: [operation] })
  const read = ({ text }: Answer): z.infer<typeof answerSchema> => answerSchema.parse(JSON.parse(text))
  async function make(userName: string): Promise<string> {
    const made = await scim('POST', '/Users', { schemas: [USER], userName, active: true })
    expect(made.status).toBe(201)
    return read(made).id
  }

  it.each(LEAVING)('A11 E17 %s takes a person out, where it is allowed', async (name, isRfc, operation) => {
    const userName = `${name.replaceAll(/\W/g, '')}@x.example`
    const id = await make(userName)
    const answer = await patch(id, operation)
    const isTaken = isRfc || !strict
    expect([answer.status, read(answer).active]).toEqual(isTaken ? [200, false] : [400, undefined])
    expect((await server.member('acme', userName)).state).toBe(isTaken ? 'inactive' : 'active')
  })

  it('E17 what says nothing of being active changes no state, whether active or not', async () => {
    const id = await make('quiet@x.example')
    for (const state of ['active', 'inactive'] as const) {
      await patch(id, { op: 'replace', path: 'active', value: state === 'active' })
      for (const operation of SAYING_NOTHING) {
        const answer = await patch(id, operation)
        // Who has no such value is active.
        expect([operation, answer.status, read(answer).active ?? true]).toEqual([operation, 200, state === 'active'])
      }
      const put = await scim('PUT', `/Users/${id}`, { schemas: [USER], userName: 'quiet@x.example', nickName: state })
      expect(read(put).active ?? true).toBe(state === 'active')
      expect((await server.member('acme', 'quiet@x.example')).state).toBe(state)
    }
  })

  it('E10 E15 a POST of an inactive name in another case is 409, and after DELETE the same person under another id', async () => {
    const id = await make('ann@x.example')
    await patch(id, { op: 'replace', path: 'active', value: false })
    const { personId } = await server.member('acme', 'ann@x.example')
    const again = { schemas: [USER], userName: 'ANN@X.example', active: true }
    const refused = await scim('POST', '/Users', again)
    expect([refused.status, read(refused).scimType]).toEqual([409, 'uniqueness'])
    await scim('DELETE', `/Users/${id}`)
    const made = await scim('POST', '/Users', again)
    expect([made.status, read(made).id === id]).toEqual([201, false])
    expect(await server.member('acme', 'ANN@X.example')).toMatchObject({ personId, state: 'active', role: 'member' })
  })
})
