import { generateDirectory } from '@scimulator/sim-kit'
import { expect, test } from 'vitest'
import { findSimulators } from '../workspace.ts'
import { banner } from './banner.ts'
import { demoSeed, demoSize, demoTeams } from './demo-teams.ts'
import { parseStartOptions } from './options.ts'

test('server options are handed on, the others are read here', () => {
  expect(parseStartOptions(['--no-open', '--port', '0', '--allow-host', 'a.test', 'b.test', '--fresh'])).toEqual({
    open: false,
    json: false,
    serverArgs: ['--fresh', '--port', '0', '--allow-host', 'a.test', '--allow-host', 'b.test'],
  })
})

test('some people of every demo directory are members before the identity provider comes', () => {
  for (const { team, people } of demoTeams(findSimulators())) {
    const directory = generateDirectory({ ...demoSize, seed: demoSeed(team) })
    expect(people).toHaveLength(3)
    for (const { userName } of people) expect(directory.people.map((person) => person.userName)).toContain(userName)
  }
})

test('the first screen shows both addresses and the token of every team, and the sign-in link', () => {
  const team = { name: 'acme', vendor: 'okta', scimUrl: 'http://l/path', hostUrl: 'http://l/host', token: 'T' }
  const text = banner({ url: 'http://l', signIn: 'http://l/?key=K', teams: [team] })
  for (const part of ['acme', 'http://l/path', 'http://l/host', 'token T', 'http://l/?key=K'])
    expect(text).toContain(part)
})

test('the first screen speaks of host names only where a team has one', () => {
  const screen = (hostUrl: string): string => {
    const team = { name: 'acme', vendor: 'okta', scimUrl: 'https://s.example/path', hostUrl, token: 'T' }
    return banner({ url: 'https://s.example', signIn: 'https://s.example/?key=K', teams: [team] })
  }
  expect(screen('http://acme.localhost:1/scim/v2')).toContain('*.localhost')
  expect(screen('https://s.example/path')).not.toContain('localhost')
})
