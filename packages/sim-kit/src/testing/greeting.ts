import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Behaviour, send, step } from '../behaviour/behaviour.ts'
import { withPerson } from '../directory/edits.ts'
import type { AdminAction } from '../profile/admin-action.ts'
import type { Profile, ScenarioContext } from '../profile/profile.ts'
import type { HttpTarget } from './http-target.ts'
import { folder, type Ran, run } from './run-cli.ts'

/** As of what was read in the console. */
export const evidence = { mark: 'vendor-docs', source: 'the console', date: '2026' } as const

/** Counts its orders in the state, and says whom and with what. */
const greet: AdminAction = {
  id: 'greet',
  label: 'Say Hello',
  summary: 'Greets a person.',
  evidence,
  needs: ['person', 'changes'],
  options: [
    { id: 'tone', summary: 'how it sounds', values: ['kind', 'cold'], default: 'kind' },
    { id: 'words', summary: 'what is said' },
  ],
  prepare({ person, changes, options }, directory) {
    if (person === undefined) throw new TypeError('no person')
    const edited = { ...person, ...changes }
    return { directory: withPerson(directory, edited), play: (context) => say(context, { ...edited, ...options }) }
  },
}

function* say({ state, settings }: ScenarioContext, body: object): Behaviour<{ users: []; groups: [] }> {
  const count = typeof state.value.count === 'number' ? state.value.count + 1 : 1
  state.value = { count }
  yield* step({ kind: 'user', name: 'x' }, 'update', function* () {
    const path = '/Users?' // A list answers with one.
    yield* send({ shape: 'create', method: 'POST', path, body: { ...body, count, ...(settings ? { settings } : {}) } })
    return { outcome: 'succeeded' }
  })
  return { users: [], groups: [] }
}

/** A profile whose admin greets, by rules of a settings document. */
export const profile: Partial<Profile> = {
  adminActions: [greet],
  settings: {
    summary: 'Words.',
    evidence,
    defaults: { rules: ['Greet {name}'], deep: { a: 1 } },
    check: ({ rules }) =>
      Array.isArray(rules)
        ? rules.flatMap((rule, index) => {
            const offset = String(rule).indexOf('!')
            return offset < 0 ? [] : [{ path: ['rules', index], offset, message: 'No need to shout.' }]
          })
        : [{ path: ['rules'], message: 'rules is a list.' }],
  },
}

/** Orders an action against a target. */
export function call({ url }: HttpTarget, ...more: string[]): Promise<Ran> {
  return run(['act', ...more, '--target', `${url}/scim/v2`, '--token', 'canary-token'], { profile })
}

/** Words of an order that greets. */
export const someone: readonly string[] = [
  '--person',
  'Ann@example.com',
  '--set',
  'title=Chief',
  '--option',
  'words=hi',
]

/** Writes a directory of one, and gives the words that name it. */
export async function people(): Promise<string[]> {
  await writeFile(join(folder(), 'p.csv'), 'userName,givenName,familyName\nann@example.com,Ann,Lee\n')
  return ['--people', 'p.csv']
}
