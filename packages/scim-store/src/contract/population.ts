import {
  ENTERPRISE_USER_SCHEMA,
  GROUP_SCHEMA,
  type JsonObject,
  type JsonValue,
  USER_SCHEMA,
} from '@scimulator/scim-core'
import type { ResourceStore, ResourceTransaction } from '../store.ts'
import { ASSET_SCHEMA, DEVICE } from './fixture.ts'

/** Texts that engines are known to disagree about, few enough to meet often. */
export const TEXTS: readonly string[] = [
  '',
  'a',
  'A',
  'ab',
  'Abc',
  'b',
  'Ä',
  'äb',
  'Jose\u0301',
  'José',
  'ＡＢ',
  'ς',
  'ΟΔΟΣ',
  'İ',
  'ß',
  '%',
  '_b',
  '*',
  '\\',
  "it's",
  '"quoted"',
  '😀',
  '\uffee',
  '\ufffd',
  '\u{1f600}z',
  'a\u0000b',
  'null',
  '__proto__',
]

/** Instants in different spellings, two of them the same. */
export const INSTANTS: readonly string[] = [
  '2026-01-01T00:00:00Z',
  '2026-01-01T01:00:00+01:00',
  '2025-12-31T23:59:59.999Z',
  '2026-01-01T00:00:00.0005Z',
  '2026-06-30T12:00:00',
]

/** Numbers around zero. */
export const NUMBERS: readonly number[] = [0, -1, 1, 1.5, 1e10, -0.25]

/** Base64 texts that differ in case only. */
export const BYTES: readonly string[] = ['QUJD', 'qujd', '']

/** A name that one resource of each type has. */
export const FOUND = 'Abc unique'

/** A repeatable source of numbers from 0 to below 1. */
export type Random = () => number

/** The mulberry32 generator. */
export function createRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new RangeError('There is nothing to pick from.')
  return value
}

/** The object without the members that chance leaves out. */
function some(random: Random, object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(() => random() < 0.6))
}

function several(random: Random, make: () => JsonValue): JsonValue[] {
  return Array.from({ length: Math.floor(random() * 4) }, make)
}

function user(random: Random, n: number): JsonObject {
  const text = (): string => pick(random, TEXTS)
  const element = (): JsonObject =>
    some(random, {
      value: text(),
      type: pick(random, ['work', 'home', 'Work']),
      display: text(),
      primary: random() < 0.5,
    })
  return {
    schemas: random() < 0.5 ? [USER_SCHEMA] : [USER_SCHEMA, ENTERPRISE_USER_SCHEMA],
    userName: n === 0 ? FOUND : `${text()}${n}`,
    ...some(random, {
      externalId: text(),
      displayName: text(),
      title: text(),
      active: random() < 0.5,
      profileUrl: text(),
      name: some(random, { familyName: text(), givenName: text() }),
      emails: several(random, element),
      phoneNumbers: several(random, element),
      addresses: several(random, () => some(random, { locality: text(), country: text() })),
      [ENTERPRISE_USER_SCHEMA]: some(random, { department: text(), manager: { value: text() } }),
    }),
  }
}

function device(random: Random, n: number): JsonObject {
  return {
    schemas: [DEVICE.schema.id],
    serial: n === 0 ? FOUND : `${pick(random, TEXTS)}${n}`,
    ...some(random, {
      size: Math.trunc(pick(random, NUMBERS)),
      weight: pick(random, NUMBERS),
      boughtAt: pick(random, INSTANTS),
      key: pick(random, BYTES),
      tags: several(random, () => pick(random, TEXTS)),
      licences: several(random, () =>
        some(random, { product: pick(random, TEXTS), codes: several(random, () => pick(random, TEXTS)) }),
      ),
      place: some(random, {
        room: pick(random, TEXTS),
        floors: several(random, () => Math.trunc(pick(random, NUMBERS))),
      }),
      [ASSET_SCHEMA]: some(random, { label: `${pick(random, TEXTS)}${n}` }),
    }),
  }
}

/** Fills a tenant with users, groups that hold users and groups, and devices; the same for the same seed. */
export async function populate(store: ResourceStore, tenant: string, seed: number, users: number): Promise<void> {
  const random = createRandom(seed)
  // A transaction each, so that no two have the same time.
  const run = <T>(work: (tx: ResourceTransaction) => Promise<T>): Promise<T> => store.transact(tenant, work)
  const ids: string[] = []
  for (let n = 0; n < users; n++) ids.push((await run((tx) => tx.create('User', user(random, n)))).id)
  for (let n = 0; n < users / 10; n++) {
    const members = Array.from({ length: Math.floor(random() * 5) }, () =>
      pick(random, random() < 0.7 ? ids : ids.slice(users - 3)),
    )
    ids.push(await run((tx) => createGroup(tx, group(random, n), members)))
  }
  for (let n = 0; n < users / 5; n++) await run((tx) => tx.create('Device', device(random, n)))
  for (let n = 1; n < users / 10; n++) {
    const id = pick(random, ids.slice(1, users))
    await run((tx) => tx.update('User', id, user(random, users + n)))
  }
}

function group(random: Random, n: number): JsonObject {
  const displayName = n === 0 ? FOUND : `${pick(random, TEXTS)}${n}`
  return { schemas: [GROUP_SCHEMA], displayName, ...some(random, { externalId: 'x' }) }
}

async function createGroup(
  tx: ResourceTransaction,
  attributes: JsonObject,
  members: readonly string[],
): Promise<string> {
  const { id } = await tx.create('Group', attributes)
  await tx.addMembers(id, members)
  return id
}
