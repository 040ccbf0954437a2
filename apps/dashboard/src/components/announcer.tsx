import { type ReactElement, useEffect, useState } from 'react'

const PAUSE_MS = 5000
const listeners = new Set<(text: string) => void>()

/** Says a short text through the one polite live region; texts within five seconds are merged. */
export function announce(text: string): void {
  for (const listener of listeners) listener(text)
}

/** The live region. Shown once, in the shell. */
export function Announcer(): ReactElement {
  const [text, setText] = useState('')
  useEffect(() => {
    let waiting: string[] = []
    let last = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = (): void => {
      timer = undefined
      last = Date.now()
      setText([...new Set(waiting)].join('. '))
      waiting = []
    }
    const hear = (next: string): void => {
      waiting.push(next)
      timer ??= setTimeout(flush, Math.max(0, last + PAUSE_MS - Date.now()))
    }
    listeners.add(hear)
    return () => {
      listeners.delete(hear)
      clearTimeout(timer)
    }
  }, [])
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  )
}
