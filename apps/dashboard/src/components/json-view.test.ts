// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { BodyView } from './json-view.tsx'

function show(text: string, raw = false): void {
  render(createElement(BodyView, { text, label: 'Response body', raw }))
}

describe('BodyView', () => {
  afterEach(cleanup)

  it('shows markup in a body as text', () => {
    show('<img src=x onerror=alert(1)><script>alert(1)</script>')
    expect(document.querySelectorAll('img, script')).toHaveLength(0)
    expect(screen.getByRole('region', { name: 'Response body' }).textContent).toContain('<script>')
  })

  it('shows markup inside JSON as text', () => {
    show(JSON.stringify({ displayName: '<b onclick=x>Ada</b>' }))
    expect(document.querySelectorAll('b')).toHaveLength(0)
    expect(document.body.textContent).toContain('<b onclick=x>Ada</b>')
  })

  it('shows the bytes as sent when asked for raw', () => {
    show('{ "a" :1}', true)
    expect(screen.getByRole('region').textContent).toBe('{ "a" :1}')
  })

  it('shows the first thousand lines of a long body, and all on request', () => {
    show(JSON.stringify(Array.from({ length: 1500 }, (_, at) => at)))
    expect(document.querySelectorAll('code')).toHaveLength(1000)
    fireEvent.click(screen.getByRole('button', { name: 'Show all 1502 lines' }))
    expect(document.querySelectorAll('code')).toHaveLength(1502)
  })
})
