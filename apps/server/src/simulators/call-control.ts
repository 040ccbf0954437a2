import type { SimulatorRegistration } from '@scimulator/admin-api'
import type { z } from 'zod'
import { ApiFailure } from '../http/api-error.ts'

const TIMEOUT_MS = 15_000

/** Posts to a simulator's control API. @throws ApiFailure with the simulator's own words where it gives some. */
export async function callControl<Schema extends z.ZodType>(
  { label, controlUrl, controlToken }: SimulatorRegistration,
  path: string,
  body: unknown,
  answer: Schema,
): Promise<z.infer<Schema>> {
  const response = await fetch(new URL(path, controlUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${controlToken}` },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new ApiFailure(502, 'simulatorUnreachable', `The ${label} simulator does not answer.`, { cause })
  })
  const text = (await response.text()).slice(0, 10_000)
  if (!response.ok) {
    const status = response.status >= 400 && response.status < 500 ? 400 : 502
    throw new ApiFailure(status, 'simulatorRefused', messageOf(text) ?? `The ${label} simulator refused.`)
  }
  const parsed = answer.safeParse(parseJson(text))
  if (!parsed.success) throw new ApiFailure(502, 'simulatorRefused', `The ${label} simulator gave another answer.`)
  return parsed.data
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
