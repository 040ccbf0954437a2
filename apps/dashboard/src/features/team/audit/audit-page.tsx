import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import type { ReactElement } from 'react'
import { auditQuery } from '../../../api/team/audit.ts'
import { teamPath } from '../../../api/team/path.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button, buttonClass } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/page-state.tsx'
import { plural } from '../../../format/text.ts'
import { Read } from '../frame/read.tsx'
import { TeamPage } from '../frame/team-page.tsx'
import { AuditRows } from './audit-rows.tsx'

/** Who changed what in the team, newest first. */
export function AuditPage(): ReactElement {
  const { team = '' } = useParams({ strict: false })
  return (
    <TeamPage
      team={team}
      title="Audit log"
      summary={
        <p className="text-ink-2">Who changed what, when, and by which request. Rows are added, never changed.</p>
      }
    >
      <Log team={team} />
    </TeamPage>
  )
}

function Log({ team }: { team: string }): ReactElement {
  const log = useInfiniteQuery(auditQuery(team))
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = log
  return (
    <Read query={log} what="the audit log" whoMay="Owners, admins and managers read the audit log.">
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows)
        if (rows.length === 0) return <EmptyState title="Nothing has happened in this team yet." />
        return (
          <section aria-label="Audit log" className="flex flex-col gap-3">
            <Downloads team={team} />
            <AuditRows team={team} rows={rows} />
            <div className="flex flex-wrap items-center gap-3">
              <span className="text-meta text-ink-3">
                {plural(rows.length, 'row')}
                {hasNextPage ? ', older ones follow' : ', from the first one on'}
              </span>
              {hasNextPage && (
                <Button aria-disabled={isFetchingNextPage} onClick={() => !isFetchingNextPage && void fetchNextPage()}>
                  {isFetchingNextPage ? 'Reading' : 'Older'}
                </Button>
              )}
              <ActionError error={log.isFetchNextPageError ? log.error : null} />
            </div>
          </section>
        )
      }}
    </Read>
  )
}

function Downloads({ team }: { team: string }): ReactElement {
  return (
    <p className="flex flex-wrap gap-2">
      {(['csv', 'json'] as const).map((form) => (
        <a key={form} href={teamPath(team, `audit-log.${form}`)} download className={buttonClass('plain')}>
          <Download size={16} strokeWidth={1.5} aria-hidden />
          All as {form.toUpperCase()}
        </a>
      ))}
    </p>
  )
}
