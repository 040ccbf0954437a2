import { Diamond, type LucideIcon, Wrench } from 'lucide-react'
import { Popover } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

const KINDS = {
  quirk: { icon: Diamond, look: 'bg-quirk-bg text-quirk', name: 'Quirk' },
  tolerance: { icon: Wrench, look: 'bg-tol-bg text-tol', name: 'Tolerance' },
} as const satisfies Record<string, { icon: LucideIcon; look: string; name: string }>

/** A mark on an exchange; press it for what it means. */
export function MarkChip({
  kind,
  text,
  children,
}: {
  kind: keyof typeof KINDS
  text: string
  children: ReactNode
}): ReactElement {
  const { icon: Icon, look, name } = KINDS[kind]
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`inline-flex min-h-6 max-w-full items-center gap-1 rounded-chip px-1.5 py-0.5 text-left text-meta hover:underline ${look}`}
      >
        <Icon size={12} strokeWidth={2} aria-hidden />
        <span className="sr-only">{name}: </span>
        <span className="min-w-0 break-words">{text}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={4}
          collisionPadding={16}
          aria-label={`${name} ${text}`}
          className="z-50 flex max-w-80 flex-col gap-2 rounded-panel border border-line bg-raised p-3 text-body shadow-overlay"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
