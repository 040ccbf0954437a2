/**
 * @see RFC 7643 §2.3.5 DateTime — https://www.rfc-editor.org/rfc/rfc7643#section-2.3.5
 */

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,100})?(?:Z|([+-])(\d\d):(\d\d))?$/

/**
 * The instant of an xsd:dateTime in milliseconds since the epoch, with the fraction below a millisecond kept, or
 * undefined if the text is none. Choices: years 0001 to 9999; a time without zone is UTC; `24:00:00` is the end of the
 * day; no leap seconds; at most 100 digits of fraction.
 */
export function parseDateTime(text: string): number | undefined {
  const match = DATE_TIME.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const fraction = Number(`0${match[7] ?? ''}`)
  const offset = parseOffset(match[8], match[9], match[10])
  if (offset === undefined || year === 0 || minute > 59 || second > 59) return undefined
  if (hour > 23 && (hour > 24 || minute + second + fraction > 0)) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return date.getTime() + ((hour * 60 + minute - offset) * 60 + second + fraction) * 1000
}

function parseOffset(sign?: string, hours?: string, minutes?: string): number | undefined {
  if (sign === undefined) return 0
  const total = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || total > 14 * 60) return undefined
  return sign === '-' ? -total : total
}
