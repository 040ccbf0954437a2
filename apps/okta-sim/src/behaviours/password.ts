import type { Person } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'

const PASSWORD_LENGTH = 8
const PASSWORD_ALPHABET = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%^&*'

/** A password of the length Okta was seen to send. */
export function drawPassword(app: OktaApp, person: Person, purpose = ''): string {
  const draw = purpose === '' ? `password ${person.id}` : `password ${person.id} ${purpose}`
  return app.context.random(draw).text(PASSWORD_LENGTH, PASSWORD_ALPHABET)
}
