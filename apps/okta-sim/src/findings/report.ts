import { type Behaviour, report } from '@scimulator/sim-kit'
import { type FindingId, findingTexts } from './catalogue.ts'

/** Reports a finding. With `name` the id tells what it is about, so that each attribute or look-up counts once. */
export function* found(id: FindingId, exchanges: readonly (string | undefined)[], name?: string): Behaviour<void> {
  const text = findingTexts[id]
  yield* report({
    whose: 'server',
    ...text,
    id: name === undefined ? id : `${id}:${name}`,
    title: text.title.replace('{name}', name ?? ''),
    exchanges: [...new Set(exchanges.filter((exchange) => exchange !== undefined))],
  })
}
