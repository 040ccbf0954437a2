import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, people, profile, someone } from '../testing/greeting.ts'
import { closeFolder, folder, openFolder, run, target } from '../testing/run-cli.ts'

beforeEach(openFolder)
afterEach(closeFolder)

describe('--settings', () => {
  test('the document goes with the run and stays for the next one', async () => {
    const made = await target()
    await writeFile(join(folder(), 's.yaml'), 'rules:\n  - Hello\n')
    await call(made, 'greet', ...someone, ...(await people()), '--settings', 's.yaml')
    await call(made, 'greet', ...someone)
    expect(made.bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { count: 1, settings: { rules: ['Hello'] } },
      { count: 2, settings: { rules: ['Hello'] } },
    ])
  })

  test.each(['act', 'sync'])('every problem has file, line and column, nothing is sent: %s', async (command) => {
    const made = await target()
    await writeFile(join(folder(), 's.json'), '{"rules": [\n  "a\\"b!",\n  "fine", "c!"\n]}')
    const words = command === 'act' ? ['act', 'greet', ...someone] : ['sync']
    const args = [...words, '--target', made.url, '--token', 't', '--settings', 's.json']
    const { code, err, out } = await run(args, { profile })
    expect([code, out, made.requests]).toEqual([2, '', []])
    expect(err).toBe('s.json:2:8: No need to shout.\ns.json:3:13: No need to shout.\nNothing was sent.\n')
  })

  test.each<[string, RegExp]>([
    ['rules: 3', /^s\.yaml:1:8: rules is a list\.\n/],
    ['other: 3', /^s\.yaml:1:1: rules is a list\.\n/],
    ['rules: [a\nb: {', /^s\.yaml:2:\d+: /],
    ['- a', /^s\.yaml:1:1: The settings are a mapping/],
    ['', /^s\.yaml:1:1: The settings are a mapping/],
    ['a: 1\na: 2', /^s\.yaml:2:1: Map keys must be unique/],
    [`a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]`, /alias/],
  ])('%j is refused', async (text, line) => {
    await writeFile(join(folder(), 's.yaml'), text)
    const made = await target()
    const { code, err } = await run(['sync', '--target', made.url, '--token', 't', '--settings', 's.yaml'], { profile })
    expect([code, made.requests]).toEqual([2, []])
    expect(err).toMatch(line)
  })

  test('settings prints the document to start from, which is taken back as it is', async () => {
    const { code, out } = await run(['settings'], { profile })
    expect(code).toBe(0)
    expect(out).toMatch(/^# Fake IdP, Plain app: Words\.\n# Evidence: vendor-docs \(the console, 2026\)\.\n/)
    expect(out).toMatch(/\nrules:\n {2}- Greet \{name\}\ndeep:\n {2}a: 1\n$/)
    await writeFile(join(folder(), 's.yaml'), out)
    const made = await target()
    const ran = await run(['sync', '--target', made.url, '--token', 't', '--settings', 's.yaml'], { profile })
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(JSON.parse((await run(['settings', '--json'], { profile })).out)).toEqual(profile.settings?.defaults)
  })

  test('a profile without settings says so', async () => {
    expect(await run(['settings'])).toMatchObject({
      code: 2,
      err: 'The profile plain takes no document of settings.\n',
    })
    expect((await run(['sync', '--target', 'http://h', '--token', 't', '--settings', 'x'])).code).toBe(2)
  })
})
