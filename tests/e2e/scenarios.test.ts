import { readHoldings, runSync, sorted, startServer } from '@scimulator/tests-support'
import { describe, expect, it } from 'vitest'

const vendors = ['okta', 'onelogin', 'azure'] as const

describe.each(vendors)('%s', (vendor) => {
  it.each(['demo', 'removal'])('scenario %s leaves what it says it leaves', async (scenario) => {
    const server = await startServer()
    try {
      const args = [
        '--target',
        server.scimUrl,
        '--token',
        server.token,
        '--scenario',
        scenario,
        '--users',
        '30',
        '--groups',
        '5',
      ]
      const { code, report } = await runSync(vendor, args)
      expect(report.findings).toEqual([])
      expect(code).toBe(0)
      expect(await readHoldings(server.scimUrl, server.token)).toEqual(sorted(report.expected))
    } finally {
      await server.stop()
    }
  })

  it('sends the same requests for the same seed, ids of the server apart', async () => {
    const first = await requestsOf(vendor)
    const second = await requestsOf(vendor)
    expect(first.length).toBeGreaterThan(20)
    expect(second).toEqual(first)
  })
})

/** Method, target and body of every request, with ids, times and versions given by the server replaced. */
async function requestsOf(vendor: string): Promise<string[]> {
  const server = await startServer()
  try {
    const { report } = await runSync(vendor, [
      '--target',
      server.scimUrl,
      '--token',
      server.token,
      '--users',
      '8',
      '--groups',
      '2',
    ])
    const given = new Map<string, string>()
    const normal = (text: string): string =>
      text
        .replaceAll(server.url, 'SERVER')
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
          const known = given.get(id) ?? `id-${given.size + 1}`
          given.set(id, known)
          return known
        })
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
        .replace(/W\/\\?"\d+\\?"/g, 'VERSION')
    return report.steps
      .flatMap(({ subject, exchanges }) =>
        exchanges.map(({ request }) => ({ subject: `${subject.kind} ${subject.name}`, request })),
      )
      .map(
        ({ subject, request }) =>
          `${subject}: ${request.method} ${normal(request.target)} ${normal(request.body ?? '')}`,
      )
      .sort()
  } finally {
    await server.stop()
  }
}
