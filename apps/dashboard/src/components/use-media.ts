import { useSyncExternalStore } from 'react'

/** Whether a media query holds, kept fresh. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

/** Whether the window has room for one column only. */
export function useNarrow(): boolean {
  return useMedia('(width < 40rem)')
}
