import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { runQuery, simulatorsQuery, teamsQuery } from '../../api/queries.ts'
import { Dialog } from '../../components/dialog.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { openForm } from './sync-form.ts'
import { SyncFormView } from './sync-form-view.tsx'

/** Shows the *Run sync* dialog while the address asks for it. */
export function SyncDialogHost(): ReactElement | null {
  const { sync, like } = useSearch({ from: '__root__' })
  return sync === undefined ? null : <SyncDialog key={sync} vendor={sync} like={like} />
}

function SyncDialog({ vendor, like }: { vendor: string; like: string | undefined }): ReactElement {
  const navigate = useNavigate()
  const router = useRouter()
  const simulators = useQuery(simulatorsQuery)
  const teams = useQuery(teamsQuery)
  const model = useQuery({ ...runQuery(like ?? ''), enabled: like !== undefined })
  const close = (): void => {
    if (router.latestLocation.state.dialog) router.history.back()
    else {
      void navigate({
        to: '.',
        search: (previous) => ({ ...previous, sync: undefined, like: undefined }),
        resetScroll: false,
        replace: true,
      })
    }
  }
  const error = simulators.error ?? teams.error
  const ready = simulators.data && teams.data && (like === undefined || !model.isPending)
  return (
    <Dialog title="Run sync" onClose={close}>
      <div className="p-5">
        {error && (
          <ErrorState
            error={error}
            what="The list of simulators"
            retry={() => void Promise.all([simulators.refetch(), teams.refetch()])}
          />
        )}
        {!error && !ready && <Skeleton label="simulators" rows={5} />}
        {ready && simulators.data.length === 0 && (
          <EmptyState title="No simulator is running. They register by themselves when npm start has started them." />
        )}
        {ready && simulators.data.length > 0 && (
          <SyncFormView
            simulators={simulators.data}
            teams={teams.data}
            initial={openForm(simulators.data, teams.data, vendor, model.data?.run)}
            onCancel={close}
          />
        )}
      </div>
    </Dialog>
  )
}
