const MAX_LENGTH = 254

/** Whether a text has the shape of an e-mail address: one `@`, something before it, a domain with a dot behind it, and no blanks. */
export function looksLikeEmail(text: string): boolean {
  if (text.length > MAX_LENGTH || /[\s\p{Cc}]/u.test(text)) return false
  const [local = '', domain = '', ...rest] = text.split('@')
  const labels = domain.split('.')
  return local !== '' && rest.length === 0 && labels.length > 1 && labels.every((label) => label !== '')
}
