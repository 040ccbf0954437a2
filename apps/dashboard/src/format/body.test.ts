import { describe, expect, it } from 'vitest'
import { formatSize, headerValue, mediaTypeOf } from './body.ts'

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
