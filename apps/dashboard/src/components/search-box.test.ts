// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SearchBox } from './search-box.tsx'

const box = (): HTMLInputElement => screen.getByRole('searchbox')
const type = (text: string): boolean => fireEvent.change(box(), { target: { value: text } })

describe('SearchBox', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    cleanup()
    vi.useRealTimers()
  })

  it('keeps what is typed while its earlier words come back through the address', () => {
    const told: string[] = []
    const view = (value: string) =>
      createElement(SearchBox, { label: 'Find', value, onChange: (text: string) => void told.push(text) })
    const { rerender } = render(view(''))
    type('ad')
    vi.advanceTimersByTime(200)
    type('ada')
    rerender(view('ad'))
    expect(box().value).toBe('ada')
    vi.advanceTimersByTime(200)
    expect(told).toEqual(['ad', 'ada'])
  })

  it('takes a value that comes from elsewhere', () => {
    const view = (value: string) => createElement(SearchBox, { label: 'Find', value, onChange: () => undefined })
    const { rerender } = render(view('ada'))
    rerender(view(''))
    expect(box().value).toBe('')
  })
})
