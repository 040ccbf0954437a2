import { DOMParser } from '@xmldom/xmldom'

/** The document cannot be used: the message says why, in words that quote nothing from it. */
export class XmlRefusal extends Error {
  override readonly name = 'XmlRefusal'
}

// XML 1.0 §2.2: what is no Char.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/
const MAX_TAGS = 10_000
const MAX_DEPTH = 40

/** What a document may hold besides elements and text. */
export interface XmlRules {
  /** Comments, processing instructions and CDATA sections, which readers of a document may see differently. */
  readonly mayAnnotate: boolean
}

/**
 * Parses a document without DTD, of bounded size and depth. Whatever the parser would only warn of is refused as well.
 * @throws XmlRefusal
 */
export function parseXml(text: string, rules: XmlRules): Element {
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw new XmlRefusal('The document has a document type or an entity.')
  if (FORBIDDEN.test(text)) throw new XmlRefusal('The document has characters that XML does not allow.')
  if (countTags(text) > MAX_TAGS) throw new XmlRefusal('The document has too many elements.')
  const document = parse(text)
  const root = document.documentElement
  if (!root) throw new XmlRefusal('The document is not XML.')
  for (const node of walk(document)) assertPlain(node, document, rules)
  return root
}

function parse(text: string): Document {
  const refuse = (cause: unknown): never => {
    throw new XmlRefusal('The document is not well-formed XML.', { cause })
  }
  try {
    return new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(
      text,
      'text/xml',
    )
  } catch (cause) {
    return refuse(cause)
  }
}

function countTags(text: string): number {
  let count = 0
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) count += 1
  return count
}

/** Every node below one, in the order of the document. @throws XmlRefusal when they are nested too deep. */
export function* walk(top: Node): Generator<Node> {
  const open: { node: Node; depth: number }[] = [{ node: top, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next
    if (depth > MAX_DEPTH) throw new XmlRefusal('The document is nested too deep.')
    if (node !== top) yield node
    for (let child = node.lastChild; child !== null; child = child.previousSibling) {
      open.push({ node: child, depth: depth + 1 })
    }
  }
}

function assertPlain(node: Node, document: Document, { mayAnnotate }: XmlRules): void {
  if (isElement(node) || node.nodeType === TEXT) return
  const isDeclaration =
    node.nodeType === PROCESSING_INSTRUCTION && node.nodeName === 'xml' && node === document.firstChild
  const isAnnotation = [COMMENT, PROCESSING_INSTRUCTION, CDATA].includes(node.nodeType)
  if (isDeclaration || (mayAnnotate && isAnnotation)) return
  throw new XmlRefusal('The document has a comment, a processing instruction or a CDATA section.')
}

const TEXT = 3
const CDATA = 4
const PROCESSING_INSTRUCTION = 7
const COMMENT = 8

/** Whether a node is an element. */
export function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

/** Whether a node is text as it stands, and not a CDATA section. */
export function isText(node: Node): boolean {
  return node.nodeType === TEXT
}
