import type { InjectedFault, SyncReport } from '@scimulator/admin-api'
import { wrap } from './text.ts'

/** Exchanges named of one fault. */
const NAMED = 5
/** Faults shown on the terminal. */
const SHOWN = 10

/** `reset on POST Users, 1 time: met by 1 request (x4)` for each failure injected on purpose. */
export function faultTexts({ faults = [] }: SyncReport): string[] {
  return faults.map((fault) => {
    const { hits, exchanges } = fault
    if (hits === 0) return `${faultName(fault)}: met by no request`
    const more = hits > NAMED ? ` and ${hits - NAMED} more` : ''
    const named = `${exchanges.slice(0, NAMED).join(', ')}${more}`
    return `${faultName(fault)}: met by ${hits} ${hits === 1 ? 'request' : 'requests'} (${named})`
  })
}

/** The fault in words that say whose it is. */
export function faultName({ fault, by }: Pick<InjectedFault, 'fault' | 'by'>): string {
  return by === 'target' ? `${fault}, as the target says` : fault
}

/** The section of the terminal report; empty where nothing was injected. */
export function faultLines(report: SyncReport): string[] {
  const texts = faultTexts(report)
  if (texts.length === 0) return []
  const more = texts.length - SHOWN
  return [
    `Faults injected on purpose: ${texts.length}`,
    ...texts.slice(0, SHOWN).flatMap((text) => wrap(`  ${text}`, 4)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}
