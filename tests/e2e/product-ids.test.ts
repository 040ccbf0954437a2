import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@scimulator/tests-support'
import { expect, it } from 'vitest'
import { idsIn, PRODUCT_IDS, titledIds } from './product-ids.ts'

it('each rule of the team product has a test, and stands in the decision on it', () => {
  const titled = titledIds()
  expect(PRODUCT_IDS.filter((id) => !titled.has(id))).toEqual([])
  const decision = readFileSync(join(projectRoot, 'docs', 'decisions', '0002-team-product.md'), 'utf8')
  const decided = [...decision.matchAll(/^\| ([ASE]\d+) \|/gm)].map(([, id]) => id)
  expect(decided).toEqual(PRODUCT_IDS)
})

it('finds ids where titles begin, and nowhere else', () => {
  const text = `
    it('A3 WB-01 E20 refuses', …)
    test.each([1])(\`S2 of %s\`, …)
    it('shows A4 later', …)
    const word = 'E9 lives'`
  expect([...idsIn(text)]).toEqual(['A3', 'E20', 'S2'])
})
