import type { Finding } from '@scimulator/admin-api'

/** Findings with one id and different titles kept apart; beyond that they join the last. */
const TITLES_PER_ID = 20
/** Exchanges named by one finding. */
const EXCHANGES_PER_FINDING = 50

/** One finding per id and title: the same defect seen a thousand times is one finding with its exchanges. */
export function createFindings(): { add(finding: Finding): { finding: Finding; fresh: boolean } } {
  const byId = new Map<string, Map<string, Finding>>()
  return {
    add(finding) {
      const titles = byId.get(finding.id) ?? new Map<string, Finding>()
      byId.set(finding.id, titles)
      const known = titles.get(finding.title) ?? (titles.size < TITLES_PER_ID ? undefined : [...titles.values()].at(-1))
      if (known === undefined) {
        titles.set(finding.title, finding)
        return { finding, fresh: true }
      }
      const exchanges = [...new Set([...known.exchanges, ...finding.exchanges])].slice(0, EXCHANGES_PER_FINDING)
      const merged: Finding = { ...known, exchanges }
      titles.set(known.title, merged)
      return { finding: merged, fresh: false }
    },
  }
}
