import { fileURLToPath } from 'node:url'
import { GROUP, USER } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { isForThisMachineAlone, readConfig } from './config.ts'
import { asksForHelp, KNOWN_FLAGS } from './flags.ts'
import { HELP_TEXT } from './help-text.ts'
import { UsageError } from './usage-error.ts'

const DEMO = JSON.stringify([{ team: 'acme', displayName: 'Acme', vendor: 'alpha', people: [{ userName: 'ann' }] }])

describe('configuration', () => {
  it.each<[string[], Record<string, string>, RegExp]>([
    [['--prot', '1'], {}, /--prot.*--port/],
    [['--__proto__'], {}, /Unknown flag/],
    [['--constructor', 'x'], {}, /Unknown flag/],
    [['--port', 'abc'], {}, /PORT/],
    [[], { PORT: '65536' }, /65535/],
    [[], { PORT: '-1' }, /PORT/],
    [['--port'], {}, /--port needs a value/],
    [['--data='], {}, /--data needs a value/],
    [['serve'], {}, /Unexpected word "serve"/],
    [['--json=yes'], {}, /takes no value/],
    [['--demo'], {}, /SCIMULATOR_DEMO/],
    [['--demo'], { SCIMULATOR_DEMO: '[]' }, /SCIMULATOR_DEMO/],
    [['--demo'], { SCIMULATOR_DEMO: '{' }, /not JSON/],
    [['--demo'], { SCIMULATOR_DEMO: DEMO.replace('acme', '../x') }, /team name/],
    [['--demo'], { SCIMULATOR_DEMO: `[${DEMO.slice(1, -1)},${DEMO.slice(1, -1)}]` }, /twice/],
    [['--demo', '--team', 'x'], {}, /--team/],
    [['--demo', '--token', 'x'], {}, /--token/],
    [['--demo', '--strict'], {}, /--strict/],
    [['--host', '0.0.0.0'], {}, /--public-url/],
    [['--public-url', 'ftp://x'], {}, /http/],
    [['--public-url', 'https://x/path'], {}, /origin/],
    [['--public-url', 'https://a:b@x'], {}, /origin/],
    [['--allow-host', 'http://x'], {}, /host name/],
    [['--token', 'two words'], {}, /token/i],
    [['--rate-limit=-1'], {}, /--rate-limit must be a number/],
    [['--rate-limit=1.5'], {}, /--rate-limit must be a number from 0/],
    [['--max-in-flight', '0'], {}, /--max-in-flight must be a number from 1/],
    [[], { SCIM_TOKEN: '' }, /token/i],
    [['--schemas'], {}, /--schemas needs a value/],
    [['--schemas', '/nowhere/schemas.json'], {}, /nowhere.*cannot be read/],
    [['--schemas', fileURLToPath(import.meta.url)], {}, /not JSON/],
    [['--schemas', '/'], {}, /cannot be read/],
    [[], { LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
    [[], { SCIMULATOR_PARENT_PID: 'x' }, /SCIMULATOR_PARENT_PID/],
  ])('refuses %j with %j', (argv, env, message) => {
    expect(() => readConfig(argv, env)).toThrow(UsageError)
    expect(() => readConfig(argv, env)).toThrow(message)
  })
  it.each([
    'www',
    'api',
    'localhost',
    'teams',
    'scim',
    '__proto__',
    'constructor!',
    '..',
    'ACME',
    '-x',
    'x-',
    'xn--80ak6aa92e',
    'a_b',
    'a'.repeat(41),
    '',
  ])('TI-12 %j cannot name a team', (team) => expect(() => readConfig([`--team=${team}`], {})).toThrow(UsageError))
  it('takes flags before the environment, and loopback, port 4000 and a tolerant team by default', () => {
    expect(readConfig([], {})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      team: 'acme',
      token: null,
      strict: false,
      rateLimit: 0,
      maxInFlight: 1000,
      demoTeams: [],
      resourceTypes: [USER, GROUP],
    })
    const env = { PORT: '1', HOST: '::1', SCIM_TOKEN: 'env', DATA_DIR: '/env', SCIMULATOR_PARENT_PID: '7' }
    const argv = [
      '--port',
      '2',
      '--data',
      ':memory:',
      '--token',
      'flag',
      '--strict',
      '--allow-host',
      'A.example',
      '--allow-host',
      'b',
    ]
    expect(readConfig(argv, env)).toMatchObject({
      port: 2,
      host: '::1',
      token: 'flag',
      dataDir: null,
      runtimeDir: '/env',
      strict: true,
      allowHosts: ['a.example', 'b'],
      parentPid: 7,
    })
    expect(readConfig(['--demo'], { SCIMULATOR_DEMO: DEMO, SCIM_TOKEN: 'x' })).toMatchObject({
      token: null,
      demoTeams: [{ team: 'acme' }],
    })
  })
  it('takes resource types from the file of --schemas', () => {
    const example = fileURLToPath(new URL('../../../../examples/schemas.json', import.meta.url))
    const { resourceTypes } = readConfig(['--schemas', example], {})
    expect(resourceTypes.map(({ name }) => name)).toEqual(['User', 'Group', 'Device'])
  })
})

describe('who reaches the server', () => {
  it.each([
    [[], true],
    [['--host', '::1', '--allow-host', 'acme.localhost'], true],
    [['--public-url', 'http://localhost:8080'], true],
    [['--host', '0.0.0.0', '--public-url', 'http://localhost:8080'], false],
    [['--public-url', 'https://scim.example.com'], false],
    [['--allow-host', 'scim.example.com'], false],
  ])('CL-01 with %j it is this machine alone: %j', (argv, expected) => {
    expect(isForThisMachineAlone(readConfig(argv, {}))).toBe(expected)
  })
})

describe('help', () => {
  it('names every flag', () => {
    for (const flag of KNOWN_FLAGS) expect(HELP_TEXT).toMatch(new RegExp(`^  ${flag}[ ,]`, 'm'))
  })
  it.each([[['--help']], [['-h']], [['--port', '1', '--help']], [['--nonsense', '-h']]])(
    'is asked for by %j',
    (argv) => {
      expect(asksForHelp(argv)).toBe(true)
    },
  )
  it.each([[[]], [['--json']], [['--', '--help']]])('is not asked for by %j', (argv) => {
    expect(asksForHelp(argv)).toBe(false)
  })
})
