import { teamFaultsSchema } from '@scimulator/admin-api'
import { rehearse, startLab } from '@scimulator/tests-support'
import { appendFileSync } from 'node:fs'
import { it } from 'vitest'
it('measures', async () => {
  const lab = await startLab([{ team: 't0', displayName: 'T0', vendor: 'okta', people: [] }])
  try {
    const op = await lab.operator()
    const team = lab.teams[0] as any
    appendFileSync('/tmp/measure.txt', JSON.stringify(Object.keys(team)) + '\n')
    const url = team.scimUrl ?? team.target ?? team.url
    const { body } = await op.api('GET', '/api/teams/t0/faults')
    const ids = ['none', ...teamFaultsSchema.parse(body).knownPresets.map(({ id }) => id)]
    const suites = ['okta --suite spec', 'okta --suite oin-plan', 'onelogin --option connector=v2-core', 'azure --option data=entra --option without=roles', 'azure --suite gallery']
    const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
    await fetch(`${url}/Users`, { method: 'POST', headers: { Authorization: `Bearer ${team.token}`, 'Content-Type': 'application/scim+json' }, body: JSON.stringify({ schemas: [USER], userName: 'f@x.example', name: { givenName: 'F', familyName: 'P' }, emails: [{ value: 'f@x.example', primary: true }], active: true }) })
    for (const id of ids) {
      await op.api('PUT', '/api/teams/t0/preset', { presets: id === 'none' ? [] : [id] })
      const out = await Promise.all(suites.map(async (s) => {
        const [v = '', ...a] = s.split(' ')
        try { const r = await rehearse(v, url, team.token, a); return `   ${s}: ${[...r.failed.keys()].join(' ')} | ${r.findings.join(' ')}` } catch (e) { return `   ${s}: ${String(e).slice(0, 200)}` }
      }))
      appendFileSync('/tmp/measure.txt', `${id}\n${out.join('\n')}\n`)
    }
  } finally { await lab.stop() }
}, 600000)
