import { describe, expect, it } from 'vitest'
import { bodyNote, cutBody, formatSize, headerValue, mediaTypeOf } from './body.ts'

describe('body', () => {
  it('reads headers whatever their case', () => {
    const headers: [string, string][] = [['content-TYPE', 'Application/SCIM+json; charset=utf-8']]
    expect(headerValue(headers, 'Content-Type')).toBe('Application/SCIM+json; charset=utf-8')
    expect(mediaTypeOf(headers)).toBe('application/scim+json')
    expect(mediaTypeOf([])).toBeNull()
  })

  it('counts bytes, not signs', () => {
    expect([formatSize('abc'), formatSize('é'), formatSize('x'.repeat(1240))]).toEqual(['3 B', '2 B', '1.2 kB'])
  })
})

describe('cutBody', () => {
  it('tells what was kept from what was not', () => {
    expect(cutBody('{"a":"x… (900000 characters more)')).toEqual({ text: '{"a":"x', more: 900_000 })
    expect(cutBody('abcde… (cut, 12 characters in all)')).toEqual({ text: 'abcde', more: 7 })
    expect(cutBody('{"a":"x… (9 characters more)"}')).toBeNull()
  })
})

describe('bodyNote', () => {
  it.each([
    ['{}', 'application/scim+json', null],
    ['{}', null, null],
    ['<h1>', 'text/html', 'Sent as text/html, shown as text.'],
    ['<h1>', 'application/json', 'Sent as application/json, but it is not JSON.'],
    ['<h1>', null, 'Not JSON, shown as text.'],
    ['{"a… (1200 characters more)', 'application/json', 'Only the start was kept: 1,200 characters more came.'],
  ])('says of %s sent as %s: %s', (body, mediaType, note) => {
    expect(bodyNote(body, mediaType)).toBe(note)
  })
})
