import { describe, expect, test } from 'vitest'
import { aContext, aDirectory, aPerson } from '../test/context.ts'
import { OneLoginApp } from './app/app.ts'
import { type MacroValues, parseTemplate, type RenderOptions, renderObject } from './template.ts'

const renderTemplate = (template: string, values: MacroValues, options?: RenderOptions) =>
  renderObject(parseTemplate(template), values, options)

const values = (user: Record<string, string>, parameters: Record<string, string> = {}) => ({
  user: new Map(Object.entries(user)),
  parameters: new Map(Object.entries(parameters)),
})

describe('SCIM JSON Template', () => {
  test('macros are replaced inside plain text, in the order of the keys', () => {
    const body = renderTemplate(
      '{"b":"{$user.firstname} {$user.lastname}!","a":[{"x":"{$parameters.title}"}],"n":null}',
      {
        ...values({ firstname: 'Ann', lastname: 'Lee' }, { title: 'Boss' }),
      },
    )
    expect(JSON.stringify(body)).toBe('{"b":"Ann Lee!","a":[{"x":"Boss"}],"n":null}')
  })

  test('a macro without a value yields "", and what stands around it stays', () => {
    const template = '{"displayName":"{$user.manager_firstname} {$user.manager_lastname}","x":"{$user.unheard_of}"}'
    expect(renderTemplate(template, values({}))).toEqual({ displayName: ' ', x: '' })
    expect(renderTemplate('{"n":"{$user.firstname} {$user.lastname}"}', values({ firstname: 'Ann' }))).toEqual({
      n: 'Ann ',
    })
  })

  test('nothing is trimmed, and values cannot break out of the JSON', () => {
    const body = renderTemplate('{"n":"{$user.lastname}"}', values({ lastname: ' "},{"x\\' }))
    expect(JSON.stringify(body)).toBe('{"n":" \\"},{\\"x\\\\"}')
  })

  test('a value that looks like a macro is not rendered again', () => {
    const user = { lastname: '{$user.email}', email: 'e' }
    expect(renderTemplate('{"n":"{$user.lastname}"}', values(user))).toEqual({ n: '{$user.email}' })
  })

  test('skip-if-blank leaves a lone parameter out, but no other blank', () => {
    const template = '{"t":"{$parameters.title}","d":"{$parameters.title} ","f":"{$user.firstname}"}'
    expect(renderTemplate(template, values({}), { skipIfBlank: () => true })).toEqual({ d: ' ', f: '' })
  })

  test('a template that is no object is refused', () => {
    expect(() => renderTemplate('[]', values({}))).toThrow(SyntaxError)
    expect(() => renderTemplate('{', values({}))).toThrow(SyntaxError)
  })
})

describe('v2 Enterprise template', () => {
  const boss = aPerson({ id: 'bo', givenName: 'Bo', familyName: 'Ek' })

  test('gives the body with the foreign urns, the manager and active at the end', () => {
    const ann = aPerson({ manager: 'bo' })
    const body = new OneLoginApp(aContext(aDirectory(ann, boss))).renderUser(ann, true)
    expect(JSON.stringify(body)).toBe(
      '{"schemas":["urn:scim:schemas:core:2.0","urn:scim:schemas:extension:enterprise:2.0"],' +
        '"userName":"ann@acme.test","name":{"familyName":"Lee","givenName":"Ann","formatted":"Ann Lee"},' +
        '"emails":[{"value":"ann@acme.test","type":"work","primary":true}],"title":"Engineer",' +
        '"urn:scim:schemas:extension:enterprise:2.0":{"department":"R&D",' +
        '"manager":{"managerId":"bo","displayName":"Bo Ek"}},"active":true}',
    )
  })

  test('gives "" for what a person does not have, and " " for the name of no manager', () => {
    const { title: _t, department: _d, ...bare } = aPerson()
    const body = new OneLoginApp(aContext(aDirectory(bare))).renderUser(bare, false)
    expect(body).toMatchObject({
      title: '',
      'urn:scim:schemas:extension:enterprise:2.0': { department: '', manager: { managerId: '', displayName: ' ' } },
      active: false,
    })
  })

  test('the knobs scimusername-source, active-form and skip-if-blank change the body', () => {
    const ann = aPerson({ userName: 'ann', title: '' })
    const knobs = { 'scimusername-source': 'Email', 'active-form': 'string', 'skip-if-blank': 'on' }
    const body = new OneLoginApp(aContext(aDirectory(ann), knobs)).renderUser(ann, true)
    expect(body).toMatchObject({ userName: 'ann@acme.test', active: 'true' })
    expect(body).not.toHaveProperty('title')
  })
})
