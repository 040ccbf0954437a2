import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep, type PresetMemory } from '../src/faults/presets/preset.ts'
import { type DoorLab, json, openDoors, patchOp, user } from './preset-support.ts'

/** What a defect remembers of a team. */
let lab: DoorLab

beforeAll(async () => {
  lab = await openDoors()
})
afterAll(() => lab.close())

test('a memory keeps ten thousand things, the newest of them', () => {
  const memory: PresetMemory = new Map()
  for (let at = 0; at < 10_001; at++) keep(memory, `k${at % 10_000}`, at)
  expect([memory.size, memory.get('k0')]).toEqual([10_000, 10_000])
  keep(memory, 'another', true)
  expect([memory.size, memory.has('k1'), memory.has('k0')]).toEqual([10_000, false, true])
})

test('members-kept-twice: a member added however often stands there twice', async () => {
  const { id: value } = await lab.person()
  const path = await lab.group([value])
  await lab.give('members-kept-twice')
  const again = Array.from({ length: 50 }, () => ({ value }))
  for (let time = 0; time < 2; time++)
    expect((await lab.ask('PATCH', path, patchOp({ op: 'add', path: 'members', value: again }))).status).toBe(204)
  expect(await lab.membersAt(path)).toMatchObject([{ value }, { value }])
})

test('string-booleans: the text is shown where active is, and goes with it', async () => {
  await lab.give('string-booleans')
  const { id } = json(await lab.ask('POST', '/Users', user(lab.name(), { active: 'False' })))
  const path = `/Users/${String(id)}`
  expect(json(await lab.ask('GET', path))).toMatchObject({ active: 'False' })
  expect(json(await lab.ask('GET', `${path}?attributes=userName`))).not.toHaveProperty('active')
  await lab.ask('PATCH', path, patchOp({ op: 'remove', path: 'active', value: 'True' }))
  expect(json(await lab.ask('GET', path)).active).not.toBeTypeOf('string')
  await lab.ask('PATCH', path, { ...patchOp({ op: 'replace', path: 'active', value: false }), active: 'True' })
  expect(json(await lab.ask('GET', path))).toMatchObject({ active: false })
  const userName = lab.name()
  await lab.ask('PUT', path, user(userName, { active: 'True' }))
  expect(json(await lab.ask('PUT', path, user(userName))).active).not.toBeTypeOf('string')
})

test('duplicates-allowed: as many as are made', async () => {
  await lab.give('duplicates-allowed')
  const userName = lab.name()
  const made = new Set<unknown>()
  for (let time = 0; time < 25; time++) made.add(json(await lab.ask('POST', '/Users', user(userName))).id)
  expect(made.size).toBe(25)
  const filter = encodeURIComponent(`userName eq "${userName}"`)
  expect(json(await lab.ask('GET', `/Users?filter=${filter}`)).totalResults).toBe(25)
})
