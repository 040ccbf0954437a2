import { Search } from 'lucide-react'
import { type ReactElement, useEffect, useRef, useState } from 'react'

const PAUSE_MS = 200

interface SearchBoxProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** A filter box: what is typed counts after a short pause. */
export function SearchBox({ label, value, onChange }: SearchBoxProps): ReactElement {
  const [text, setText] = useState(value)
  const latest = useRef(onChange)
  latest.current = onChange
  const told = useRef(value)
  useEffect(() => {
    // Our own words come back through the address: by then more may have been typed.
    if (value !== told.current) setText(value)
    told.current = value
  }, [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => {
      told.current = text
      latest.current(text)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, value])
  return (
    <div className="relative min-w-40 flex-1 sm:max-w-72">
      <Search
        size={16}
        strokeWidth={1.5}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto text-ink-3"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        className="control w-full pl-8!"
      />
    </div>
  )
}
