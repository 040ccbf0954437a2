import type { ReactElement } from 'react'
import { hueOf, monogramOf } from '../format/vendor.ts'

const HUES = ['bg-vendor-1', 'bg-vendor-2', 'bg-vendor-3', 'bg-vendor-4', 'bg-vendor-5'] as const
const EDGES = [
  'border-l-vendor-1',
  'border-l-vendor-2',
  'border-l-vendor-3',
  'border-l-vendor-4',
  'border-l-vendor-5',
] as const

/** Class of the 3 px edge of a vendor's lane. */
export function vendorEdge(vendor: string): string {
  return `border-l-[3px] ${EDGES[hueOf(vendor) - 1] ?? EDGES[0]}`
}

/** Monogram of a vendor; its name is read where it is not written beside. */
export function VendorMark({
  vendor,
  label,
  silent = false,
}: {
  vendor: string
  label: string
  silent?: boolean
}): ReactElement {
  const name = silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label }
  return (
    <span
      {...name}
      className={`inline-flex size-4 flex-none items-center justify-center rounded-[3px] text-[0.5625rem] leading-none font-semibold text-surface ${HUES[hueOf(vendor) - 1] ?? HUES[0]}`}
    >
      {monogramOf(label)}
    </span>
  )
}
