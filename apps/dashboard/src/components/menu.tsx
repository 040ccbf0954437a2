import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

const ITEM =
  'flex min-h-8 cursor-pointer items-center rounded-chip px-2 text-prose text-ink no-underline outline-none select-none data-[highlighted]:bg-hover aria-disabled:text-ink-3 max-sm:min-h-11'

interface MenuProps {
  /** Name of the button that opens it. */
  label: string
  icon: ReactNode
  children: ReactNode
}

/** A menu behind an icon. Not modal: the page keeps its styles and its scrollbar. */
export function Menu({ label, icon, children }: MenuProps): ReactElement {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={label}
        title={label}
        className="inline-flex size-8 flex-none items-center justify-center rounded-chip text-ink-2 hover:bg-hover hover:text-ink max-sm:size-10"
      >
        {icon}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          className="z-50 min-w-48 max-w-80 rounded-panel border border-line bg-raised p-1 text-body shadow-overlay"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** A line of a menu that does something. */
export function MenuAction({ onSelect, children }: { onSelect: () => void; children: ReactNode }): ReactElement {
  return (
    <DropdownMenu.Item className={ITEM} onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  )
}

/** A line of a menu that is a link. */
export function MenuLink({ children }: { children: ReactNode }): ReactElement {
  return (
    <DropdownMenu.Item asChild className={ITEM}>
      {children}
    </DropdownMenu.Item>
  )
}

/** A line of a menu that cannot be chosen, and why. */
export function MenuRefusal({ children, reason }: { children: ReactNode; reason: string }): ReactElement {
  return (
    <DropdownMenu.Item
      className={`${ITEM} flex-col items-start! py-1.5`}
      aria-disabled
      onSelect={(event) => event.preventDefault()}
    >
      <span className="text-ink-3">{children}</span>
      <span className="text-meta text-ink-2">{reason}</span>
    </DropdownMenu.Item>
  )
}
