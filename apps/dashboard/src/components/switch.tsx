import type { ReactElement } from 'react'

interface SwitchProps {
  /** Id of the text that names it. */
  labelledBy: string
  describedBy?: string | undefined
  on: boolean
  /** Off limits, and said so elsewhere; it stays in the tab order. */
  disabled?: boolean
  busy?: boolean
  onChange: (on: boolean) => void
}

/** A switch that takes effect at once; its state is a word too. */
export function Switch({ labelledBy, describedBy, on, disabled, busy, onChange }: SwitchProps): ReactElement {
  const idle = disabled || busy
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-disabled={idle}
      onClick={() => !idle && onChange(!on)}
      className={`inline-flex h-8 flex-none items-center gap-2 rounded-chip px-1 max-sm:h-11 ${disabled ? 'opacity-60' : ''}`}
    >
      <span
        aria-hidden
        className={`flex h-5 w-9 items-center rounded-full border p-0.5 ${on ? 'justify-end border-accent bg-accent' : 'border-control bg-surface'}`}
      >
        <span className={`size-3.5 rounded-full ${on ? 'bg-on-accent' : 'bg-control'}`} />
      </span>
      <span className="w-6 text-left text-prose">{on ? 'On' : 'Off'}</span>
    </button>
  )
}
