import type { Run } from '@scimulator/admin-api'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type HeldList, holdList } from '../../api/run-list.ts'

/** A list of runs that holds still while somebody reads or uses it. */
export interface HeldRuns extends HeldList<Run> {
  ref: RefObject<HTMLDivElement | null>
  takeIn: () => void
}

/** Holds new rows back while the pointer or the focus is in the list, or the page is scrolled. */
export function useHeldRuns(runs: readonly Run[], resetKey: string, most?: number): HeldRuns {
  const ref = useRef<HTMLDivElement>(null)
  const shown = useRef<{ key: string; ids: string[] | null }>({ key: resetKey, ids: null })
  const [, repaint] = useState(0)

  if (shown.current.key !== resetKey) shown.current = { key: resetKey, ids: null }
  const held = shown.current.ids !== null && isHeld(ref.current)
  const list = holdList(runs, held ? shown.current.ids : null, most)
  useEffect(() => {
    shown.current = { key: resetKey, ids: list.rows.map((run) => run.id) }
  })
  const takeIn = useCallback(() => {
    shown.current.ids = null
    repaint((count) => count + 1)
  }, [])
  return { ...list, ref, takeIn }
}

function isHeld(list: HTMLElement | null): boolean {
  if (list === null) return false
  return scrollY > 0 || list.matches(':hover') || list.contains(document.activeElement)
}
