import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { z } from 'zod'
import { getJson } from './client.ts'
import { teamPath } from './team/path.ts'

const PACE_MS = 3_000
const presenceSchema = z.object({ signedIn: z.boolean() })

/**
 * Notices soon that a person's session in a team is over, so that an open page does not go on showing what they may not see
 * any more: every few seconds, and as soon as the window is looked at.
 */
export function usePresence(team: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (team === undefined) return undefined
    const look = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return
      try {
        const { signedIn } = await getJson(teamPath(team, 'presence'), presenceSchema)
        if (!signedIn) await client.invalidateQueries({ queryKey: ['session'] })
      } catch {
        // A server that does not answer has not said that the session is over.
      }
    }
    const onLook = (): void => void look()
    const timer = setInterval(onLook, PACE_MS)
    document.addEventListener('visibilitychange', onLook)
    globalThis.addEventListener('focus', onLook)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onLook)
      globalThis.removeEventListener('focus', onLook)
    }
  }, [client, team])
}
