import type { SamlCertificate, SignOn } from '@scimulator/admin-api'
import { type ReactElement, useState } from 'react'
import { Button, buttonClass } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { CopyValue } from '../../../components/copy-value.tsx'
import { Status, type Tone } from '../../../components/status.tsx'
import { ListTime } from '../../../components/time.tsx'
import { cutMiddle, plural, visible } from '../../../format/text.ts'
import { commonName } from './common-name.ts'
import { RemoveSaml } from './remove-saml.tsx'
import { SamlForm } from './saml-form.tsx'

type Provider = NonNullable<SignOn['identityProvider']>

/** The identity provider that is set up, until when its certificates hold, and how to try it. */
export function IdentityProviderSection({
  team,
  provider,
  signOn,
}: {
  team: string
  provider: Provider
  signOn: SignOn
}): ReactElement {
  const [changing, setChanging] = useState(false)
  return (
    <section aria-labelledby="saml" className="flex flex-col gap-3">
      <h2 id="saml" className="text-section font-semibold">
        Single sign-on by SAML
      </h2>
      <dl className="panel grid gap-x-6 gap-y-2 p-4 sm:grid-cols-[10rem_1fr]">
        <dt className="text-ink-3">Identity provider</dt>
        <dd className="min-w-0">
          <CopyValue label="Copy entity id" value={visible(provider.entityId)} />
        </dd>
        <dt className="text-ink-3">Signs in at</dt>
        <dd className="min-w-0 font-mono text-code break-all">{visible(provider.ssoUrl)}</dd>
        <dt className="text-ink-3">Metadata</dt>
        <dd className="min-w-0 break-all">
          {provider.metadataUrl === null ? (
            'given as text'
          ) : (
            <span className="font-mono text-code">{visible(provider.metadataUrl)}</span>
          )}
        </dd>
        <dt className="text-ink-3">Set up</dt>
        <dd>
          <ListTime iso={provider.setUpAt} />
        </dd>
      </dl>
      <Certificates certificates={provider.certificates} />
      <div className="flex flex-wrap items-start gap-2">
        <a
          href={signOn.serviceProvider.signInUrl}
          target="_blank"
          rel="noreferrer"
          className={buttonClass('plain')}
          title="Opens the identity provider in a new tab"
        >
          Test sign-in
        </a>
        <Button aria-expanded={changing} onClick={() => setChanging(!changing)}>
          Change metadata
        </Button>
        <RemoveSaml team={team} />
      </div>
      <p className="text-meta text-ink-3">
        Test sign-in signs this browser in as the person you choose there, in place of whoever it is now.
      </p>
      {changing && <SamlForm team={team} onDone={() => setChanging(false)} />}
    </section>
  )
}

function Certificates({ certificates }: { certificates: readonly SamlCertificate[] }): ReactElement {
  return (
    <section aria-labelledby="certificates" className="flex flex-col gap-1">
      <h3 id="certificates" className="font-medium">
        {certificates.length === 1 ? 'Certificate' : 'Certificates'}
      </h3>
      <ul className="panel divide-y divide-line">
        {certificates.map((certificate) => (
          <li key={certificate.fingerprint} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
            <span className="min-w-0 flex-1">
              <Subject subject={certificate.subject} />
              <span className="flex items-center gap-1 font-mono text-code text-ink-3">
                <span title={certificate.fingerprint}>{cutMiddle(certificate.fingerprint, 24)}</span>
                <CopyButton label="Copy fingerprint" value={() => certificate.fingerprint} />
              </span>
            </span>
            <Status {...lifeOf(certificate)} />
          </li>
        ))}
      </ul>
      {certificates.length > 1 && (
        <p className="text-meta text-ink-3">Either may sign: the identity provider is changing its key.</p>
      )}
    </section>
  )
}

/** Whom a certificate is of: the name that tells it from others, then all that it says. */
function Subject({ subject }: { subject: string }): ReactElement {
  const name = commonName(subject)
  return (
    <>
      {name !== null && <span className="block font-medium break-words">{visible(name)}</span>}
      <span className="block break-words text-ink-2">{visible(subject) || 'no subject'}</span>
    </>
  )
}

/** How long a certificate still holds, and whether that is a reason to act. */
function lifeOf({ daysLeft, notBefore }: SamlCertificate): { tone: Tone; word: string } {
  if (daysLeft < 0) return { tone: 'fail', word: `over for ${plural(-daysLeft, 'day')}` }
  if (Date.parse(notBefore) > Date.now()) return { tone: 'wait', word: 'not valid yet' }
  return { tone: daysLeft <= 30 ? 'warn' : 'pass', word: `${plural(daysLeft, 'day')} left` }
}
