/**
 * @see RFC 7643 §2.4 Multi-Valued Attributes, §4.1 "User" Resource Schema — https://www.rfc-editor.org/rfc/rfc7643#section-4.1
 */
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { put } from './replace-support.ts'
import { each, ensureSame, ensureSet, ensureUnassigned, mail, matchesIn, objects, part } from './support.ts'

/** A certificate that nobody has the key of. */
const CERTIFICATE =
  'MIIBCDCBsAIBATAKBggqhkjOPQQDAjAQMQ4wDAYDVQQDDAVjaGVjazAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFow' +
  'EDEOMAwGA1UEAwwFY2hlY2swWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASNHqWQjujn0US+mXBKDIPTA/1TCUXpMhGKRUag7bNd' +
  'Zgqpp+7uDRxkduivqYRxom9IK3neROKlkvtp8SG0oEntMAoGCCqGSM49BAMCA0cAMEQCIF/b+CpE0uaP3WKHeK0K3qnuFx1cQKVL' +
  'PuRSRnWxMN1NAiBLdkwzmGNCTCkB5x9RvH7lVBQ/pjWksca/iOGkKgJJvg=='
const PEM = `-----BEGIN CERTIFICATE-----\n${CERTIFICATE}\n-----END CERTIFICATE-----`
const PREDEFINED = new Map([
  ['type', 'string'],
  ['primary', 'boolean'],
  ['display', 'string'],
  ['$ref', 'reference'],
])

/** What the values of a User mean. */
export const USER_VALUE_CHECKS: readonly Check[] = defineChecks('RFC 7643 §4.1.2', [
  {
    id: 'S-027',
    section: 'RFC 7643 §2.4',
    level: 'MUST',
    title: 'type, primary, display and $ref of list elements have their predefined meaning',
    advice: 'Make type and display strings, primary a boolean and $ref a reference, and keep what is sent.',
    damage: 2,
    requires: needs('user.emails'),
    async run(context) {
      for (const schema of context.discovery.schemas ?? []) lintPredefined(objects(schema.attributes))
      const email = { value: mail(context.name()), type: 'home', display: 'At home', primary: true }
      const [kept] = objects((await context.readUser(await context.user({ emails: [email] }))).emails)
      for (const name of ['type', 'primary'] as const) {
        if (isDeclared(context, 'emails', name)) ensureSame(part(kept, name), email[name], `${name} of an email`)
      }
      // RFC 7643 §4.1.2: the server may show its canonical form of the address as display.
      const display = part(kept, 'display')
      ensure(['undefined', 'string'].includes(typeof display), `display of an email is ${show(display)}.`)
    },
  },
  {
    id: 'S-029',
    section: 'RFC 7643 §2.5',
    level: 'MAY',
    title: 'what has no value may be left out',
    advice: 'Leave it out: strict clients stumble over null.',
    damage: 1,
    requires: needs('user.title'),
    async run(context) {
      const { title } = await context.readUser(await context.user())
      context.note(title === undefined ? 'Left out.' : `Shown as ${show(title)}.`)
    },
  },
  {
    id: 'S-030',
    section: 'RFC 7644 §3.4.2.2',
    level: 'CHOICE',
    title: 'an empty string is a value, but not one that pr finds',
    advice: 'Take "" for not present in pr, everywhere alike.',
    damage: 1,
    requires: needs('filter', 'user.title'),
    async run(context) {
      const answer = await context.client.post(context.users, context.userBody({ title: '' }))
      if (answer.status !== 201) return context.note(`An empty string is refused (${answer.status}).`)
      const { title } = await context.readUser(answer.resource)
      const found = matchesIn(await context.find(`userName eq "${String(answer.body.userName)}" and title pr`))
      context.note(
        `It comes out as ${show(title ?? null)}, and pr ${found.length === 0 ? 'does not find' : 'finds'} it.`,
      )
    },
  },
  {
    id: 'S-066',
    level: 'SHOULD',
    title: 'email addresses are compared without regard to the case of the domain, and the local part is kept',
    advice: 'Fold the domain only.',
    damage: 3,
    requires: needs('filter', 'user.emails'),
    async run(context) {
      const local = `MiXed.${context.name()}`
      const user = await context.user({ emails: [{ value: `${local}@EXAMPLE.com`, type: 'work' }] })
      const [value] = each((await context.readUser(user)).emails)
      ensure(String(value).startsWith(`${local}@`), `The local part of ${show(value)} was ${local}.`)
      const found = matchesIn(await context.find(`emails.value eq "${local}@example.com"`))
      ensureSet(found, [user.id], 'The matches of the address with its domain in lower case')
    },
  },
  {
    id: 'S-067',
    level: 'MUST',
    title: 'the country of an address is a code of two letters',
    advice: 'Keep ISO 3166-1 alpha-2 codes as they are.',
    damage: 2,
    requires: needs('user.addresses'),
    async run(context) {
      const made = await context.client.post(context.users, withCountry(context, 'SE'))
      const [country] = each((await context.readUser(made.expect(201).resource)).addresses, 'country')
      ensure(String(country).toUpperCase() === 'SE', `The country SE comes out as ${show(country ?? null)}.`)
      const { status } = await context.client.post(context.users, withCountry(context, 'USA'))
      context.note(`USA, of which the RFC’s own example makes use, is ${status === 201 ? 'taken' : 'refused'}.`)
    },
  },
  {
    id: 'S-068',
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'locale is a language tag, preferredLanguage an Accept-Language, timezone a name of the tz database',
    advice: 'Take what the RFC’s own forms allow.',
    damage: 3,
    requires: needs('user.locale', 'user.preferredLanguage', 'user.timezone'),
    async run(context) {
      const given = {
        locale: 'en-US',
        preferredLanguage: 'da, en-gb;q=0.8, en;q=0.7',
        timezone: 'America/Los_Angeles',
      }
      const answer = await context.client.post(context.users, context.userBody(given))
      const kept = await context.readUser(answer.expect(201).resource)
      for (const [name, value] of Object.entries(given)) {
        const isKept = canonical(kept[name]) === canonical(value)
        ensure(isKept, `${name} is ${show(kept[name] ?? null)} instead of ${show(value)}.`)
      }
      const { status } = await context.client.post(context.users, context.userBody({ locale: 'en_US' }))
      context.note(`The locale en_US is ${status === 201 ? 'taken' : 'refused'}.`)
    },
  },
  {
    id: 'S-069',
    level: 'MUST',
    title: 'each certificate is one DER certificate in base64, not PEM and no chain',
    advice: 'Refuse other values with 400 invalidValue.',
    damage: 2,
    requires: needs('user.x509Certificates'),
    async run(context) {
      const body = (value: string) => context.userBody({ x509Certificates: [{ value }] })
      const user = (await context.client.post(context.users, body(CERTIFICATE))).expect(201).resource
      ensureSet(each((await context.readUser(user)).x509Certificates), [CERTIFICATE], 'The certificates')
      for (const value of [PEM, `${CERTIFICATE},${CERTIFICATE}`]) {
        ;(await context.client.post(context.users, body(value))).refused(400, ['invalidValue', 'invalidSyntax'])
      }
    },
  },
  {
    id: 'S-071',
    section: 'RFC 7643 §8.7.1',
    level: 'CHOICE',
    title: 'an address may be primary',
    advice: 'Take it: the RFC’s examples do, though its schema leaves it out.',
    damage: 1,
    requires: needs('user.addresses'),
    async run(context) {
      const addresses = [{ type: 'work', locality: 'A', primary: true }]
      const answer = await context.client.post(context.users, context.userBody({ addresses }))
      if (answer.status !== 201) return context.note(`Refused (${answer.status}).`)
      context.note(each(answer.body.addresses, 'primary')[0] === true ? 'Kept.' : 'Ignored.')
    },
  },
  {
    id: 'R-011',
    section: 'RFC 7643 §2.5',
    level: 'MUST',
    title: 'what was cleared has no value any more, on a GET and in a list',
    advice: 'Drop caches with every write.',
    damage: 4,
    requires: needs('user.title'),
    async run(context) {
      const user = await context.user({ title: 'Old' })
      const cleared = await put(context, user, { title: null })
      // Where null is refused, which is a row of its own, a title that is left out may be cleared.
      if (cleared.status >= 400) {
        ;(await put(context, user)).expect(200, 204)
        if ((await context.readUser(user)).title === 'Old') throw new CheckSkip('a PUT clears no title')
      } else cleared.expect(200, 204)
      ensureUnassigned((await context.readUser(user)).title, 'title, cleared by PUT, on a GET')
      if (context.discovery.features.filter !== undefined) return
      const [item] = (await context.find(`userName eq "${String(user.userName)}"`, { attributes: 'title' })).items
      ensureUnassigned(item?.title, 'title, cleared by PUT, in a list')
    },
  },
  clash(),
  {
    id: 'C-008',
    section: 'RFC 7644 §3.3',
    level: 'MAY',
    title: 'null in a POST overrides a default',
    advice: 'Take null for a wish to have no value.',
    damage: 1,
    requires: needs('user.active'),
    async run(context) {
      const answer = await context.client.post(context.users, context.userBody({ active: null }))
      if (answer.status !== 201) return context.note(`Refused (${answer.status}).`)
      context.note(`active, sent as null, comes out as ${show(answer.body.active ?? null)}.`)
    },
  },
  {
    id: 'F-043',
    section: 'RFC 7644 §3.4.2.2',
    level: 'MUST',
    title: 'a filter sees the default that was last shown',
    advice: 'Store defaults, so that filters see them.',
    damage: 4,
    requires: needs('filter', 'user.active'),
    async run(context) {
      const user = await context.readUser(await context.user())
      if (typeof user.active !== 'boolean') return context.note('active has no default.')
      const named = `userName eq "${String(user.userName)}"`
      const found = matchesIn(await context.find(`active eq ${user.active} and ${named}`))
      ensureSet(found, [user.id], `The matches of active eq ${user.active}, which nobody set,`)
      const others = matchesIn(await context.find(`active eq ${!user.active} and ${named}`))
      ensureSet(others, [], `The matches of active eq ${!user.active}`)
    },
  },
  {
    id: 'F-044',
    section: 'RFC 7644 §5, §7.8',
    level: 'MUST',
    title: 'userName is compared in its prepared form: composed or not, in any case of any alphabet',
    advice: 'Normalise and fold (RFC 8265) what is stored and what is asked for.',
    damage: 3,
    requires: needs('filter'),
    async run(context) {
      const name = context.name()
      const { id } = await context.user({ userName: `${name}-\u00e9` })
      for (const [form, userName] of [
        ['the composed form', `${name}-\u00e9`],
        ['the decomposed form', `${name}-e\u0301`],
        ['upper case', `${name}-\u00c9`],
      ] as const) {
        ensureSet(matchesIn(await context.find(`userName eq "${userName}"`)), [id], `The matches of ${form}`)
      }
    },
  },
])

function clash(): CheckRow {
  const spellings: readonly (readonly [string, string, string])[] = [
    ['an accent of its own', '\u00e9', 'e\u0301'],
    ['full-width letters', 'ab', '\uff41\uff42'],
  ]
  return {
    id: 'C-005',
    section: 'RFC 7644 §3.3, §5',
    level: 'MUST',
    title: 'a userName that differs only before preparation is taken: 409 uniqueness',
    advice: 'Compare prepared strings (RFC 8265): composed, full-width letters mapped.',
    damage: 4,
    async run(context) {
      for (const [what, first, second] of spellings) {
        const name = context.name()
        await context.user({ userName: `${name}-${first}` })
        const again = await context.client.post(context.users, context.userBody({ userName: `${name}-${second}` }))
        ensure(again.status !== 201, `A second User of the same userName, but for ${what}, was made.`)
        // Refusing the spelling as such leaves no two Users of one name either.
        again.refused([409, 400], ['uniqueness', 'invalidValue'])
      }
    },
  }
}

function withCountry(context: CheckContext, country: string) {
  return context.userBody({ addresses: [{ type: 'work', locality: 'A', country }] })
}

/** Tags without what is left to taste: case, blanks and the kind of hyphen. */
function canonical(tag: unknown): string {
  return String(tag).toLowerCase().replaceAll(' ', '').replaceAll('_', '-')
}

function lintPredefined(attributes: ReturnType<typeof objects>): void {
  for (const { name, multiValued, subAttributes } of attributes) {
    if (multiValued !== true) continue
    for (const inner of objects(subAttributes)) {
      const wanted = PREDEFINED.get(String(inner.name))
      const { type = 'string' } = inner
      const isRight = wanted === undefined || type === wanted
      ensure(isRight, `${String(name)}.${String(inner.name)} has the type ${show(type)} instead of ${wanted}.`)
    }
  }
}

/** Whether the User schema has a sub-attribute; without a schema it has. */
function isDeclared({ discovery }: CheckContext, name: string, inner: string): boolean {
  const schema = discovery.schemas?.find(({ id }) => String(id).toLowerCase().endsWith(':core:2.0:user'))
  const attribute = objects(schema?.attributes).find((candidate) => candidate.name === name)
  return attribute === undefined || objects(attribute.subAttributes).some((candidate) => candidate.name === inner)
}
