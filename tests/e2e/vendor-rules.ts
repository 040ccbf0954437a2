import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StepAction, SyncReport } from '@scimulator/admin-api'
import { type Holdings, projectRoot } from '@scimulator/tests-support'

/** A row of the people file, as far as these rules go. */
interface Row {
  readonly userName: string
  readonly active: boolean
  readonly groups: readonly string[]
}

/** What a vendor does with the people file, and what its lifecycle changes on top; people by the part before the @. */
interface VendorRules {
  /** What becomes of people who are inactive in the directory from the start. */
  readonly inactive: 'absent' | 'held inactive'
  readonly deactivated: readonly string[]
  readonly removed: readonly string[]
  readonly renamed: Readonly<Record<string, string>>
  /** People the story adds, and whether they are active at its end. */
  readonly newcomers: Readonly<Record<string, boolean>>
  readonly leaves: readonly { readonly person: string; readonly group: string }[]
  readonly joins: readonly { readonly person: string; readonly group: string }[]
  readonly groupsRemoved: readonly string[]
  /** Groups the story adds: a list of people, or the name of the group whose members they get. */
  readonly groupsAdded: Readonly<Record<string, readonly string[] | string>>
}

/** All vendors play the same move: the first person leaves the first group, the first person outside comes in. */
const moves = {
  leaves: [{ person: 'anna.lindqvist', group: 'Everyone' }],
  joins: [{ person: 'ruth.abebe', group: 'Everyone' }],
}

/** Written by hand from the people file and each vendor's documented behaviour, not from what a simulator says. */
const rules: Readonly<Record<'okta' | 'onelogin' | 'azure', VendorRules>> = {
  // Only active people are provisioned, and only they are pushed as members. Nobody is ever deleted: who loses the app is
  // deactivated and stays. A rename keeps the group (Support is renamed and renamed back); an unlinked group is deleted.
  okta: {
    ...moves,
    inactive: 'absent',
    deactivated: ['pat.quinn'],
    removed: [],
    renamed: {},
    newcomers: { 'newcomer.1': false, 'newcomer.2': false },
    groupsRemoved: [],
    groupsAdded: {},
  },
  // Inactive people are created, suspended at once and keep their groups. Groups are known by name: a rename makes a new
  // group beside the old one, and no group is ever deleted (Leadership stays although its role goes).
  onelogin: {
    ...moves,
    inactive: 'held inactive',
    deactivated: ['bjoern.strauss', 'pat.quinn'],
    removed: [],
    renamed: { 'jose.garcia': 'jose.garcia.new' },
    newcomers: { 'newcomer-full-1': true, 'newcomer-blanks-1': true, 'newcomer-international-1': true },
    groupsRemoved: [],
    groupsAdded: {
      'Support (renamed)': 'Support',
      'Everyone newcomers': ['newcomer-full-1', 'newcomer-blanks-1', 'newcomer-international-1'],
    },
  },
  // Who is inactive at the source never gets an account. Who is deleted there is disabled, then deleted after the soft
  // delete ends, out of every group. A rename keeps the group; a group that leaves the scope is deleted.
  azure: {
    ...moves,
    inactive: 'absent',
    deactivated: ['pat.quinn'],
    removed: ['huong.ho'],
    renamed: {},
    newcomers: {},
    groupsRemoved: ['Design'],
    groupsAdded: {},
  },
}

/** The people file everybody gets, read without the simulators' own reader. */
export const peopleFile: string = join(projectRoot, 'examples', 'people.csv')
const DOMAIN = '@northwind.example'
const rows = readRows()

function readRows(): Row[] {
  const text = readFileSync(peopleFile, 'utf8')
  if (text.includes('"')) throw new Error('This reader knows no quoted fields.')
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const fields = line.split(',')
    const field = (name: string): string => fields[names.indexOf(name)] ?? ''
    const groups = field('groups').split(';')
    return { userName: field('userName'), active: field('active') === 'true', groups: groups.filter(Boolean) }
  })
}

/** How many people and groups the people file has. */
export function sizeOfPeopleFile(): { people: number; groups: number } {
  return { people: rows.length, groups: new Set(rows.flatMap(({ groups }) => groups)).size }
}

/** What the app holds after a vendor's lifecycle with the people file, worked out from the file and the vendor's rules. */
export function heldByTheRules(vendor: keyof typeof rules): Holdings {
  const story = rules[vendor]
  const full = (name: string): string => name + DOMAIN
  const removed = new Set(story.removed.map(full))
  const deactivated = new Set(story.deactivated.map(full))
  const now = new Map(Object.entries(story.renamed).map(([from, to]) => [full(from), full(to)]))
  const held = rows.filter((row) => (row.active || story.inactive === 'held inactive') && !removed.has(row.userName))
  const members = new Map(rows.flatMap(({ groups }) => groups).map((group) => [group, new Set<string>()]))
  for (const { userName, groups } of held) for (const group of groups) members.get(group)?.add(userName)
  for (const { person, group } of story.leaves) members.get(group)?.delete(full(person))
  for (const { person, group } of story.joins) members.get(group)?.add(full(person))
  for (const [group, from] of Object.entries(story.groupsAdded))
    members.set(group, new Set(typeof from === 'string' ? members.get(from) : from.map(full)))
  for (const group of story.groupsRemoved) members.delete(group)
  const current = (userName: string): string => now.get(userName) ?? userName
  return {
    users: [
      ...held.map(({ userName, active }) => ({
        userName: current(userName),
        active: active && !deactivated.has(userName),
      })),
      ...Object.entries(story.newcomers).map(([name, active]) => ({ userName: full(name), active })),
    ],
    groups: [...members].map(([displayName, names]) => ({ displayName, members: [...names].map(current) })),
  }
}

/** The changes of a vendor's story that no step of the report names: there must be none. */
export function untoldChanges(vendor: keyof typeof rules, steps: SyncReport['steps']): string[] {
  const story = rules[vendor]
  const told = (name: string, ...actions: StepAction[]): string[] => {
    const step = steps.find(
      ({ subject, action, outcome }) =>
        outcome === 'succeeded' && actions.includes(action) && [name, name + DOMAIN].includes(subject.name),
    )
    return step === undefined ? [`${actions.join(' or ')} of ${name}`] : []
  }
  const newcomers = Object.entries(story.newcomers)
  return [
    ...story.deactivated.flatMap((name) => told(name, 'deactivate')),
    ...story.removed.flatMap((name) => told(name, 'remove')),
    ...Object.values(story.renamed).flatMap((name) => told(name, 'update')),
    ...newcomers.flatMap(([name, active]) => [...told(name, 'create'), ...(active ? [] : told(name, 'deactivate'))]),
    ...story.leaves.flatMap(({ group }) => told(group, 'removeMembers', 'updateGroup')),
    ...story.joins.flatMap(({ group }) => told(group, 'addMembers', 'updateGroup')),
    ...story.groupsRemoved.flatMap((name) => told(name, 'removeGroup')),
    ...Object.keys(story.groupsAdded).flatMap((name) => told(name, 'createGroup')),
  ]
}
