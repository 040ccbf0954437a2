import { expect, test } from 'vitest'
import { createWorld, FIRST_PAGE, OPERATOR } from './world.ts'

const NAMES = { name: { givenName: 'Ann', familyName: 'Lee' }, emails: [{ value: 'ann@x.example', primary: true }] }

test('S3 a userName may change: the person and the SCIM id stay, and the old name is nobody’s', async () => {
  const { product, acme, post, patch, member, audit } = await createWorld()
  const { id } = await post('ann@x.example', NAMES)
  const { personId } = await member(id)
  await patch(id, { userName: 'ann.lee@x.example', displayName: 'Ann L.' })
  expect(await member(id)).toMatchObject({ personId, userName: 'ann.lee@x.example', displayName: 'Ann L.' })
  expect(await product.members.byUserName(acme, 'ann@x.example')).toBeUndefined()
  expect(await product.members.byUserName(acme, 'ANN.LEE@x.example')).toMatchObject({ personId })
  expect((await audit())[0]).toMatchObject({
    action: 'member.renamed',
    before: { userName: 'ann@x.example', displayName: null },
    after: { userName: 'ann.lee@x.example', displayName: 'Ann L.' },
  })
  const other = await post('ann@x.example')
  expect((await member(other.id)).personId).not.toBe(personId)
})

test('E12 only where the policy says so must a userName be an e-mail address; names are compared whatever their case', async () => {
  const { acme, settle, post, patch } = await createWorld()
  expect((await post('ann')).status).toBe(201)
  expect((await post('ANN')).status).toBe(409)
  settle(acme, { emailUserNames: true })
  for (const userName of ['bob', 'bob@', '@x.example', ' bob@x.example ', 'bob@x@y.example', 'bob@x', 'bob@x..example'])
    expect(await post(userName)).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
  const { id, status } = await post('bob@x.example')
  expect(status).toBe(201)
  expect(await patch(id, { userName: 'bob' })).toMatchObject({ status: 400 })
  expect((await patch(id, { userName: 'rob@x.example' })).status).toBe(200)
})

test.each([' ann@x.example', 'ann@x.example ', 'ann@x.example\u00a0'])(
  'E12 a userName with blanks around it (%j) is refused, so that nobody is made a second time',
  async (userName) => {
    const { product, acme, post, patch, put, member } = await createWorld()
    const { id } = await post('ann@x.example', { active: false })
    for (const { status, body } of [await post(userName), await patch(id, { userName }), await put(id, userName)]) {
      expect([status, body.scimType]).toEqual([400, 'invalidValue'])
      expect(body.detail).toContain('has blanks around it')
    }
    expect(await member(id)).toMatchObject({ userName: 'ann@x.example', state: 'inactive' })
    expect((await product.members.list(acme, FIRST_PAGE)).totalResults).toBe(1)
  },
)

test('an invitation by address is taken by whom SCIM adds with it, in the role of SCIM', async () => {
  const { product, acme, post, member } = await createWorld()
  const invited = await product.members.invite(acme, 'ann@x.example', 'admin', OPERATOR)
  const { id } = await post('ann', { emails: [{ value: 'ANN@x.example' }] })
  expect(await member(id)).toMatchObject({ personId: invited.member.personId, role: 'member', origin: 'scim' })
  await expect(product.signInLinks.spend(acme, invited.key, OPERATOR)).rejects.toMatchObject({ code: 'badLink' })
})
