import {
  defineAttribute,
  GROUP,
  GROUP_SCHEMA,
  type JsonObject,
  type ResourceTypeDefinition,
  USER,
  USER_SCHEMA,
} from '@scimulator/scim-core'
import { afterEach, beforeEach, expect } from 'vitest'
import type { StoreErrorKind } from '../errors.ts'
import { StoreError } from '../errors.ts'
import type { ResourceStore, ResourceTransaction, StoredResource, StoreOptions } from '../store.ts'

/** How the suite makes an empty store. */
export type CreateStore = (options: StoreOptions) => Promise<ResourceStore>

const DEVICE_SCHEMA = 'urn:example:params:scim:schemas:Device'
/** An extension with a unique attribute, so that uniqueness is seen to follow the schemas. */
export const ASSET_SCHEMA = 'urn:example:params:scim:schemas:extension:Asset'

/** A resource type with every data type, which no engine can know by name. */
export const DEVICE: ResourceTypeDefinition = {
  name: 'Device',
  description: 'A device',
  endpoint: '/Devices',
  schema: {
    id: DEVICE_SCHEMA,
    name: 'Device',
    description: 'A device',
    attributes: [
      defineAttribute('serial', 'A number nobody else has.', { caseExact: true, uniqueness: 'server' }),
      defineAttribute('size', 'A whole number.', { type: 'integer' }),
      defineAttribute('weight', 'A number.', { type: 'decimal' }),
      defineAttribute('boughtAt', 'An instant.', { type: 'dateTime' }),
      defineAttribute('key', 'Some bytes.', { type: 'binary', caseExact: true }),
      defineAttribute('tags', 'Some words.', { multiValued: true }),
      defineAttribute('licences', 'What may run on it.', {
        type: 'complex',
        multiValued: true,
        subAttributes: [
          defineAttribute('product', 'Its name.'),
          defineAttribute('codes', 'Its parts.', { multiValued: true }),
        ],
      }),
      defineAttribute('place', 'Where it is.', {
        type: 'complex',
        subAttributes: [
          defineAttribute('room', 'The room.'),
          defineAttribute('floors', 'The floors.', { type: 'integer', multiValued: true }),
        ],
      }),
    ],
  },
  schemaExtensions: [
    {
      required: false,
      schema: {
        id: ASSET_SCHEMA,
        name: 'Asset',
        description: 'An asset',
        attributes: [defineAttribute('label', 'What is printed on it.', { uniqueness: 'global' })],
      },
    },
  ],
}

/** The types every store of the suite is made with. */
export const RESOURCE_TYPES: readonly ResourceTypeDefinition[] = [USER, GROUP, DEVICE]

/** A store of the running test, with short ways to its tenants. */
export interface Fixture {
  readonly store: ResourceStore
  /** Runs one transaction of the tenant `acme`. */
  run<T>(work: (tx: ResourceTransaction) => Promise<T>): Promise<T>
  user(userName: string, more?: JsonObject): Promise<StoredResource>
  group(displayName: string, memberIds?: readonly string[]): Promise<StoredResource>
  /** Sets the clock. */
  setTime(milliseconds: number): void
}

/** The tenant that tests work in. */
export const ACME = 'acme'
/** The tenant that tests look in from outside. */
export const OTHER = 'globex'

/** Attributes of a User. */
export function userOf(userName: string, more: JsonObject = {}): JsonObject {
  return { schemas: [USER_SCHEMA], userName, ...more }
}

/** Attributes of a Group. */
export function groupOf(displayName: string): JsonObject {
  return { schemas: [GROUP_SCHEMA], displayName }
}

/** A fresh store for each test of the surrounding `describe`. */
export function useStore(create: CreateStore): Fixture {
  let current: ResourceStore | undefined
  let time = 0
  const store = (): ResourceStore => {
    if (current === undefined) throw new Error('There is a store only while a test runs.')
    return current
  }
  beforeEach(async () => {
    time = Date.UTC(2026, 0, 1)
    current = await create({ resourceTypes: RESOURCE_TYPES, now: () => time++ })
  })
  afterEach(async () => {
    await current?.close()
    current = undefined
  })
  const run = <T>(work: (tx: ResourceTransaction) => Promise<T>): Promise<T> => store().transact(ACME, work)
  return {
    get store() {
      return store()
    },
    run,
    user: (userName, more) => run((tx) => tx.create('User', userOf(userName, more))),
    group: (displayName, memberIds = []) =>
      run((tx) => tx.create('Group', groupOf(displayName), { members: memberIds })),
    setTime: (milliseconds) => {
      time = milliseconds
    },
  }
}

/** Expects a refusal of this kind that names this subject. */
export async function expectRefusal(answer: Promise<unknown>, kind: StoreErrorKind, subject: string): Promise<void> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StoreError)
  expect(error).toMatchObject({ kind, subject })
}
