/** A value from the wire as it may stand in an error's detail: JSON, on one line, at most 80 characters. */
export function quote(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? summary(value) : (JSON.stringify(value) ?? 'nothing')
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}

// An object or an array is named by its kind: its content may be large, deep or secret.
function summary(value: object): string {
  return Array.isArray(value) ? 'an array' : 'an object'
}
