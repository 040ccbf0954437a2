import type { Run, RunRequest, Simulator, Team } from '@scimulator/admin-api'

/** Highest numbers a run can be asked for. */
export const MOST_USERS = 10_000
/** Highest number of groups a run can be asked for. */
export const MOST_GROUPS = 1000

/** What the *Run sync* form holds, as typed. */
export interface SyncForm {
  vendor: string
  profile: string
  scenario: string
  where: 'team' | 'url'
  team: string
  target: string
  token: string
  users: string
  groups: string
  seed: string
}

/** Problems of a form by field. */
export type SyncProblems = Partial<Record<keyof SyncForm, string>>

/** What every part of the form gets. */
export interface FormPart {
  form: SyncForm
  problems: SyncProblems
  change: (next: Partial<SyncForm>) => void
}

/** The form as it opens: for a vendor, like an earlier run when there is one. */
export function openForm(
  simulators: readonly Simulator[],
  teams: readonly Team[],
  vendor: string,
  like?: Run,
): SyncForm {
  const simulator = simulators.find((each) => each.vendor === vendor) ?? simulators[0]
  const own = teams.find((team) => team.vendor === simulator?.vendor) ?? teams[0]
  const elsewhere = like !== undefined && like.team === null
  const form = {
    where: elsewhere || !own ? ('url' as const) : ('team' as const),
    team: like?.team ?? own?.name ?? '',
    target: elsewhere ? like.target : '',
    token: '',
    users: '',
    groups: '',
    seed: like?.seed ?? '',
  }
  return { ...form, ...profileFields(simulator, like?.profile, like?.scenario) }
}

/** The fields that hang on the chosen simulator, with values it knows. */
export function profileFields(
  simulator: Simulator | undefined,
  profileId?: string,
  scenarioId?: string,
): Pick<SyncForm, 'vendor' | 'profile' | 'scenario'> {
  const profiles = simulator?.profiles ?? []
  const profile =
    profiles.find((each) => each.id === profileId) ??
    profiles.find((each) => each.id === simulator?.defaultProfile) ??
    profiles[0]
  const scenario = profile?.scenarios.find((each) => each.id === scenarioId) ?? profile?.scenarios[0]
  return { vendor: simulator?.vendor ?? '', profile: profile?.id ?? '', scenario: scenario?.id ?? '' }
}

/** What must be put right before a run can start. */
export function problemsOf(form: SyncForm): SyncProblems {
  const problems: SyncProblems = {}
  if (form.vendor === '') problems.vendor = 'No simulator is running.'
  if (form.where === 'team' && form.team === '') problems.team = 'Choose a team.'
  if (form.where === 'url' && cleanAddress(form.target) === '')
    problems.target = 'Enter the address of your SCIM server.'
  if (form.where === 'url' && form.token === '') problems.token = 'Enter the token your server expects.'
  if (!isCount(form.users, 1, MOST_USERS)) problems.users = 'A whole number from 1 to 10,000.'
  if (!isCount(form.groups, 0, MOST_GROUPS)) problems.groups = 'A whole number from 0 to 1,000.'
  return problems
}

/** The request a form without problems stands for. */
export function toRunRequest(form: SyncForm): RunRequest {
  return {
    profile: form.profile,
    scenario: form.scenario,
    trigger: 'dashboard',
    ...(form.where === 'team' ? { team: form.team } : { target: cleanAddress(form.target), token: form.token }),
    ...(form.users === '' ? {} : { users: Number(form.users) }),
    ...(form.groups === '' ? {} : { groups: Number(form.groups) }),
    ...(form.seed === '' ? {} : { seed: form.seed }),
  }
}

/** An address without what copying puts into it: spaces around, long dashes. */
export function cleanAddress(typed: string): string {
  return typed.trim().replaceAll(/[\u2010-\u2015\u2212]/g, '-')
}

function isCount(typed: string, least: number, most: number): boolean {
  if (typed === '') return true
  return /^\d{1,6}$/.test(typed) && Number(typed) >= least && Number(typed) <= most
}
