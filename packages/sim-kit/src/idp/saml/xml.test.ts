import { expect, test } from 'vitest'
import { parse } from '../../testing/saml.ts'
import { element, escapeXml, inRow } from './xml.ts'

test('whatever stands in texts and attributes comes back from a parser', () => {
  const text = `<a> & "b" 'c' ]]> \t\n 陽葵 😀`
  const node = parse(
    element('x', { y: text, absent: undefined }, text, element('z', {}), undefined).xml,
  ).documentElement
  expect(node.getAttribute('y')).toBe(text)
  expect(node.hasAttribute('absent')).toBe(false)
  expect(node.textContent).toBe(text)
})

test('characters that XML cannot carry are left out', () => {
  expect(escapeXml('a\u0000b\u001bc\ud800d\uffffe\rf')).toBe('abcdef')
})

test('pieces of XML are not escaped again', () => {
  expect(element('a', {}, inRow([element('b', {}, '<'), element('c', {})])).xml).toBe('<a><b>&lt;</b><c/></a>')
})
