/**
 * @see RFC 9865 §2 Query Parameters and Response Attributes, §5 Security Considerations — https://www.rfc-editor.org/rfc/rfc9865#section-5
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { expiredCursor, invalidCount, invalidCursor, type ListQuery } from '@scimulator/scim-core'
import type { Position } from '@scimulator/scim-store'

/** What a cursor holds for and nothing else. */
export interface CursorScope {
  readonly tenant: string
  readonly resourceType: string
  readonly query: ListQuery
}

/** Makes cursors of positions and positions of cursors. Nothing is kept: the cursor is all there is. */
export interface Cursors {
  /** The cursor of what follows a position. */
  seal(position: Position, scope: CursorScope): string
  /**
   * Where the page begins that the query's cursor asks for; null for the first.
   * @throws ScimError `invalidCursor`, the same for one that is forged and one of somebody else; `expiredCursor`; `invalidCount`.
   */
  open(cursor: string, scope: CursorScope): Position | null
}

/** What is in a cursor: when it ends, the size of its pages, and where it stands. */
type Content = readonly [expires: number, count: number, key: Position['key'], row: number]

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const MAX_LENGTH = 131_072

/**
 * Cursors under one key, each good for `seconds`. They are encrypted and authenticated together with the tenant, the
 * resource type, filter and order of the query, so that a cursor serves the very list it came from and tells nothing.
 */
export function createCursors(secret: string | Uint8Array, seconds: number, now: () => number): Cursors {
  const key = createHmac('sha256', secret).update('scim cursor').digest()
  return {
    seal({ key: sortKey, row }, scope) {
      const content: Content = [now() + seconds * 1000, scope.query.count, sortKey, row]
      return encrypt(key, JSON.stringify(content), bindingOf(scope))
    },
    open(cursor, scope) {
      if (cursor === '') return null
      const text = decrypt(key, cursor, bindingOf(scope))
      if (text === undefined) throw invalidCursor('The cursor does not belong to this list; begin with an empty one.')
      // The text is authentic, so it is what `seal` made of a Content.
      const [expires, count, sortKey, row] = JSON.parse(text) as Content
      if (now() > expires) throw expiredCursor('The cursor has expired; begin with an empty one.')
      if (count !== scope.query.count)
        throw invalidCount(`The count is not that of the first page, which was ${count}.`)
      return { key: sortKey, row }
    },
  }
}

// CHOICE (RFC 9865 §2): what decides which resources come, and in which order, must stay; what is shown of them may change.
function bindingOf({ tenant, resourceType, query }: CursorScope): Buffer {
  const { filter = null, sortBy = null, sortOrder } = query
  return Buffer.from(JSON.stringify([tenant, resourceType, filter, sortBy, sortBy === null ? null : sortOrder]))
}

function encrypt(key: Buffer, text: string, binding: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(binding)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function decrypt(key: Buffer, cursor: string, binding: Buffer): string | undefined {
  if (cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) return undefined
  const bytes = Buffer.from(cursor, 'base64url')
  // One text for one cursor: base64 would let the last character vary.
  if (bytes.length <= NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== cursor) return undefined
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(binding)
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
