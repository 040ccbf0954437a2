import { type SamlApp, type SamlAppRequest, type SimulatorRegistration, samlAppSchema } from '@scimulator/admin-api'
import { callControl } from './call-control.ts'

/** Has a simulator set a SAML app up for a team. @throws ApiFailure with the simulator's own words where it gives some. */
export async function askForSamlApp(simulator: SimulatorRegistration, request: SamlAppRequest): Promise<SamlApp> {
  return callControl(simulator, '/_sim/sso', request, samlAppSchema)
}
