import { auditPageSchema, signOnSchema } from '@scimulator/admin-api'
import { GROUP, parseDeclaration, USER, USER_SCHEMA } from '@scimulator/scim-core'
import { expect, it, onTestFinished } from 'vitest'
import { metadataOf } from '../saml/forge.ts'
import { serve, type TestServer } from '../serve.ts'

const EXTENSION = 'urn:example:schemas:2.0:Hint'
const DECLARATION = {
  Schemas: [
    {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
      id: EXTENSION,
      name: 'Hint',
      attributes: [{ name: 'answer', returned: 'never' }, { name: 'question' }],
    },
  ],
  ResourceTypes: [{ name: 'User', schemaExtensions: [{ schema: EXTENSION, required: false }] }],
}

async function started(overrides: Parameters<typeof serve>[0] = {}): Promise<TestServer> {
  const server = await serve(overrides)
  onTestFinished(() => server.close())
  return server
}

it('E29 PV-03 the log says that an attribute has changed which SCIM never returns, and not what it says', async () => {
  const server = await started({ resourceTypes: parseDeclaration(DECLARATION, [USER, GROUP]) })
  const owner = await server.signInPerson('acme', 'owner')
  const user = (answer: string): object => ({
    schemas: [USER_SCHEMA, EXTENSION],
    userName: 'eve@acme.example',
    active: true,
    [EXTENSION]: { question: 'First school?', answer },
  })
  const made = await server.scim('acme', 'POST', '/Users', user('Hill Street'))
  const { id } = JSON.parse(made.text) as { id: string }
  expect((await server.scim('acme', 'PUT', `/Users/${id}`, user('Mill Lane'))).status).toBe(200)
  const { text } = await owner.call('GET', 'audit-log')
  expect(auditPageSchema.parse(JSON.parse(text)).rows[0]).toMatchObject({
    action: 'member.changed',
    after: { [EXTENSION]: { question: 'First school?' } },
  })
  expect(text).not.toMatch(/Hill Street|Mill Lane/)
})

it('PV-01 erasing somebody takes the last refused sign-ins of the team along, whose reasons may name them', async () => {
  const server = await started()
  const owner = await server.signInPerson('acme', 'owner')
  await owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await server.call('POST', '/teams/acme/saml/acs', { headers, body: 'SAMLResponse=AAAA' })
  const refusals = async () => signOnSchema.parse(JSON.parse((await owner.call('GET', 'sign-on')).text)).refusals
  expect(await refusals()).toHaveLength(1)
  const { personId } = await server.member('acme', 'member')
  await server.ask('POST', '/api/teams/acme/support/purge', { personId })
  expect(await refusals()).toEqual([])
})
