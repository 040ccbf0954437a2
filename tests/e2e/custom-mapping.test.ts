import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readHoldings, runSync, sorted, startServer } from '@scimulator/tests-support'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'

const EXT = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const active = 'Switch([IsSoftDeleted], , "False", "True", "True", "False")'
const settings = {
  userMapping: {
    attributes: [
      {
        type: 'expression',
        expression: 'Join("@", [mailNickname], "x.com")',
        target: 'userName',
        matchingPrecedence: 1,
      },
      { type: 'expression', expression: active, target: 'active' },
      { type: 'direct', source: 'displayName', target: 'displayName' },
      { type: 'constant', value: 'Nick', target: 'nickName' },
      {
        type: 'expression',
        expression: 'Switch([jobTitle], "Staff", "Trainee", "Training")',
        target: `${EXT}:department`,
      },
    ],
  },
}
const usersSchema = z.object({
  Resources: z.array(
    z.looseObject({ userName: z.string(), nickName: z.string(), [EXT]: z.looseObject({ department: z.string() }) }),
  ),
})

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'custom-mapping-'))
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings))
})
afterAll(() => rm(folder, { recursive: true }))

it.each(['default', 'aadOptscim062020'])(
  'a mapping of the admin’s own goes out in create and PATCH and comes back by GET [%s]',
  async (profile) => {
    const server = await startServer()
    try {
      const { code, report } = await runSync('azure', [
        ...['--target', server.scimUrl, '--token', server.token, '--profile', profile],
        ...['--settings', join(folder, 'settings.json'), '--users', '20', '--groups', '5', '--exchanges', 'all'],
      ])
      expect(report.findings).toEqual([])
      expect(code).toBe(0)
      expect(await readHoldings(server.scimUrl, server.token)).toEqual(sorted(report.expected))
      const sent = report.steps.flatMap(({ exchanges }) => exchanges.map(({ request }) => request))
      const holding = (method: string, text: string): unknown[] =>
        sent.filter((request) => request.method === method && request.body?.includes(text))
      expect(holding('POST', '"nickName":"Nick"').length).toBeGreaterThan(0)
      expect(holding('POST', '"department":"Training"').length).toBeGreaterThan(0)
      expect(holding('PATCH', `${EXT}:department`).length).toBeGreaterThan(0)
      const response = await fetch(`${server.scimUrl}/Users?count=100`, {
        headers: { Authorization: `Bearer ${server.token}` },
      })
      const { Resources } = usersSchema.parse(await response.json())
      expect(Resources.length).toBeGreaterThan(10)
      for (const user of Resources) {
        expect(user.userName).toMatch(/@x\.com$/)
        expect(user).toMatchObject({ nickName: 'Nick', [EXT]: { department: 'Staff' } })
      }
    } finally {
      await server.stop()
    }
  },
)
