import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { teamFaultsSchema } from '@scimulator/admin-api'
import { runChecks, type Send } from '@scimulator/scim-check'
import { type Lab, startLab } from '@scimulator/tests-support'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

/**
 * Rows that turn red by each defect, and no others: a mutation test of the checks on a whole server. A defect that no row
 * sees says why.
 */
const rows = z
  .record(z.string(), z.union([z.array(z.string()).min(1), z.strictObject({ unseenBecause: z.string().min(1) })]))
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

async function withLab(work: (lab: Lab, team: Lab['teams'][number]) => Promise<void>): Promise<void> {
  const lab = await startLab([{ team: 'acme', displayName: 'Acme', vendor: 'okta', people: [] }])
  try {
    const [team] = lab.teams
    if (team === undefined) throw new Error('There is no team.')
    await work(lab, team)
  } finally {
    await lab.stop()
  }
}

it('the table has every defect there is', () =>
  withLab(async (lab, { name }) => {
    const operator = await lab.operator()
    const { body } = await operator.api('GET', `/api/teams/${name}/faults`)
    const known = teamFaultsSchema.parse(body).knownPresets.map(({ id }) => id)
    expect(Object.keys(rows).sort()).toEqual(known.sort())
  }))

describe.each(Object.entries(rows))('a team with the defect %s', (preset, expected) => {
  it('turns exactly its rows red', () =>
    withLab(async (lab, team) => {
      const operator = await lab.operator()
      await operator.api('PUT', `/api/teams/${team.name}/preset`, { presets: [preset] })
      const { results } = await runChecks({ target: team.scimUrl, token: team.token, send })
      const red = results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn').map(({ id }) => id)
      expect(red.sort()).toEqual(Array.isArray(expected) ? expected : [])
    }))
})
