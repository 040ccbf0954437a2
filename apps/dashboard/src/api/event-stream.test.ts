import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStream, type StreamState } from './event-stream.ts'

/** Stands in for the browser's EventSource: the test plays the server. */
class FakeSource extends EventTarget {
  static all: FakeSource[] = []
  readonly url: string
  readyState = 0
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null

  constructor(url: string) {
    super()
    this.url = url
    FakeSource.all.push(this)
  }

  open(): void {
    this.readyState = 1
    this.onopen?.()
  }

  send(type: string, data: string, lastEventId = ''): void {
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId }))
  }

  fail(readyState: number): void {
    this.readyState = readyState
    this.onerror?.()
  }

  close(): void {
    this.readyState = 2
  }
}

function hear(): { events: string[]; states: StreamState[]; refused: () => number; close: () => void } {
  const events: string[] = []
  const states: StreamState[] = []
  let refusals = 0
  const close = openStream({
    url: (last) => (last === null ? '/events' : `/events?after=${last}`),
    events: ['message', 'run'],
    onEvent: (data) => events.push(data),
    onState: (state) => states.push(state),
    onRefused: () => {
      refusals += 1
    },
    // The parts of EventSource that openStream uses are all there.
    createSource: (url) => new FakeSource(url) as unknown as EventSource,
  })
  return { events, states, refused: () => refusals, close }
}

const last = (): FakeSource => FakeSource.all.at(-1) ?? new FakeSource('none')

describe('openStream', () => {
  beforeEach(() => {
    FakeSource.all = []
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('hears the events it was asked for', () => {
    const { events, states } = hear()
    last().open()
    last().send('message', 'one', '1')
    last().send('run', 'two', '2')
    last().send('other', 'three', '3')
    expect(events).toEqual(['one', 'two'])
    expect(states).toEqual(['connecting', 'live'])
  })

  it('leaves a break to the browser, which reconnects by itself', () => {
    const { states, refused } = hear()
    last().open()
    last().fail(0)
    vi.advanceTimersByTime(60_000)
    last().open()
    expect(FakeSource.all).toHaveLength(1)
    expect(states).toEqual(['connecting', 'live', 'reconnecting', 'live'])
    expect(refused()).toBe(0)
  })

  it('opens anew from the last id after a refusal, with a growing pause', () => {
    const { refused } = hear()
    last().open()
    last().send('message', 'one', '41')
    last().fail(2)
    expect(refused()).toBe(1)
    vi.advanceTimersByTime(1200)
    expect(FakeSource.all.map((source) => source.url)).toEqual(['/events', '/events?after=41'])
    last().fail(2)
    vi.advanceTimersByTime(1200)
    expect(FakeSource.all).toHaveLength(2)
    vi.advanceTimersByTime(1200)
    expect(FakeSource.all).toHaveLength(3)
  })

  it('is silent once closed', () => {
    const { close } = hear()
    last().fail(2)
    close()
    vi.advanceTimersByTime(60_000)
    expect(FakeSource.all).toHaveLength(1)
    expect(last().readyState).toBe(2)
  })
})
