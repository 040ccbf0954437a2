import { describe, expect, it } from 'vitest'
import { type BatchReport, type CommitQueue, createCommitQueue, type Savepoints } from './commit-queue.ts'

interface Bench {
  readonly queue: CommitQueue
  /** What was asked of the engine, in order. */
  readonly log: string[]
  readonly reports: BatchReport[]
}

function bench(overrides: Partial<Savepoints> = {}, holdReads = true): Bench {
  const log: string[] = []
  const reports: BatchReport[] = []
  const note = (word: string) => (): void => void log.push(word)
  const savepoints: Savepoints = {
    begin: note('begin'),
    commit: note('commit'),
    rollback: note('rollback'),
    savepoint: note('savepoint'),
    release: note('release'),
    rollbackToSavepoint: note('undo'),
    isOpen: () => true,
    ...overrides,
  }
  return {
    queue: createCommitQueue({ savepoints, holdReads, onBatch: (report) => reports.push(report) }),
    log,
    reports,
  }
}

const fails = (message: string) => (): never => {
  throw new Error(message)
}

describe('commit queue', () => {
  it('commits the works of one turn together, each in its own savepoint', async () => {
    const { queue, log, reports } = bench()
    const answers = await Promise.allSettled([
      queue.run(async () => log.push('first')),
      queue.run(async () => fails('veto')()),
      queue.run(async () => log.push('third')),
    ])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(log.join(' ')).toBe('begin savepoint first release savepoint undo savepoint third release commit')
    expect(reports).toEqual([{ works: 3, rejected: 1, committed: true }])
  })

  it('runs works one after another, also when they await', async () => {
    const { queue, log } = bench()
    const work = (name: string) => async (): Promise<void> => {
      log.push(`${name} starts`)
      await Promise.resolve()
      log.push(`${name} ends`)
    }
    await Promise.all([queue.run(work('a')), queue.run(work('b'))])
    expect(log.filter((line) => / /.test(line))).toEqual(['a starts', 'a ends', 'b starts', 'b ends'])
  })

  it('answers no work before the commit', async () => {
    const order: string[] = []
    const { queue } = bench({ commit: () => void order.push('commit') })
    await Promise.all([queue.run(async () => 1).then(() => order.push('answer')), queue.run(async () => 2)])
    expect(order).toEqual(['commit', 'answer'])
  })

  it('rejects every work when the commit fails, and goes on with the next batch', async () => {
    let broken = true
    const { queue, log, reports } = bench({ commit: () => (broken ? fails('disk full')() : undefined) })
    const answers = await Promise.allSettled([queue.run(async () => 1), queue.run(async () => 2)])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(log.at(-1)).toBe('rollback')
    expect(reports).toEqual([{ works: 2, rejected: 2, committed: false }])
    broken = false
    expect(await queue.run(async () => 3)).toBe(3)
  })

  it('rejects every work when no transaction can begin', async () => {
    const { queue } = bench({ begin: fails('locked'), isOpen: () => false })
    await expect(queue.run(async () => 1)).rejects.toThrow('locked')
  })

  it('rejects the neighbours too when the engine has ended the whole transaction', async () => {
    let open = true
    const { queue, log } = bench({ isOpen: () => open })
    const answers = await Promise.allSettled([
      queue.run(async () => 1),
      queue.run(async () => {
        open = false
        throw new Error('disk full')
      }),
      queue.run(async () => 3),
    ])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(log).not.toContain('commit')
  })

  it('caps a batch', async () => {
    const { queue, reports } = bench()
    await Promise.all(Array.from({ length: 300 }, (_, n) => queue.run(async () => n)))
    expect(reports.map(({ works }) => works)).toEqual([128, 128, 44])
  })

  it.each([
    [true, ['work ends', 'read']],
    [false, ['read', 'work ends']],
  ])(
    'holds a read back until the end of a running batch only where reads share the connection [%s]',
    async (hold, order) => {
      const { queue } = bench({}, hold)
      const seen: string[] = []
      let read: Promise<number> | undefined
      await queue.run(async () => {
        read = queue.read(() => seen.push('read'))
        await Promise.resolve()
        seen.push('work ends')
      })
      await read
      expect(seen).toEqual(order)
    },
  )

  it('passes on what a read throws', async () => {
    const { queue } = bench()
    await expect(queue.read(fails('no'))).rejects.toThrow('no')
    let held: Promise<unknown> | undefined
    await queue.run(async () => {
      held = queue.read(fails('not now'))
      held.catch(() => undefined)
    })
    await expect(held).rejects.toThrow('not now')
  })
})
