import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  memberPageSchema,
  ownerDocumentSchema,
  printedLinkSchema,
  teamTermsSchema,
  tokenDocumentSchema,
  tokensDocumentSchema,
} from '@scimulator/admin-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstLine } from '../child.ts'
import { projectRoot, serverEntry } from '../workspace.ts'
import { findPerson } from './find-person.ts'
import { openRunningServer, type RunningServer } from './running-server.ts'

const MAIN = join(projectRoot, 'apps', 'cli', 'src', 'main.ts')
const FLAGS = ['--conditions=source', '--disable-warning=ExperimentalWarning']

let folder: string
let program: ChildProcess
let server: RunningServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimulator-cli-'))
  const people = [{ userName: 'ann@acme.example' }, { userName: 'bob@acme.example' }]
  const demo = [{ team: 'acme', displayName: 'Acme', vendor: 'okta', people }]
  program = spawn(process.execPath, [...FLAGS, serverEntry, '--demo', '--json', '--port', '0'], {
    env: { ...process.env, DATA_DIR: folder, SCIMULATOR_DEMO: JSON.stringify(demo), LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await firstLine(program)
  server = openRunningServer(folder)
})

afterAll(async () => {
  const ended = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  await ended
  await rm(folder, { recursive: true })
})

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function scimulator(args: readonly string[], options: { typed?: string; dataDir?: string } = {}): Promise<Outcome> {
  const { typed = '', dataDir = folder } = options
  const child = spawn(process.execPath, [...FLAGS, MAIN, ...args], { env: { ...process.env, DATA_DIR: dataDir } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  child.stdin.on('error', () => {})
  child.stdin.end(typed)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

const at = (...words: string[]): string[] => [...words, '--team', 'acme']

describe('sign-in-link', () => {
  it('prints a link for a person named by userName in whatever case, or by id, and nothing else on standard output', async () => {
    const { personId } = await findPerson(server, 'acme', 'owner@acme.example')
    for (const who of ['OWNER@acme.example', personId]) {
      const { code, stdout, stderr } = await scimulator(at('sign-in-link', '--person', who))
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/^http:\/\/localhost:\d+\/teams\/acme\/enter\?key=[\w-]{43}\n$/),
      ])
      expect(stderr).toMatch(/^Works once, until .+, as owner@acme\.example\.\n$/)
    }
    const { stdout, stderr } = await scimulator(at('sign-in-link', '--person', personId, '--json'))
    expect(printedLinkSchema.parse(JSON.parse(stdout))).toMatchObject({ team: 'acme', personId, role: 'owner' })
    expect(stderr).toBe('')
  })

  it('exits 1 when the server refuses, and 2 when there is none or a word is missing', async () => {
    const nobody = await scimulator(at('sign-in-link', '--person', 'nobody@acme.example'))
    expect(nobody).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is nobody called "nobody@acme.example" in the team acme.\n',
    })
    expect((await scimulator(['sign-in-link', '--team', 'acme'])).code).toBe(2)
    const none = await scimulator(at('sign-in-link', '--person', 'x'), { dataDir: join(folder, 'none') })
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('No server runs on')])
  })
})

describe('support purge', () => {
  const members = async (): Promise<string[]> => {
    const { members: found } = await server.get('/api/teams/acme/members', memberPageSchema)
    return found.map(({ userName }) => userName)
  }

  it('A14 erases nobody until the user name is typed or --yes is given', async () => {
    const words = at('support', 'purge', '--person', 'ann@acme.example')
    for (const typed of ['', 'yes\n', 'ann\n']) {
      const { code, stderr } = await scimulator(words, { typed })
      expect([typed, code, stderr]).toEqual([typed, 1, expect.stringContaining('Nothing was erased.')])
    }
    expect(await members()).toContain('ann@acme.example')
    expect((await scimulator(words, { typed: 'ann@acme.example\n' })).code).toBe(0)
    expect(await members()).not.toContain('ann@acme.example')
    const { personId } = await findPerson(server, 'acme', 'bob@acme.example')
    const { code, stdout } = await scimulator(at('support', 'purge', '--person', personId, '--yes', '--json'))
    expect([code, JSON.parse(stdout)]).toEqual([0, { team: 'acme', purged: personId }])
    expect(await members()).not.toContain('bob@acme.example')
  })

  it('PR-05 does not erase the last owner', async () => {
    const refused = await scimulator(at('support', 'purge', '--person', 'owner@acme.example', '--yes'))
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('last owner')])
  })
})

describe('team', () => {
  it('E13 sets the seats and the plan, says so in one line, and changes nobody', async () => {
    const set = await scimulator(at('team', 'set', '--seats', '4', '--json'))
    const { seats, ...rest } = teamTermsSchema.parse(JSON.parse(set.stdout))
    expect([set.code, rest, seats.limit]).toEqual([0, { team: 'acme', plan: 'enterprise' }, 4])
    const free = await scimulator(at('team', 'set', '--plan', 'free', '--seats', 'none'))
    expect(free.stdout).toBe(`Plan free, ${seats.used} of any number of seats taken.\n`)
    const { stdout } = await scimulator(at('team', 'set', '--plan', 'enterprise', '--json'))
    expect(JSON.parse(stdout)).toEqual({ team: 'acme', plan: 'enterprise', seats: { used: seats.used, limit: null } })
  })

  it.each([[], ['--plan', 'gold'], ['--seats', '0'], ['--seats', '1000001'], ['--seats', 'many']])(
    'set refuses %j %j with exit code 2',
    async (...words) => {
      const { code, stdout, stderr } = await scimulator(at('team', 'set', ...words))
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/--(plan|seats) /)])
    },
  )

  it('owner raises who is in the team, and invites who is not; asked again, the link is another', async () => {
    const raised = await scimulator(at('team', 'owner', '--person', 'member@acme.example'))
    expect([raised.code, raised.stdout]).toEqual([0, 'member@acme.example is an owner.\n'])
    expect((await findPerson(server, 'acme', 'member@acme.example')).role).toBe('owner')
    const links = new Set<string | undefined>()
    for (const who of ['fay@acme.example', 'FAY@acme.example']) {
      const { stdout } = await scimulator(at('team', 'owner', '--person', who, '--json'))
      links.add(ownerDocumentSchema.parse(JSON.parse(stdout)).link?.url)
    }
    expect(links.size).toBe(2)
    const fay = await findPerson(server, 'acme', 'fay@acme.example')
    expect(fay).toMatchObject({ role: 'owner', state: 'invited' })
    expect((await scimulator(at('team', 'owner', '--person', 'nobody'))).code).toBe(1)
  })
})

describe('token', () => {
  it('makes, lists and ends tokens of a scope', async () => {
    const made = await scimulator(at('token', 'create', '--scope', 'users', '--expires', '30d', '--json'))
    const { token, id, ...rest } = tokenDocumentSchema.parse(JSON.parse(made.stdout))
    expect(rest).toMatchObject({ team: 'acme', access: 'readWrite', resourceTypes: ['User'] })
    const scimUrl = String(server.file.demoTeams.okta?.scimUrl)
    const statusOf = async (path: string): Promise<number> =>
      (await fetch(`${scimUrl}/${path}`, { headers: { authorization: `Bearer ${token}` } })).status
    expect([await statusOf('Users'), await statusOf('Groups')]).toEqual([200, 403])
    const listed = await scimulator(at('token', 'list', '--json'))
    expect(listed.stdout).not.toContain(token)
    expect(tokensDocumentSchema.parse(JSON.parse(listed.stdout)).tokens.map((each) => each.id)).toContain(id)
    expect((await scimulator(at('token', 'list'))).stdout).toMatch(/Command line, users: reads and writes User, until/)
    expect((await scimulator(at('token', 'revoke', id))).code).toBe(0)
    expect(await statusOf('Users')).toBe(401)
    expect((await scimulator(at('token', 'revoke', id))).code).toBe(1)
  })

  it('makes a token that speaks for a person, without a scope being named', async () => {
    const made = await scimulator(at('token', 'create', '--user', 'member@acme.example', '--json'))
    expect([made.code, made.stderr]).toEqual([0, ''])
    const { token, access, resourceTypes } = tokenDocumentSchema.parse(JSON.parse(made.stdout))
    expect([access, resourceTypes]).toEqual(['readWrite', null])
    const scimUrl = String(server.file.demoTeams.okta?.scimUrl)
    const me = await fetch(`${scimUrl}/Me`, { headers: { authorization: `Bearer ${token}` } })
    expect(await me.json()).toMatchObject({ userName: 'member@acme.example' })
  })

  it.each([
    [],
    ['--scope', 'write'],
    ['--scope', 'all', '--expires', '0'],
    ['--scope', 'all', '--expires', 'soon'],
    ['--scope', 'all', '--expires', '3651'],
  ])('refuses %j %j %j %j with exit code 2', async (...words) => {
    const { code, stdout, stderr } = await scimulator(at('token', 'create', ...words))
    expect([code, stdout, stderr.trim().split('\n')]).toEqual([2, '', [expect.stringMatching(/^--(scope|expires) /)]])
  })
})
