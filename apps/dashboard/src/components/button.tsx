import type { ButtonHTMLAttributes, ReactElement } from 'react'

const BASE =
  'inline-flex h-8 items-center justify-center gap-1.5 rounded-chip px-3 text-prose whitespace-nowrap max-sm:h-10 no-underline'
const KINDS = {
  primary: 'bg-accent text-on-accent font-medium hover:opacity-90',
  plain: 'border border-control bg-surface text-ink hover:bg-hover',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
} as const

/** Look of a button. */
export type ButtonKind = keyof typeof KINDS

/** Class of a link that looks like a button. */
export function buttonClass(kind: ButtonKind): string {
  return `${BASE} ${KINDS[kind]}`
}

/** A button; `kind` is its weight on the page. */
export function Button({
  kind = 'plain',
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: ButtonKind }): ReactElement {
  return <button type="button" {...rest} className={`${buttonClass(kind)} ${className}`} />
}

/** A square button with an icon; its label is its name and its hover text. */
export function IconButton({
  label,
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string }): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`inline-flex size-8 items-center justify-center rounded-chip text-ink-2 hover:bg-hover hover:text-ink max-sm:size-10 ${className}`}
    />
  )
}
