import { z } from 'zod'
import { unknownWord } from '../nearest.ts'
import type {
  Amount,
  Expectation,
  GroupChoice,
  NewValue,
  People,
  PersonChanges,
  PersonInput,
  ScenarioFile,
  ScenarioStep,
  StepWord,
  StepWords,
} from './scenario-file.ts'
import { aboutSteps } from './step-words.ts'

/** A mapping of these keys only; another key is named with the nearest. */
function mapping<T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const words = Object.keys(shape)
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? unknownWord('Key', String(issue.keys?.[0]), words) : undefined,
  })
}

const text = z.string().min(1).max(1000)
const word = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,60}$/, 'A name is letters, digits and hyphens.')
const optionRef = z.string().regex(/^\$[a-zA-Z][a-zA-Z0-9-]{0,60}$/, 'It is a whole number, or $ and an option.')
const wholeNumber = z.int('It is a whole number.').min(0).max(1_000_000)
const amount: z.ZodType<Amount> = z.union([wholeNumber, optionRef])
const share = z.string().regex(/^(?:(?:\d{1,2}|100)%|\$[a-zA-Z][a-zA-Z0-9-]{0,60})$/, 'A share is such as 20%.')

const people: z.ZodType<People> = z.union([
  text,
  z.array(text).min(1),
  mapping({
    people: z.array(text).exactOptional(),
    those: word.exactOptional(),
    department: text.exactOptional(),
    group: text.exactOptional(),
    status: z.enum(['active', 'inactive', 'any']).exactOptional(),
    some: amount.exactOptional(),
    share: share.exactOptional(),
    as: word.exactOptional(),
  }),
])

const group: z.ZodType<GroupChoice> = z.union([
  text,
  mapping({
    some: z.literal(1, 'One group is drawn: some: 1.').exactOptional(),
    that: word.exactOptional(),
    as: word.exactOptional(),
  }),
])

const personInput: z.ZodType<PersonInput> = mapping({
  userName: text,
  givenName: text,
  familyName: text,
  displayName: text.exactOptional(),
  email: text.exactOptional(),
  title: text.exactOptional(),
  department: text.exactOptional(),
  manager: text.exactOptional(),
  active: z.boolean().exactOptional(),
})

const newValue: z.ZodType<NewValue> = z.union([text, z.null(), mapping({ oneOf: z.array(text).min(1) })])
const keptValue: z.ZodType<NewValue> = z.union([text, mapping({ oneOf: z.array(text).min(1) })])

const changes: z.ZodType<PersonChanges> = mapping({
  userName: keptValue.exactOptional(),
  givenName: keptValue.exactOptional(),
  familyName: keptValue.exactOptional(),
  displayName: keptValue.exactOptional(),
  email: keptValue.exactOptional(),
  title: newValue.exactOptional(),
  department: newValue.exactOptional(),
  manager: z.union([people, z.null()]).exactOptional(),
})

const expectation: z.ZodType<Expectation> = z.union([
  z.literal('synced'),
  mapping({
    who: people,
    is: z.enum(['active', 'inactive', 'absent', 'gone']).exactOptional(),
    has: z.record(text, z.union([z.string(), z.number(), z.boolean(), z.null()])).exactOptional(),
  }),
  mapping({ group, is: z.enum(['present', 'absent']).exactOptional(), members: people.exactOptional() }),
])

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** What each word of a step takes. */
export const wordSchemas: { readonly [Word in StepWord]: z.ZodType<StepWords[Word]> } = {
  given: people,
  join: z.union([
    amount,
    mapping({ count: amount, groups: amount.exactOptional(), as: word.exactOptional() }),
    z.array(personInput).min(1),
  ]),
  leave: people,
  return: z.union([people, mapping({ who: people, as: z.literal('new') })]),
  change: mapping({ who: people, set: changes }),
  delete: people,
  createGroup: mapping({ name: text, members: people.exactOptional() }),
  renameGroup: mapping({ group, to: text }),
  deleteGroup: group,
  addMembers: mapping({ group, who: people }),
  removeMembers: mapping({ group, who: people }),
  sync: z.union([z.null(), mapping({ cause: text.exactOptional() })]),
  newApp: z.null(),
  wait: z.string().regex(/^\d{1,6}(?:s|m|h|d)$/, 'A time is such as 40m, 24h or 30d.'),
  act: mapping({
    action: text,
    person: people.exactOptional(),
    group: group.exactOptional(),
    changes: changes.exactOptional(),
    options: z.record(word, scalar).exactOptional(),
  }),
  expect: expectation,
}

/** Every word a step can be. */
export const stepWords: readonly string[] = [...Object.keys(wordSchemas), 'repeat']

const aloneWord = z.enum(['sync', 'newApp'])
const plainSteps = Object.entries(wordSchemas).map(
  ([name, schema]) => z.strictObject({ [name]: schema.describe(aboutSteps[name as StepWord]) }), // a key of the table
)
/** What `repeat` takes. */
export const repeatSchema: z.ZodType<Extract<ScenarioStep, { repeat: unknown }>['repeat']> = mapping({
  times: amount,
  // A union built from the table of words: the table's type says what each of them takes.
  steps: z.array(z.union([aloneWord, ...plainSteps])).min(1) as unknown as z.ZodType<never>,
})
const step = z.union([aloneWord, ...plainSteps, z.strictObject({ repeat: repeatSchema.describe(aboutSteps.repeat) })])

/** The format of a scenario file, as JSON Schema too. */
export const scenarioFileSchema: z.ZodType<ScenarioFile> = mapping({
  id: word,
  summary: text,
  options: z
    .record(word, z.union([wholeNumber, share]))
    .describe('Settings with their defaults: --option NAME=VALUE changes one, a step takes one as $NAME.')
    .exactOptional(),
  people: z
    .array(personInput)
    .min(1)
    .describe('The scenario’s own people; without them it plays with those of the run.')
    .exactOptional(),
  groups: z.array(mapping({ displayName: text, members: z.array(text).exactOptional() })).exactOptional(),
  directory: mapping({
    users: wholeNumber.min(1),
    groups: wholeNumber.max(100_000),
    seed: text.exactOptional(),
  }).exactOptional(),
  // A union built from the table of words: the table's type says what each of them takes.
  steps: z.array(step).min(1).max(10_000) as unknown as z.ZodType<never>,
})
