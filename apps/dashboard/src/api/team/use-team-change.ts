import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiFailure } from '../client.ts'

/** Changes something in a team, and has the team's pages read again; a refusal is no reason to try again. */
export function useTeamChange<Answer, Order = void>(
  team: string,
  send: (order: Order) => Promise<Answer>,
): UseMutationResult<Answer, Error, Order> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    // Nothing secret of an answer stays behind.
    gcTime: 0,
    // Awaited: the button is busy until the page shows what it did.
    onSuccess: () => client.invalidateQueries({ queryKey: ['team', team] }),
    // The page may show what is no longer so.
    onError: (error) => {
      if (error instanceof ApiFailure && [403, 404, 409].includes(error.status))
        void client.invalidateQueries({ queryKey: ['team', team] })
    },
  })
}
