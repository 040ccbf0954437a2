/**
 * @see RFC 7644 §5 Preparation and Comparison of Internationalized Strings — https://www.rfc-editor.org/rfc/rfc7644#section-5
 * @see RFC 8265 §3.3 UsernameCaseMapped Profile — https://www.rfc-editor.org/rfc/rfc8265#section-3.3
 */

const PRINTABLE_ASCII = /^[ -~]*$/
const FULL_OR_HALF_WIDTH = /[\u3000\uff01-\uffee]+/g

/**
 * The key under which two strings of a case-insensitive attribute are the same: one rule for filter, sort and
 * uniqueness on every engine. Steps, in order:
 *
 * 1. NFC;
 * 2. full-width and half-width characters become their ordinary form (`Ａ` → `A`, `ｶﾞ` → `ガ`), other
 *    compatibility characters stay (`ﬁ` is not `fi`);
 * 3. Unicode lower case without locale (`İ` → `i̇`, `ß` and `ı` stay), and every final sigma `ς` becomes `σ`, so that
 *    the key of a part is a part of the key;
 * 4. NFC.
 *
 * Nothing is trimmed and no character is dropped: blanks and zero-width characters tell strings apart.
 */
export function compareKey(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFC')
    .replace(FULL_OR_HALF_WIDTH, (run) => run.normalize('NFKC'))
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFC')
}

/** `text` as a value of an attribute with this `caseExact` is compared. */
export function textKey(text: string, caseExact: boolean): string {
  return caseExact ? text : compareKey(text)
}

/**
 * Orders two keys by Unicode code point, which is also the byte order of their UTF-8 form: the order in which SQL
 * engines with a binary collation sort.
 */
export function compareKeys(left: string, right: string): number {
  if (left === right) return 0
  const end = Math.min(left.length, right.length)
  let at = 0
  while (at < end && left.charCodeAt(at) === right.charCodeAt(at)) at++
  if (at === end) return left.length - right.length
  return codePointRank(left.charCodeAt(at)) - codePointRank(right.charCodeAt(at))
}

// Surrogates stand for code points above U+FFFF, so they sort after U+E000..U+FFFF.
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
