import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type ScimRequest, send } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { QuirkId } from '../evidence/quirks.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { ownText } from '../own-json.ts'

/** A request in the terms of this simulator. */
export interface Call {
  readonly shape: ShapeId | 'get-users'
  readonly method: ScimRequest['method']
  readonly path: string
  readonly body?: JsonObject
  readonly quirks?: readonly QuirkId[]
}

/** Sends a request; every one lacks User-Agent and Accept unless Custom Headers add them. */
export function* call(app: OneLoginApp, { quirks = [], ...request }: Call): Behaviour<Answer> {
  const off = PATH_SWITCHES.filter(({ isOff }) => isOff(app))
  const path = off.reduce((changed, { without }) => without(changed), request.path)
  const carried = quirks.filter((quirk) => !off.some((entry) => entry.quirk === quirk))
  const answer = yield* send({ ...request, path, quirks: [...app.setup.headerQuirks, ...carried] })
  noteAccess(app, answer)
  return answer
}

function noteAccess({ shown }: OneLoginApp, answer: Answer): void {
  if (answer.kind === 'silence') return
  const { status, exchange } = answer
  if (status === 401 || status === 403) {
    if (!shown.open) shown.shut.add(exchange)
  } else if (status < 300 || (status >= 400 && status < 500)) shown.open = true
}

interface PathSwitch {
  readonly quirk: QuirkId
  readonly isOff: (app: OneLoginApp) => boolean
  /** The path as it is without the quirk. */
  readonly without: (path: string) => string
}

/** Quirks of the request target that a knob turns off. */
const PATH_SWITCHES: readonly PathSwitch[] = [
  {
    quirk: 'dangling-ampersand',
    isOff: (app) => app.knob('dangling-ampersand') === 'off',
    without: (path) => (path.endsWith('&') ? path.slice(0, -1) : path),
  },
  {
    quirk: 'dangling-question-mark',
    isOff: (app) => app.knob('dangling-question-mark') === 'off',
    without: (path) => (path.endsWith('?') ? path.slice(0, -1) : path),
  },
  {
    quirk: 'form-encoded-filter',
    isOff: (app) => app.knob('filter-encoding') === 'percent',
    without: (path) => path.replaceAll('+', '%20'),
  },
]

/** Whether the server took the request. */
export function isSuccess(answer: Answer): boolean {
  return answer.kind === 'response' && answer.status >= 200 && answer.status < 300
}

/** Status of an answer; 0 for silence. */
export function statusOf(answer: Answer): number {
  return answer.kind === 'response' ? answer.status : 0
}

/** Whether the server refused because a value is taken: 409, or 400 with that scimType as some servers say it. */
export function isConflict(answer: Answer): boolean {
  if (answer.kind === 'silence') return false
  if (answer.status === 409) return true
  return answer.status === 400 && isJsonObject(answer.json) && ownText(answer.json, 'scimType') === 'uniqueness'
}
