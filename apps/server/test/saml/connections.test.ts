import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { SamlConnections } from '../../src/saml/connections.ts'
import { createSqliteConnections } from '../../src/saml/sqlite-connections.ts'

const PROVIDER = {
  entityId: 'https://idp.example',
  ssoUrl: 'https://idp.example/sso',
  metadataUrl: null,
  certificates: ['AAAA', 'BBBB'],
  setUpAt: 1000,
}
const spending = (requestId: string, assertionId = 'a', until = 5000) => ({
  requestId,
  issuer: 'https://idp.example',
  assertionId,
  until,
})

function open(file = ':memory:'): SamlConnections {
  const connections = createSqliteConnections(file)
  onTestFinished(() => connections.close())
  return connections
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'saml-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

it('a request is outstanding in its team until it expires', async () => {
  const connections = open()
  await connections.addRequest('t1', { id: 'r', path: '/x', expires: 100 })
  expect(await connections.isOutstanding('t1', 'r', 99)).toBe(true)
  expect(await connections.isOutstanding('t1', 'r', 100)).toBe(false)
  expect(await connections.isOutstanding('t2', 'r', 50)).toBe(false)
})

it('spending takes request and assertion together, or neither', async () => {
  const connections = open()
  for (const id of ['r1', 'r2', 'r3']) await connections.addRequest('t1', { id, path: `/${id}`, expires: 100 })
  expect(await connections.spend('t1', spending('unknown'), 50)).toBe('notOutstanding')
  expect(await connections.spend('t2', spending('r1'), 50)).toBe('notOutstanding')
  expect(await connections.spend('t1', spending('r1'), 50)).toEqual({ path: '/r1' })
  expect(await connections.spend('t1', spending('r1', 'b'), 50)).toBe('notOutstanding')
  expect(await connections.spend('t1', spending('r2'), 50)).toBe('used')
  expect(await connections.isOutstanding('t1', 'r2', 50)).toBe(true)
  expect(await connections.spend('t1', spending('r2', 'b'), 50)).toEqual({ path: '/r2' })
  expect(await connections.spend('t1', spending('r3', 'c'), 100)).toBe('notOutstanding')
})

it('a used assertion is remembered until it could not be taken any more, and for its team alone', async () => {
  const connections = open()
  const next = async (team: string, id: string, now: number): Promise<unknown> => {
    await connections.addRequest(team, { id, path: '/', expires: now + 1 })
    return connections.spend(team, spending(id), now)
  }
  expect(await next('t1', 'r1', 10)).toEqual({ path: '/' })
  expect(await next('t2', 'r2', 10)).toEqual({ path: '/' })
  expect(await next('t1', 'r3', 4999)).toBe('used')
  expect(await next('t1', 'r4', 5000)).toEqual({ path: '/' })
})

it('removing forgets provider, rules and requests of the team, and no used assertion', async () => {
  const connections = open()
  for (const team of ['t1', 't2']) {
    await connections.setIdentityProvider(team, PROVIDER)
    await connections.setRules(team, { requireSso: true, jit: true, jitRole: 'guest', allowSha1: true })
    await connections.addRequest(team, { id: `${team}-r`, path: '/', expires: 100 })
  }
  await connections.addRequest('t1', { id: 'used', path: '/', expires: 100 })
  await connections.spend('t1', spending('used'), 50)
  await connections.remove('t1')
  expect(await connections.identityProvider('t1')).toBeUndefined()
  expect(await connections.rules('t1')).toEqual({ requireSso: false, jit: false, jitRole: 'member', allowSha1: false })
  expect(await connections.isOutstanding('t1', 't1-r', 50)).toBe(false)
  expect(await connections.identityProvider('t2')).toEqual(PROVIDER)
  expect((await connections.rules('t2')).jitRole).toBe('guest')
  expect(await connections.isOutstanding('t2', 't2-r', 50)).toBe(true)
  await connections.addRequest('t1', { id: 'again', path: '/', expires: 100 })
  expect(await connections.spend('t1', spending('again'), 50)).toBe('used')
})

it('keeps the newest 10000 requests of a team', async () => {
  const connections = open()
  for (let id = 0; id <= 10_000; id += 1)
    await connections.addRequest('t1', { id: `${id}`, path: '/', expires: 100 + id })
  expect(await connections.isOutstanding('t1', '0', 50)).toBe(false)
  expect(await connections.isOutstanding('t1', '1', 50)).toBe(true)
  expect(await connections.isOutstanding('t1', '10000', 50)).toBe(true)
})

it('everything is there again after a restart; ids of requests are kept as digests only', async () => {
  const file = join(folder(), 'saml.db')
  const first = createSqliteConnections(file)
  await first.setIdentityProvider('t1', PROVIDER)
  await first.addRequest('t1', { id: '_request-id', path: '/', expires: 100 })
  await first.addRefusal('t1', { at: 7, reference: 'AB', reason: 'why' })
  first.close()
  const second = open(file)
  expect(await second.identityProvider('t1')).toEqual(PROVIDER)
  expect(await second.isOutstanding('t1', '_request-id', 50)).toBe(true)
  expect(await second.refusals('t1')).toEqual([{ at: 7, reference: 'AB', reason: 'why' }])
  const db = new Database(file, { readonly: true })
  onTestFinished(() => void db.close())
  expect(JSON.stringify(db.prepare('select * from requests').all())).not.toContain('_request-id')
})

it('a file of a newer release is not touched', () => {
  const file = join(folder(), 'saml.db')
  const db = new Database(file)
  db.pragma('user_version = 99')
  db.close()
  expect(() => createSqliteConnections(file)).toThrow(/has version 99, newer than 1/)
})
