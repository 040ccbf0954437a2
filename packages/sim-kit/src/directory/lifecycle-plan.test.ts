import { describe, expect, test } from 'vitest'
import type { Directory, Person } from './directory.ts'
import { planLifecycle } from './lifecycle-plan.ts'

const person = (id: string, active = true): Person => ({
  id,
  userName: `${id}@example.com`,
  givenName: id,
  familyName: 'Doe',
  displayName: `${id} Doe`,
  email: `${id}@example.com`,
  active,
})
const directory: Directory = {
  people: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => person(id, id !== 'c')),
  groups: [
    { id: 'g1', displayName: 'One', members: ['a', 'c', 'd'] },
    { id: 'g2', displayName: 'Two', members: ['f'] },
  ],
}

describe('planLifecycle', () => {
  test('changes only active people, and different ones for each change', () => {
    const plan = planLifecycle(directory)
    expect(plan.link.map(({ id }) => id)).toEqual(['a'])
    expect(plan.update?.before.id).toBe('b')
    expect(plan.deactivate.map(({ id }) => id)).toEqual(['e', 'f'])
    expect(plan.reactivate?.id).toBe('e')
  })

  test('moves somebody in and somebody out of one group and renames another', () => {
    const plan = planLifecycle(directory)
    expect(plan.group).toMatchObject({ group: { id: 'g1' }, add: { id: 'b' }, remove: { id: 'a' } })
    expect(plan.rename).toMatchObject({ group: { id: 'g2' }, displayName: 'Two (renamed)' })
  })

  test('tells what the directory holds afterwards', () => {
    const { after } = planLifecycle(directory)
    expect(after.people.filter(({ active }) => !active).map(({ id }) => id)).toEqual(['c', 'f'])
    expect(after.people.find(({ id }) => id === 'b')).toMatchObject({
      familyName: 'Doe-Vance',
      title: 'Senior Engineer',
    })
    expect(after.groups).toEqual([
      { id: 'g1', displayName: 'One', members: ['c', 'd', 'b'] },
      { id: 'g2', displayName: 'Two (renamed)', members: ['f'] },
    ])
  })

  test('gives the same plan for the same directory', () => {
    expect(planLifecycle(structuredClone(directory))).toEqual(planLifecycle(directory))
  })

  test('plans what it can for one person, for nobody, and without groups', () => {
    const alone = planLifecycle({ people: [person('a')], groups: [{ id: 'g', displayName: 'All', members: ['a'] }] })
    expect(alone.deactivate.map(({ id }) => id)).toEqual(['a'])
    expect(alone.reactivate?.id).toBe('a')
    expect(alone.group).toMatchObject({ add: undefined, remove: { id: 'a' } })
    expect(alone.rename?.group.id).toBe('g')
    const nobody = planLifecycle({ people: [], groups: [] })
    expect(nobody).toMatchObject({ link: [], deactivate: [], after: { people: [], groups: [] } })
    expect(nobody.update ?? nobody.group ?? nobody.rename ?? nobody.reactivate).toBeUndefined()
  })
})
