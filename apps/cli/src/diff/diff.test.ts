import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AnyReport,
  type CheckReport,
  diffReports,
  readReport,
  reportKind,
  type SyncReport,
} from '@scimulator/admin-api'
import { Command } from 'commander'
import { describe, expect, onTestFinished, test } from 'vitest'
import { addDiffCommand } from './command.ts'
import { diffText } from './diff-text.ts'

const counters: SyncReport['counters'] = {
  people: 1,
  groups: 0,
  steps: 1,
  exchanges: 1,
  created: 0,
  linked: 0,
  updated: 0,
  deactivated: 0,
  reactivated: 0,
  removed: 0,
  failed: 0,
  skipped: 0,
  notSent: 0,
  findings: 0,
}

function sync(broken: string[], missing: string[] = [], failed: string[] = []): SyncReport {
  const known = 5
  return {
    vendor: 'okta',
    profile: 'aiw',
    scenario: 'lifecycle',
    target: 'http://h',
    seed: 's',
    verdict: broken.length > 0 ? 'fail' : 'pass',
    stopped: null,
    counters,
    coverage: {
      known,
      exercised: known - missing.length,
      survived: known - missing.length - broken.length,
      missing,
      broken,
    },
    steps: failed.map((name) => ({
      subject: { kind: 'user', name },
      action: 'create',
      outcome: 'failed',
      reason: 'refused',
      cause: null,
      exchanges: [],
    })),
    findings: [],
    expected: { users: [], groups: [] },
    runUrl: null,
  }
}

function check(outcomes: Record<string, CheckReport['results'][number]['outcome']>): CheckReport {
  const summary = { pass: 0, fail: 0, warn: 0, skip: 0 }
  for (const outcome of Object.values(outcomes)) summary[outcome]++
  return {
    target: 'http://h',
    interrupted: false,
    summary,
    results: Object.entries(outcomes).map(([id, outcome]) => ({
      id,
      level: 'MUST',
      group: 'M',
      title: id,
      outcome,
      detail: outcome,
      exchanges: [],
    })),
  }
}

describe('two reports of sync', () => {
  test('what breaks newly, what is fixed and what stays', () => {
    const diff = diffReports(sync(['a', 'b'], [], ['ann']), sync(['b', 'c'], [], ['bob']))
    expect(diff.newFailures.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['request c', 'step create bob'])
    expect(diff.fixed.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['request a', 'step create ann'])
    expect(diff.unchanged.map(({ id }) => id)).toEqual(['b'])
    expect(diff.before).toEqual({ survived: 3, known: 5 })
  })

  test('a request that was not exercised this time is not fixed', () => {
    const diff = diffReports(sync(['a']), sync([], ['a']))
    expect(diff).toMatchObject({ fixed: [], newFailures: [], onlyBefore: ['a'], onlyAfter: [] })
  })

  test('a run that was broken off is a failure, and what it did not come to is not fixed', () => {
    const [before, after] = [sync(['a'], [], ['ann']), { ...sync([], ['a']), stopped: 'interrupted' }]
    const diff = diffReports(before, after)
    expect(diff.newFailures).toEqual([{ kind: 'run', id: 'broken off', detail: 'interrupted' }])
    expect(diff.fixed).toEqual([])
    expect(diffReports(after, before).fixed).toMatchObject([{ kind: 'run' }])
  })

  test('the same report has no difference', () => {
    const report = sync(['a'], ['z'], ['ann'])
    expect(diffReports(report, report)).toMatchObject({
      comparable: true,
      newFailures: [],
      fixed: [],
      onlyBefore: [],
      onlyAfter: [],
    })
  })

  test('another vendor is another thing', () => {
    expect(diffReports(sync([]), { ...sync([]), vendor: 'azure' }).comparable).toBe(false)
  })
})

describe('two reports of check', () => {
  test('rows that fail or warn newly, and those that do not any more', () => {
    const before = check({ A: 'fail', B: 'pass', C: 'warn', D: 'fail' })
    const after = check({ A: 'pass', B: 'warn', C: 'warn', D: 'skip' })
    const diff = diffReports(before, after)
    expect(diff.newFailures.map(({ id }) => id)).toEqual(['B'])
    expect(diff.fixed.map(({ id }) => id)).toEqual(['A'])
    expect(diff.unchanged.map(({ id }) => id)).toEqual(['C'])
    expect(diff.onlyBefore).toEqual(['D'])
    expect(diff.after).toEqual({ survived: 1, known: 3 })
  })

  test('a check that was interrupted is a failure', () => {
    const after = { ...check({ A: 'pass' }), interrupted: true }
    expect(diffReports(check({ A: 'pass' }), after).newFailures).toMatchObject([{ kind: 'run' }])
  })

  test('a row only one run selected is not judged by the other', () => {
    const diff = diffReports(check({ A: 'fail', B: 'fail' }), check({ A: 'fail' }))
    expect(diff).toMatchObject({ fixed: [], onlyBefore: ['B'], onlyAfter: [] })
  })
})

test('a document is told by its form', () => {
  expect(readReport(sync([]))).toEqual(sync([]))
  expect(readReport(check({ A: 'pass' }))).toEqual(check({ A: 'pass' }))
  expect(readReport({ hello: 1 })).toBeUndefined()
  expect(readReport(undefined)).toBeUndefined()
})

test('the text names counts, ids and details, on one line each', () => {
  const text = diffText(diffReports(check({ A: 'fail', B: 'pass' }), check({ A: 'pass', B: 'fail' })))
  expect(text).toBe(
    'Survived: 1 of 2 before, 1 of 2 after\nNew failures: 1\n  row B: fail\nFixed: 1\n  row A: fail\nUnchanged failures: 0\n',
  )
})

describe('reports of different kinds', () => {
  const rehearsed: SyncReport = { ...sync(['a']), rehearsal: { suite: 's', label: 'S', cases: [] } }

  test.each<[string, AnyReport, string, AnyReport]>([
    ['check', check({ A: 'fail' }), 'sync', sync(['a'])],
    ['sync', sync(['a']), 'check', check({ A: 'fail' })],
    ['rehearse', rehearsed, 'sync', sync(['a'])],
  ])(
    'a report of %s and another one (%#) are refused, with what each is about and what to give',
    async (old, before, now, after) => {
      const folder = await mkdtemp(join(tmpdir(), 'scimulator-diff-'))
      onTestFinished(() => rm(folder, { recursive: true }))
      const paths = [join(folder, 'before.json'), join(folder, 'after.json')] as const
      await writeFile(paths[0], JSON.stringify(before))
      await writeFile(paths[1], JSON.stringify(after))
      const codes: number[] = []
      const program = new Command()
      addDiffCommand(program, (code) => void codes.push(code))
      const message = await program.parseAsync(['diff', ...paths], { from: 'user' }).then(
        () => 'compared',
        (error: unknown) => String(error),
      )
      expect(message).toContain(`before.json is a report of ${old} (`)
      expect(message).toContain(`after.json one of ${now} (`)
      expect(message).toContain('Give two reports of the same command.')
      expect(codes).toEqual([])
    },
  )

  test('a kind is told by what is judged', () => {
    expect([sync([]), rehearsed, check({})].map(reportKind)).toEqual(['sync', 'rehearse', 'check'])
  })
})

test('an own check that fails newly is a failure called so', () => {
  const after = sync([], [], ['ann'])
  const steps = after.steps.map((step) => ({ ...step, action: 'verify' as const, ownCheck: true as const }))
  expect(diffReports(sync([]), { ...after, steps }).newFailures).toMatchObject([{ kind: 'step', id: 'own check ann' }])
})
