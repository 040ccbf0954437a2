/** Markup, as opposed to a text that is still to be escaped. */
export interface Markup {
  readonly html: string
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** A template of markup: what is filled in is escaped, unless it is markup itself. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (Markup | readonly Markup[] | string | number)[]
): Markup {
  return {
    html: parts.map((part, index) => part + (index < values.length ? render(values[index] ?? '') : '')).join(''),
  }
}

function render(value: Markup | readonly Markup[] | string | number): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => ESCAPES.get(character) ?? '')
  if (typeof value === 'number') return String(value)
  return 'html' in value ? value.html : value.map((markup) => markup.html).join('')
}

/** Nothing. */
export const nothing: Markup = { html: '' }
