/** Number of vendor hues the style sheet has. */
export const VENDOR_HUES = 5

/** Two letters that stand for a vendor: its capitals, else the start of its name. */
export function monogramOf(label: string): string {
  const words = label.split(/\s+/).filter((word) => word !== '')
  const first = words[0] ?? '?'
  if (words.length > 1)
    return words
      .map((word) => word.charAt(0))
      .join('')
      .slice(0, 2)
      .toUpperCase()
  const capitals = first.replaceAll(/[^\p{Lu}]/gu, '')
  return capitals.length > 1 ? capitals.slice(0, 2) : first.slice(0, 2)
}

/** A steady hue for a vendor's machine id, 1 to {@link VENDOR_HUES}. */
export function hueOf(vendor: string): number {
  let hash = 0
  for (const sign of vendor) hash = (hash * 243 + (sign.codePointAt(0) ?? 0)) % 9973
  return (hash % VENDOR_HUES) + 1
}
