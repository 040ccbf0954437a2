import { type OpenedRun, openedRunSchema, type RunRequest, type SimulatorRegistration } from '@scimulator/admin-api'
import { ApiFailure } from '../http/api-error.ts'

const TIMEOUT_MS = 15_000

/** Orders a run from a simulator's control API. @throws ApiFailure with the simulator's own words where it gives some. */
export async function orderRun(simulator: SimulatorRegistration, request: RunRequest): Promise<OpenedRun> {
  const response = await fetch(new URL('/_sim/run', simulator.controlUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${simulator.controlToken}` },
    body: JSON.stringify(request),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new ApiFailure(502, 'simulatorUnreachable', `The ${simulator.label} simulator does not answer.`, { cause })
  })
  const text = (await response.text()).slice(0, 10_000)
  if (!response.ok) {
    const status = response.status >= 400 && response.status < 500 ? 400 : 502
    throw new ApiFailure(
      status,
      'simulatorRefused',
      messageOf(text) ?? `The ${simulator.label} simulator refused the run.`,
    )
  }
  const opened = openedRunSchema.safeParse(parseJson(text))
  if (!opened.success) throw new ApiFailure(502, 'simulatorRefused', `The ${simulator.label} simulator gave no run.`)
  return opened.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function messageOf(text: string): string | undefined {
  const json = parseJson(text)
  if (typeof json !== 'object' || json === null || !('error' in json)) return undefined
  const { error } = json
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined
  return typeof error.message === 'string' ? error.message.slice(0, 500) : undefined
}
