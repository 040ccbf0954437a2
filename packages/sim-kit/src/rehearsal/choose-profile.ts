import { UsageError } from '../errors.ts'
import type { Profile, Vendor } from '../profile/profile.ts'
import type { Rehearsal } from '../profile/rehearsal.ts'
import { selectOptions } from '../profile/select-action.ts'
import { selectProfile } from '../run/select.ts'

/** What is asked of a suite: a profile by its id, and options. */
export interface SuiteOrder {
  readonly profile: string | undefined
  readonly options: Readonly<Record<string, string>>
}

/** The profile that plays a suite, and every option with its value. */
export interface SuiteChoice {
  readonly profile: Profile
  readonly options: Readonly<Record<string, string>>
}

/**
 * Chooses the profile and the options of a suite. Where an option of the suite names a profile, that is the one whose
 * connection and headers are used too, and either may be given.
 * @throws UsageError when both are given and differ, or the suite is not played by the profile.
 */
export function chooseProfile(vendor: Vendor, suite: Rehearsal, order: SuiteOrder): SuiteChoice {
  const { options: known = [], profileOption } = suite
  const of = `suite ${suite.id}`
  const named = known.find(({ id }) => id === profileOption)
  if (named === undefined)
    return { profile: selectProfile(vendor, order.profile), options: selectOptions(of, known, order.options) }
  const { id } = named
  const asked = order.profile === undefined ? undefined : selectProfile(vendor, order.profile).id
  const given = Object.hasOwn(order.options, id) ? order.options[id] : undefined
  if (asked !== undefined && given !== undefined && asked !== given) {
    throw new UsageError(`--profile ${asked} and --option ${id}=${given} name two profiles: give one of them.`)
  }
  if (asked !== undefined && named.values?.includes(asked) === false) {
    throw new UsageError(`The ${of} is not played by the profile ${asked}. There are: ${named.values.join(', ')}.`)
  }
  const options = selectOptions(of, known, { ...order.options, ...(asked === undefined ? {} : { [id]: asked }) })
  return { profile: selectProfile(vendor, options[id]), options }
}
