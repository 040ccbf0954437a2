import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { body } from './alter.ts'
import { aContext, profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { Responder } from './responder.ts'

describe('pages of an import', () => {
  it('stops asking for pages that bring nobody new', () => {
    const endless = body(/import-users/, (list) => ({
      ...list,
      totalResults: Number.MAX_SAFE_INTEGER,
      Resources: [{ id: 'x', userName: 'same@example.com', active: true }],
    }))
    const lifecycle = profiles.aiw.scenarios[0]
    const played = lifecycle && play(lifecycle.play(aContext(aDirectory(1, 0))), new Responder(endless).respond)
    expect(played?.requests.filter(({ shape }) => shape === 'import-users').length).toBeLessThanOrEqual(8)
    expect(played?.findings.map(({ id }) => id)).toContain('pages-overlap')
  })

  it('stops following a total that grows page by page', () => {
    let page = 0
    const growing = body(/import-users/, (list) => {
      page += 1
      const id = `new-${page}`
      return { ...list, totalResults: page * 100 + 1, Resources: [{ id, userName: `${id}@example.com`, active: true }] }
    })
    const lifecycle = profiles.aiw.scenarios[0]
    const played = lifecycle && play(lifecycle.play(aContext(aDirectory(1, 0))), new Responder(growing).respond)
    expect(played?.findings.map(({ id }) => id)).toContain('pages-without-end')
    expect(played?.requests.filter(({ shape }) => shape === 'import-users').length).toBeLessThan(60)
    // Who was not read is not taken for deleted.
    expect(played?.findings.map(({ id }) => id)).not.toContain('user-missing-from-import')
    const imports = played?.steps.filter(({ action }) => action === 'import') ?? []
    expect(imports[0]).toMatchObject({ result: { outcome: 'failed' } })
    expect(imports[0]?.result?.reason).toContain('stopped the import')
  })

  it('stops asking for pages that stay empty', () => {
    const endless = body(/import-users/, (list) => ({ ...list, totalResults: 1_000_000, Resources: [] }))
    const lifecycle = profiles.aiw.scenarios[0]
    const played = lifecycle && play(lifecycle.play(aContext(aDirectory(1, 0))), new Responder(endless).respond)
    expect(played?.requests.filter(({ shape }) => shape === 'import-users').length).toBeLessThanOrEqual(6)
  })
})
