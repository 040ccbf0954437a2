import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const PACE_MS = 30_000

/**
 * Reads teams and the session again from time to time and when the window is looked at: the live stream is for the
 * operator only.
 */
export function useTeamRefresh(): void {
  const client = useQueryClient()
  useEffect(() => {
    const refresh = (): void => {
      if (document.visibilityState !== 'visible') return
      void client.invalidateQueries({ queryKey: ['session'] })
      void client.invalidateQueries({ queryKey: ['team'] })
    }
    const timer = setInterval(refresh, PACE_MS)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [client])
}
