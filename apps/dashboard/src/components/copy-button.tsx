import { Check, Copy } from 'lucide-react'
import { type ReactElement, useEffect, useState } from 'react'
import { announce } from './announcer.tsx'
import { buttonClass } from './button.tsx'

const SHOWN_MS = 1500

/** Copies a value; `label` says what (`Copy path`), `wide` writes it out. */
export function CopyButton({
  label,
  value,
  wide = false,
}: {
  label: string
  value: () => string
  wide?: boolean
}): ReactElement {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = (): void => {
    copyText(value()).then(
      () => {
        setState('copied')
        announce('Copied')
      },
      () => {
        setState('failed')
        announce('This browser did not let the page copy.')
      },
    )
  }
  const Icon = state === 'copied' ? Check : Copy
  const look = wide
    ? buttonClass('plain')
    : 'inline-flex size-6 flex-none items-center justify-center rounded-chip text-ink-3 hover:bg-hover hover:text-ink max-sm:size-9'
  return (
    <button type="button" className={look} onClick={copy} aria-label={wide ? undefined : label} title={label}>
      <Icon size={wide ? 16 : 14} strokeWidth={1.5} aria-hidden />
      {wide && <span>{state === 'copied' ? 'Copied' : state === 'failed' ? 'Not copied' : label}</span>}
    </button>
  )
}

async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}
