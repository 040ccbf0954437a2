import type { Answer } from '@scimulator/sim-kit'
import { describe, expect, it } from 'vitest'
import { groupPushFailed, parserMessage, profilePushFailed, provisioningFailed, toFailure } from './messages.ts'

function answered(status: number, body: string, reasonPhrase = ''): Answer {
  let json: Extract<Answer, { kind: 'response' }>['json']
  try {
    json = JSON.parse(body) as typeof json
  } catch {
    json = undefined
  }
  return { kind: 'response', exchange: 'x', status, reasonPhrase, header: () => undefined, body, json }
}

describe('messages', () => {
  it('uses the grammar of Okta’s provisioning tasks', () => {
    const failure = toFailure(answered(401, '{"detail":"bad token"}'))
    expect(provisioningFailed('a@x', 'App', 'Error while verifying if user a@x exists', failure)).toBe(
      'Automatic provisioning of user a@x to app App failed: Error while verifying if user a@x exists: Unauthorized. Errors reported by remote server: bad token',
    )
    expect(profilePushFailed('a@x', 'App', toFailure(answered(404, '')))).toBe(
      'Automatic profile push of user a@x to app App failed: Error while trying to push profile update for a@x: Not Found. Errors reported by remote server: ',
    )
    expect(groupPushFailed('N', 'creating', toFailure(answered(409, '{"detail":"exists"}')))).toBe(
      'Unable to update Group Push mapping target App group N: Error while creating user group N: Conflict. Errors reported by remote server: exists',
    )
  })

  it('prefers the reason phrase of the wire', () => {
    expect(toFailure(answered(400, '', 'Nope')).reasonPhrase).toBe('Nope')
  })

  it('shows the JSON parser’s words for a body that is no JSON', () => {
    expect(toFailure(answered(501, 'Unsupported')).detail).toBe(
      "Invalid JSON: Unrecognized token 'Unsupported': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    )
    expect(parserMessage('<html>')).toContain("Invalid JSON: Unexpected character ('<' (code 60))")
    expect(parserMessage('{"schemas":[')).toBe(
      'Invalid JSON: Unexpected end-of-input: expected close marker for Object',
    )
    expect(parserMessage('[1,')).toContain('close marker for Array')
    expect(parserMessage("{'a':1}\n")).toBe('Invalid JSON: Unexpected character')
  })

  it('has no detail where the error has none', () => {
    expect(toFailure(answered(500, '[1]')).detail).toBe('')
    expect(toFailure(answered(500, '{"detail":5}')).detail).toBe('')
    expect(toFailure({ kind: 'silence', exchange: 'x', reason: 'Read timed out' })).toEqual({
      reasonPhrase: 'Read timed out',
      detail: '',
    })
  })
})
