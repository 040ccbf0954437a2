import type { SetSaml } from '@scimulator/admin-api'
import { cleanUrl } from '../../../format/clean-url.ts'

const MOST_SIGNS = 512_000

/** What the form holds. */
export interface MetadataForm {
  by: 'url' | 'text'
  url: string
  text: string
}

/** What is wrong with the form; null when it can be sent. */
export function problemOf({ by, url, text }: MetadataForm): string | null {
  if (by === 'url') return /^https?:\/\/./i.test(cleanUrl(url).url) ? null : 'Write a complete address, with https://.'
  if (text.trim() === '') return 'Choose a file, or paste the metadata.'
  if (text.length > MOST_SIGNS) return 'This is too long for metadata: 512,000 signs are the most.'
  return text.includes('<') ? null : 'Metadata is XML; this is not.'
}

/** What the form asks for. */
export function orderOf({ by, url, text }: MetadataForm): SetSaml {
  return by === 'url' ? { metadataUrl: cleanUrl(url).url } : { metadata: text }
}
