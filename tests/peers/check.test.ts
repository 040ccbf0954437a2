import { afterEach, describe, expect, it } from 'vitest'
import { readKnownFaults } from '../support/src/index.ts'
import { betterAuth, betterAuthAtDefaults } from './better-auth-rows.ts'
import { checkPeer, type Judgement, type Peer, startPeer } from './peer.ts'
import { polis } from './polis-rows.ts'

describe('scimulator check', () => {
  let peer: Peer
  afterEach(() => peer.stop())

  it.each([
    ['better-auth 1.7.5', 'default settings', 'better-auth-server.mjs', {}, betterAuthAtDefaults],
    ['better-auth 1.7.5', 'limit of rows raised', 'better-auth-server.mjs', { FIND_MANY_LIMIT: '1000' }, betterAuth],
    ['Polis 26.2.0', 'default settings', 'polis-server.mjs', {}, polis],
  ])(
    'finds exactly the rows that %s with %s misses, and leaves nothing there',
    async (server, _, program, env, expected) => {
      peer = await startPeer(program, env)
      const { code, report, stderr } = await checkPeer(peer)
      expect(code).toBe(1)
      const found = (outcome: string) =>
        report.results.filter((result) => result.outcome === outcome).map(({ id }) => id)
      expect(found('fail').sort()).toEqual(rowsOf(expected.fails))
      const known = await readKnownFaults(server)
      expect(found('fail')).toEqual(expect.arrayContaining([...known.rows]))
      expect(found('warn').sort()).toEqual(rowsOf(expected.warns))
      for (const [id, detail] of Object.entries(expected.details)) {
        expect(report.results.find((result) => result.id === id)?.detail).toMatch(detail)
      }
      // What cannot be removed is told on standard error.
      expect(stderr).toBe('')
      expect(await namesAt(peer)).not.toContain('scimcheck-')
    },
  )
})

/** The Users and Groups of a peer, as it lists them. */
async function namesAt({ url, token }: Peer): Promise<string> {
  const headers = { authorization: `Bearer ${token}` }
  const lists = ['/Users', '/Groups'].map(async (path) => (await fetch(`${url}${path}`, { headers })).text())
  return (await Promise.all(lists)).join('\n')
}

function rowsOf(judgements: readonly Judgement[]): string[] {
  return judgements.flatMap(({ rows }) => rows.split(' ')).sort()
}
