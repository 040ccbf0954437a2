import type { IdentityProvider } from '../connections.ts'
import { createSaml, type ServiceProvider } from '../service-provider.ts'
import { XmlRefusal } from '../xml/parse-xml.ts'
import { type Assertion, readAssertion } from './read-assertion.ts'
import { type ParsedResponse, type ResponseEnvelope, readEnvelope } from './read-response.ts'
import { quote, SamlRefusal } from './saml-refusal.ts'

/** What a Response is held against. */
export interface Trust {
  readonly serviceProvider: ServiceProvider
  readonly identityProvider: IdentityProvider
  readonly allowSha1: boolean
  /** The request that this browser has under way, which the Response must answer. */
  readonly requestId: string
  readonly now: number
}

/**
 * Verifies a Response: its form, then its signatures by the library, then what the signed bytes say. Nothing is spent.
 * @throws SamlRefusal with the plain reason.
 */
export async function verifyResponse(parsed: ParsedResponse, samlResponse: string, trust: Trust): Promise<Assertion> {
  try {
    const envelope = readEnvelope(parsed, trust)
    assertEnvelope(envelope, trust)
    const signedXml = await verifySignatures(samlResponse, envelope, trust)
    const { serviceProvider, identityProvider, requestId, now } = trust
    return readAssertion(signedXml, {
      issuer: identityProvider.entityId,
      audience: serviceProvider.entityId,
      acsUrl: serviceProvider.acsUrl,
      requestId,
      now,
    })
  } catch (error) {
    if (error instanceof XmlRefusal) throw new SamlRefusal(error.message, { cause: error })
    throw error
  }
}

function assertEnvelope(envelope: ResponseEnvelope, { serviceProvider, identityProvider, requestId }: Trust): void {
  const { destination, issuer, inResponseTo } = envelope
  if (destination !== undefined && destination !== serviceProvider.acsUrl)
    throw new SamlRefusal(`The Response is for ${quote(destination)}, not for ${quote(serviceProvider.acsUrl)}.`)
  if (issuer !== undefined && issuer !== identityProvider.entityId)
    throw new SamlRefusal(`The Response is issued by ${quote(issuer)}, not by ${quote(identityProvider.entityId)}.`)
  if (inResponseTo !== requestId) throw new SamlRefusal('The Response answers another request.')
}

async function verifySignatures(samlResponse: string, envelope: ResponseEnvelope, trust: Trust): Promise<string> {
  const saml = createSaml({ ...trust, wantResponseSigned: envelope.isSigned })
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: samlResponse })
    const signedXml = profile?.getAssertionXml?.()
    if (signedXml === undefined) throw new Error('no assertion')
    return signedXml
  } catch (cause) {
    // The library's words may quote the message.
    const why = cause instanceof Error ? quote(cause.message) : 'for no known reason'
    throw new SamlRefusal(`The signature or the conditions of the Response do not hold: ${why}.`, { cause })
  }
}
