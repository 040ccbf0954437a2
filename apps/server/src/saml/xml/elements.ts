import { isElement, isText, XmlRefusal } from './parse-xml.ts'

/** The elements right below one. */
export function elementsOf(parent: Element): Element[] {
  const found: Element[] = []
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) if (isElement(child)) found.push(child)
  return found
}

/** The elements right below one that have this name. */
export function childrenOf(parent: Element, namespace: string, name: string): Element[] {
  return elementsOf(parent).filter((child) => isNamed(child, namespace, name))
}

/** The element right below one that has this name; undefined when there is none. @throws XmlRefusal when there are several. */
export function childOf(parent: Element, namespace: string, name: string): Element | undefined {
  const [first, second] = childrenOf(parent, namespace, name)
  if (second !== undefined) throw new XmlRefusal(`The ${parent.localName} has more than one ${name}.`)
  return first
}

/** The one element right below another that has this name. @throws XmlRefusal */
export function onlyChild(parent: Element, namespace: string, name: string): Element {
  const child = childOf(parent, namespace, name)
  if (child === undefined) throw new XmlRefusal(`The ${parent.localName} has no ${name}.`)
  return child
}

/** Whether an element has this name. */
export function isNamed(element: Element, namespace: string, name: string): boolean {
  return element.namespaceURI === namespace && element.localName === name
}

/** The text of an element that holds one piece of text and nothing else. @throws XmlRefusal */
export function textOf(element: Element): string {
  const { firstChild } = element
  if (firstChild === null || firstChild.nextSibling !== null || !isText(firstChild))
    throw new XmlRefusal(`The ${element.localName} holds something other than one text.`)
  return firstChild.nodeValue ?? ''
}

/** An attribute without namespace; undefined when it is not there. */
export function attributeOf(element: Element, name: string): string | undefined {
  return element.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/

/** An attribute with an instant, in milliseconds since the epoch; undefined when it is not there. @throws XmlRefusal when it is no instant in UTC. */
export function instantOf(element: Element, name: string): number | undefined {
  const text = attributeOf(element, name)
  if (text === undefined) return undefined
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(instant)) throw new XmlRefusal(`The ${name} of the ${element.localName} is no instant in UTC.`)
  return instant
}
