import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks, type Send } from '@scimulator/scim-check'
import { startLab } from '@scimulator/tests-support'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

/** Rows that turn red by each defect, and no others: a mutation test of the checks on a whole server. */
const rows = z
  .record(z.string(), z.array(z.string()))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'preset-rows.json'), 'utf8')))

const send: Send = async ({ method, url, headers, body, signal }) => {
  const answer = await fetch(url, {
    method,
    headers: [...headers].map(([name, value]): [string, string] => [name, value]),
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  })
  return { status: answer.status, headers: [...answer.headers], body: await answer.text() }
}

describe.each(Object.entries(rows))('a team with the defect %s', (preset, expected) => {
  it('turns exactly its rows red', async () => {
    const lab = await startLab([{ team: 'acme', displayName: 'Acme', vendor: 'okta', people: [] }])
    try {
      const operator = await lab.operator()
      const [team] = lab.teams
      if (team === undefined) throw new Error('There is no team.')
      await operator.api('PUT', `/api/teams/${team.name}/preset`, { presets: [preset] })
      const { results } = await runChecks({ target: team.scimUrl, token: team.token, send })
      const red = results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn').map(({ id }) => id)
      expect(red.sort()).toEqual(expected)
    } finally {
      await lab.stop()
    }
  })
})
