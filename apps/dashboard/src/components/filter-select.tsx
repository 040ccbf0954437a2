import type { ReactElement } from 'react'

interface FilterSelectProps {
  label: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

/** A filter with a short list of values; `any` takes it away. */
export function FilterSelect({ label, value, options, onChange }: FilterSelectProps): ReactElement {
  const unknown = value !== undefined && !options.some((option) => option.value === value)
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
      className={`control w-44 max-sm:min-w-36 max-sm:flex-1 ${value === undefined ? 'text-ink-2!' : 'bg-selected! font-medium'}`}
    >
      <option value="">{label}: any</option>
      {unknown && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
