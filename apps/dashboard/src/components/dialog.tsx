import { X } from 'lucide-react'
import { type ReactElement, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './button.tsx'

/** A modal dialog on the browser's own element: it traps focus, closes with Esc and gives focus back by itself. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}): ReactElement {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // A layout effect is undone while the element is still on the page: only then does closing give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(34rem,calc(100vw-2rem))] overflow-auto rounded-dialog border border-line bg-raised p-0 text-ink shadow-overlay"
    >
      <h2 id={titleId} className="border-b border-line py-3 pr-14 pl-5 text-section font-semibold">
        {title}
      </h2>
      {children}
      {/* Last in order, so that the first field gets the focus. */}
      <IconButton label="Close" onClick={onClose} className="absolute top-2 right-2">
        <X size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
    </dialog>
  )
}
