import type { SyncReport } from '@scimulator/admin-api'
import { describe, expect, test } from 'vitest'
import { record } from '../testing/run-record.ts'
import { terminalReport } from './terminal.ts'
import { stepLines } from './terminal-steps.ts'

type ReportStep = SyncReport['steps'][number]

const message =
  'Automatic provisioning of user ann@example.com to app SCIM 2.0 Test App (Header Auth) failed: Error while creating ' +
  'user ann@example.com: Conflict. Errors reported by remote server: User already exists in the database.'

function step(changes: Partial<ReportStep> = {}): ReportStep {
  const subject = { kind: 'user', name: 'ann@example.com' } as const
  return { subject, action: 'import', outcome: 'succeeded', reason: null, cause: null, exchanges: [], ...changes }
}

function lines(...steps: ReportStep[]): string[] {
  return stepLines(record({ steps }).report)
}

describe('what the vendor says of a step', () => {
  const failed = step({ action: 'create', outcome: 'failed', reason: message })
  const flat = (text: string): string => text.replaceAll(/\n +/g, ' ')

  test('is wrapped, every word of it', () => {
    const shown = lines(failed)
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(100)
    expect(flat(shown.join('\n'))).toContain(message)
    expect(flat(terminalReport(record({ steps: [failed] })))).toContain(message)
    const notSent = step({ outcome: 'notSent', reason: message })
    expect(flat(terminalReport(record({ steps: [notSent] })))).toContain(message)
  })

  test('is cut at its end where a server sent more than anybody reads, and says so', () => {
    const text = flat(lines({ ...failed, reason: `${message} ${'and so on '.repeat(100)}` }).join('\n'))
    expect(text).toContain(`${message} and so on and`)
    expect(text).toMatch(/ … \(cut after 1000 characters\)$/)
  })
})

describe('the vendor’s names of the steps', () => {
  test('stand beside them where they differ', () => {
    const causes = ['1 Import user', '2 Determine if user is in scope', null]
    expect(lines(...causes.map((cause) => step({ cause })))).toEqual([
      '',
      '  ok        import ann@example.com (1 Import user)',
      '  ok        import ann@example.com (2 Determine if user is in scope)',
      '  ok        import ann@example.com',
    ])
  })

  test('stand below where the line is full', () => {
    const cause = 'Provision on demand: 3 Match user between source and target system'
    expect(lines(step({ cause }), step()).slice(1, 3)).toEqual([
      '  ok        import ann@example.com',
      `            (${cause})`,
    ])
  })

  test('are left out where all steps have the same', () => {
    expect(lines(step({ cause: 'Edit' }), step({ cause: 'Edit' })).join('\n')).not.toContain('Edit')
  })
})
