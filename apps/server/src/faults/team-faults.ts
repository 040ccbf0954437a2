import type { ActiveFault, FaultMatch, FaultRule } from '@scimulator/admin-api'
import type { Asked } from './asked.ts'
import type { EffectMemory } from './effects.ts'
import { findPreset, type PlayedPreset } from './presets/presets.ts'

/** What is broken on purpose in one team. */
export interface BrokenTeam {
  readonly faults: ActiveFault[]
  readonly draws: Map<string, () => number>
  presets: readonly PlayedPreset[]
  readonly memory: EffectMemory
}

/** Keeps what is broken on purpose, by team. It lives as long as the process: a server that starts anew is whole. */
export interface Faults {
  /** Undefined: the team keeps to the rules. */
  of(teamId: string): BrokenTeam | undefined
  add(teamId: string, rule: FaultRule): ActiveFault
  /** Whether there was such a fault. */
  remove(teamId: string, id: string): boolean
  clear(teamId: string): void
  /** @throws RangeError with the ids there are for one that is unknown. */
  setPresets(teamId: string, ids: readonly string[]): void
}

/** No faults anywhere. */
export function createFaults(): Faults {
  const teams = new Map<string, BrokenTeam>()
  let made = 0
  const open = (teamId: string): BrokenTeam => {
    const known = teams.get(teamId)
    if (known !== undefined) return known
    const team = { faults: [], draws: new Map(), presets: [], memory: { fresh: new Map(), stale: new Map() } }
    teams.set(teamId, team)
    return team
  }
  const settle = (teamId: string): void => {
    const team = teams.get(teamId)
    if (team?.faults.length === 0 && team.presets.length === 0) teams.delete(teamId)
  }
  return {
    of: (teamId) => teams.get(teamId),
    add(teamId, rule) {
      made += 1
      const fault: ActiveFault = { ...rule, id: `f${made}`, hits: 0 }
      const team = open(teamId)
      team.faults.push(fault)
      team.draws.set(fault.id, drawer(rule.seed ?? fault.id))
      return fault
    },
    remove(teamId, id) {
      const faults = teams.get(teamId)?.faults ?? []
      const at = faults.findIndex((fault) => fault.id === id)
      if (at < 0) return false
      faults.splice(at, 1)
      teams.get(teamId)?.draws.delete(id)
      settle(teamId)
      return true
    },
    clear(teamId) {
      teams.get(teamId)?.faults.splice(0)
      teams.get(teamId)?.draws.clear()
      settle(teamId)
    },
    setPresets(teamId, ids) {
      const before = teams.get(teamId)?.presets ?? []
      const presets = [...new Set(ids)].map(
        (id) => before.find((preset) => preset.id === id) ?? { ...findPreset(id), memory: new Map() },
      )
      open(teamId).presets = presets
      settle(teamId)
    },
  }
}

/** The fault that hits a request, counted; the first that was switched on wins. */
export function takeFault(team: BrokenTeam, asked: Asked): ActiveFault | undefined {
  for (const [at, fault] of team.faults.entries()) {
    const { match, count, probability } = fault
    if (count !== undefined && fault.hits >= count) continue
    if (!matches(match, asked)) continue
    if (probability !== undefined && (team.draws.get(fault.id)?.() ?? 0) >= probability) continue
    const hit = { ...fault, hits: fault.hits + 1 }
    team.faults[at] = hit
    return hit
  }
  return undefined
}

function matches({ method, resource, contains }: FaultMatch, { method: asked, path, search, body }: Asked): boolean {
  if (method !== undefined && method !== asked) return false
  if (resource !== undefined && path.split('/')[1] !== resource) return false
  return contains === undefined || [path, search, decoded(search), body].some((text) => text.includes(contains))
}

function decoded(search: string): string {
  return [...new URLSearchParams(search)].map(([name, value]) => `${name}=${value}`).join('&')
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32 over a hash of the text). */
function drawer(seed: string): () => number {
  let state = 2_166_136_261
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16_777_619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
