import { expect, test } from 'vitest'
import { serve } from '../test/serve.ts'
import { readyTable } from './announce.ts'

test('the table of a server with a public URL hands out no names under localhost', async () => {
  const local = await serve()
  expect(readyTable(local)).toContain('http://acme.localhost:')
  await local.close()
  const open = await serve({ publicUrl: 'https://scim.example.com' })
  expect(readyTable(open)).toContain('https://scim.example.com/teams/acme/scim/v2')
  expect(readyTable(open)).not.toContain('localhost')
  await open.close()
})
