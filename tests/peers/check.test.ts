import { afterEach, describe, expect, it } from 'vitest'
import { betterAuth } from './better-auth-rows.ts'
import { checkPeer, type Judgement, type Peer, startPeer } from './peer.ts'
import { polis } from './polis-rows.ts'

describe('scimulator check', () => {
  let peer: Peer
  afterEach(() => peer.stop())

  it.each([
    ['better-auth 1.7.5', 'better-auth-server.mjs', {}, betterAuth],
    ['better-auth 1.7.5, limit of rows raised', 'better-auth-server.mjs', { FIND_MANY_LIMIT: '1000' }, betterAuth],
    ['Polis 26.2.0', 'polis-server.mjs', {}, polis],
  ])('finds exactly the rows that %s misses', async (_, program, env, expected) => {
    peer = await startPeer(program, env)
    const { code, report } = await checkPeer(peer)
    expect(code).toBe(1)
    const found = (outcome: string) => report.results.filter((result) => result.outcome === outcome).map(({ id }) => id)
    expect(found('fail').sort()).toEqual(rowsOf(expected.fails))
    expect(found('warn').sort()).toEqual(rowsOf(expected.warns))
    for (const [id, detail] of Object.entries(expected.details)) {
      expect(report.results.find((result) => result.id === id)?.detail).toMatch(detail)
    }
  })
})

function rowsOf(judgements: readonly Judgement[]): string[] {
  return judgements.flatMap(({ rows }) => rows.split(' ')).sort()
}
