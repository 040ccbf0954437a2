import { describe, expect, it } from 'vitest'
import {
  ACME,
  ASSET_SCHEMA,
  type CreateStore,
  DEVICE,
  expectRefusal,
  groupOf,
  OTHER,
  userOf,
  useStore,
} from './fixture.ts'

const SAME: readonly (readonly [string, string, string])[] = [
  ['ASCII case', 'Ada', 'aDA'],
  ['accented case', 'Ärger', 'äRGER'],
  ['composed and decomposed', 'Jos\u00e9', 'Jose\u0301'],
  ['full width', 'ada', 'ＡＤＡ'],
  ['Greek final sigma', 'ΟΔΟΣ', 'οδος'],
  ['Cyrillic case', 'Ольга', 'ОЛЬГА'],
]

const DIFFERENT: readonly (readonly [string, string, string])[] = [
  ['a letter of another script', 'ada', 'аda'],
  ['sharp s and ss', 'straße', 'strasse'],
  ['a trailing blank', 'ada', 'ada '],
  ['a NUL after the same start', 'ada\u0000x', 'ada\u0000y'],
  ['a wildcard', 'a%', 'ab'],
]

/** Attributes that schemas call unique. */
export function describeUniqueness(create: CreateStore): void {
  describe('uniqueness', () => {
    const at = useStore(create)

    for (const [what, first, second] of SAME) {
      it(`refuses a userName taken already [${what}]`, async () => {
        await at.user(first)
        await expectRefusal(at.user(second), 'uniqueness', 'userName')
      })

      it(`refuses a Group's displayName taken already [${what}]`, async () => {
        await at.group(first)
        await expectRefusal(at.group(second), 'uniqueness', 'displayName')
      })
    }

    for (const [what, first, second] of DIFFERENT) {
      it(`tells names apart by ${what}`, async () => {
        await at.user(first)
        expect((await at.user(second)).version).toBe(1)
      })
    }

    it('refuses an update to a name taken already, and lets a resource keep its own in another case', async () => {
      const ada = await at.user('ada')
      await at.user('eve')
      await expectRefusal(
        at.run((tx) => tx.update('User', ada.id, userOf('EVE'))),
        'uniqueness',
        'userName',
      )
      expect(await at.store.read(ACME).get('User', ada.id)).toEqual(ada)
      await at.run((tx) => tx.update('User', ada.id, userOf('ADA')))
      expect((await at.store.read(ACME).get('User', ada.id))?.attributes).toEqual(userOf('ADA'))
    })

    it('frees a name by rename and by delete', async () => {
      const ada = await at.user('ada')
      await at.run((tx) => tx.update('User', ada.id, userOf('lovelace')))
      const second = await at.user('ada')
      await at.run((tx) => tx.delete('User', second.id))
      expect((await at.user('ADA')).version).toBe(1)
    })

    it('keeps names apart between resource types and between tenants', async () => {
      await at.user('staff', { displayName: 'staff' })
      await at.group('staff')
      await at.user('other', { displayName: 'staff' })
      const there = await at.store.transact(OTHER, async (tx) => {
        await tx.create('Group', groupOf('staff'))
        return tx.create('User', userOf('staff'))
      })
      expect(there.version).toBe(1)
    })

    it('follows the schemas of any type and extension, with the full path as subject', async () => {
      const device = (serial: string, label: string) => ({
        schemas: [DEVICE.schema.id, ASSET_SCHEMA],
        serial,
        [ASSET_SCHEMA]: { label },
      })
      const first = await at.run((tx) => tx.create('Device', device('S1', 'L1')))
      await expectRefusal(
        at.run((tx) => tx.create('Device', device('s1', 'L2'))),
        'uniqueness',
        'serial',
      )
      await expectRefusal(
        at.run((tx) => tx.create('Device', device('S2', 'l1'))),
        'uniqueness',
        `${ASSET_SCHEMA}:label`,
      )
      await at.run((tx) => tx.update('Device', first.id, device('S1', 'L3')))
      expect((await at.run((tx) => tx.create('Device', device('S2', 'l1')))).version).toBe(1)
    })

    it('lets one of two concurrent creates of a name win', async () => {
      const answers = await Promise.allSettled([at.user('ada'), at.user('Ada')])
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
  })
}
