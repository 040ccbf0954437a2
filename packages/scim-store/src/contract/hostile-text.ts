import { type Filter, GROUP_SCHEMA, type JsonObject } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { ACME, type CreateStore, userOf, useStore } from './fixture.ts'

const HOSTILE: readonly string[] = [
  "'; drop table resource; --",
  '"quoted"',
  'a\u0000b',
  '%',
  '_',
  '*?[a]',
  '\\',
  '$1 ? :x @x',
  '$."x"',
  '😀👩‍👩‍👧',
  '\u202eright to left',
  'line\nbreak\ttab',
  '__proto__',
  'constructor',
  '\u{10ffff}',
  'x'.repeat(20_000),
]

/** Text is data, whatever it looks like. */
export function describeHostileText(create: CreateStore): void {
  describe('hostile text', () => {
    const at = useStore(create)

    const found = async (operator: 'eq' | 'sw' | 'co' | 'ew', attribute: string, value: string): Promise<string[]> => {
      const [name = '', subAttribute] = attribute.split('.')
      const path = subAttribute === undefined ? { attribute: name } : { attribute: name, subAttribute }
      const filter: Filter = { kind: 'compare', path, operator, value }
      const answer = await at.store.read(ACME).query({ resourceType: 'User', filter, startIndex: 1, count: 100 })
      return answer.resources.map(({ id }) => id)
    }

    it('keeps any text as it is and finds it by every way of looking up', async () => {
      const ids = new Map<string, string>()
      for (const text of HOSTILE) {
        const attributes = userOf(text, { externalId: text, displayName: text, title: text, emails: [{ value: text }] })
        const user = await at.run((tx) => tx.create('User', attributes))
        expect((await at.store.read(ACME).get('User', user.id))?.attributes).toEqual(attributes)
        ids.set(text, user.id)
      }
      for (const [text, id] of ids) {
        for (const attribute of ['userName', 'externalId', 'displayName', 'title', 'emails.value', 'emails']) {
          const path = attribute === 'emails' ? 'emails.value' : attribute
          expect(await found('eq', path, text)).toEqual([id])
          const longer = [...ids].filter(([other]) => other.startsWith(text)).map(([, other]) => other)
          expect(await found('sw', path, text)).toEqual(longer)
          expect(await found('co', path, text)).toContain(id)
          expect(await found('ew', path, text)).toContain(id)
        }
      }
    })

    it('takes hostile ids for what they are: unknown', async () => {
      const group = await at.run((tx) => tx.create('Group', { schemas: [GROUP_SCHEMA], displayName: 'staff' }))
      for (const text of HOSTILE) {
        expect(await at.store.read(ACME).get('User', text)).toBeUndefined()
        expect(await at.store.read(ACME).isMember(text, text)).toBe(false)
        expect(await at.run((tx) => tx.removeMembers(group.id, [text]))).toEqual({ changed: false })
        await expect(at.run((tx) => tx.addMembers(group.id, [text]))).rejects.toMatchObject({ subject: text })
      }
    })

    it('keeps keys that are names of the prototype as own keys and pollutes nothing', async () => {
      const attributes = JSON.parse(
        '{"userName":"ada","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"name":{"__proto__":{"polluted":true}}}',
      ) as JsonObject // JSON.parse gives own keys, as from the wire.
      const { id } = await at.run((tx) => tx.create('User', attributes))
      const read = (await at.store.read(ACME).get('User', id))?.attributes ?? {}
      expect(JSON.stringify(read)).toBe(JSON.stringify(attributes))
      expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
      expect(Object.hasOwn({}, 'polluted') || 'polluted' in {}).toBe(false)
      expect(await found('eq', 'userName', 'ADA')).toEqual([id])
      expect(await found('co', 'name.givenName', '')).toEqual([])
    })

    it('finds nothing by attributes no schema has, columns included', async () => {
      await at.user('ada')
      for (const name of ['__proto__', 'constructor', 'toString', 'rowid', 'tenant', 'doc', 'pk']) {
        expect(await found('co', name, '')).toEqual([])
      }
    })
  })
}
