import type { Person } from '@scimulator/sim-kit'
import { describe, expect, it } from 'vitest'
import { aContext } from '../../test/context.ts'
import { openApp } from '../app/app.ts'
import { aiwIntegration } from '../profiles/aiw.ts'
import { changedProfile, mergeProfile, newUserBody, toPutOrder } from './user-body.ts'
import { type MappedValue, mapProfile } from './values.ts'

const boss: Person = {
  id: 'b',
  userName: 'boss@x',
  givenName: 'B',
  familyName: 'Oss',
  displayName: 'B Oss',
  email: 'boss@x',
  active: true,
}
const ann: Person = { ...boss, id: 'a', userName: 'ann@x', email: 'ann@x', title: 'Engineer', department: 'R&D' }
const annOfBoss: Person = { ...ann, manager: 'b' }

function valuesOf(person: Person): readonly MappedValue[] {
  const mapped = mapProfile(openApp(aContext({ people: [boss, person], groups: [] }), aiwIntegration), person, 'update')
  if ('problem' in mapped) throw new Error(mapped.problem)
  return mapped.values
}
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

describe('new user', () => {
  it('carries title and the enterprise extension only when they have a value', () => {
    const plain = newUserBody(valuesOf(boss), { oktaId: 'o', password: 'p' })
    expect(Object.keys(plain).join()).toBe(
      'schemas,userName,name,emails,displayName,locale,externalId,groups,password,active',
    )
    const full = newUserBody(valuesOf(annOfBoss), { oktaId: 'o', password: 'p' })
    expect(full.title).toBe('Engineer')
    expect(full.schemas).toContain(ENTERPRISE)
    expect(full[ENTERPRISE]).toEqual({ department: 'R&D', manager: { value: 'boss@x' } })
  })
})

describe('profile push', () => {
  it('keeps what the server returned and overwrites what is mapped', () => {
    const fetched = {
      id: '1',
      natsRole: 'x',
      active: false,
      name: { formatted: 'Old', givenName: 'Old', familyName: 'Name' },
      emails: [
        { type: 'home', value: 'h@x' },
        { type: 'work', value: 'old@x', primary: true, display: 'd' },
      ],
    }
    const merged = toPutOrder(mergeProfile(fetched, valuesOf(ann), { emptyMode: 'omit' }))
    expect(merged).toMatchObject({ id: '1', natsRole: 'x', active: false, userName: 'ann@x', title: 'Engineer' })
    expect(JSON.stringify(merged.name)).toBe('{"familyName":"Oss","givenName":"B","formatted":"Old"}')
    expect(JSON.stringify(merged.emails)).toBe(
      '[{"value":"h@x","type":"home"},{"value":"ann@x","type":"work","primary":true,"display":"d"}]',
    )
    expect(merged.schemas).toContain(ENTERPRISE)
  })

  it('adds a primary e-mail where the server has none', () => {
    expect(mergeProfile({}, valuesOf(ann), { emptyMode: 'omit' }).emails).toEqual([
      { value: 'ann@x', primary: true, type: 'work' },
    ])
  })

  it('drops an enterprise object that becomes empty', () => {
    const merged = mergeProfile({ [ENTERPRISE]: { department: 'Old' } }, valuesOf(boss), { emptyMode: 'omit' })
    expect(Object.hasOwn(merged, ENTERPRISE)).toBe(false)
  })

  it('leaves the fetched object untouched', () => {
    const fetched = Object.freeze({ name: Object.freeze({ givenName: 'Old' }), emails: Object.freeze([]) })
    expect(() => mergeProfile({ ...fetched, emails: [] }, valuesOf(annOfBoss), { emptyMode: 'omit' })).not.toThrow()
    expect(fetched.name.givenName).toBe('Old')
  })
})

describe('changed profile', () => {
  const changes = (names: readonly string[], emptyMode: 'omit' | 'null' = 'null') => {
    const { title: _gone, ...untitled } = ann
    return changedProfile(valuesOf(untitled), ({ name }) => names.includes(name.text), { emptyMode })
  }

  it('carries only what changed, complex attributes whole and extensions under their URN', () => {
    expect(changes(['name.givenName', 'department'])).toEqual({
      name: { givenName: 'B', familyName: 'Oss' },
      [ENTERPRISE]: { department: 'R&D' },
    })
    expect(changes(['emails.^[primary==true].value'])).toEqual({
      emails: [{ value: 'ann@x', primary: true, type: 'work' }],
    })
  })

  it('empties an attribute with null, or leaves it out', () => {
    expect(changes(['title', 'manager.value'])).toEqual({ title: null, [ENTERPRISE]: { manager: null } })
    expect(changes(['title'], 'omit')).toEqual({})
  })
})
