import { type Role, roleSchema, type StepAction, stepActionSchema } from '@scimulator/admin-api'
import { choiceParam, pageParam, type RawSearch, textParam } from './format/search-params.ts'
import { OUTCOMES, type OutcomeKey } from './words.ts'

/** Parameters every page takes: the open dialog. */
export interface RootSearch {
  /** Vendor the *Run sync* dialog is open for; `any` when none is chosen yet. */
  sync?: string | undefined
  /** Run the dialog takes its values from. */
  like?: string | undefined
}

/** Parameters of the overview: the story it tells. */
export interface OverviewSearch {
  /** Team the story plays in. */
  story?: string | undefined
  /** userName of the person who comes and goes in it. */
  hero?: string | undefined
}

/** Parameters of the list of runs. */
export interface RunsSearch {
  vendor?: string | undefined
  team?: string | undefined
  verdict?: 'pass' | 'fail' | 'running' | undefined
  q?: string | undefined
}

/** Views of a run. */
export const RUN_VIEWS = ['findings', 'steps', 'coverage', 'expected'] as const
/** A view of a run. */
export type RunView = (typeof RUN_VIEWS)[number]

/** Parameters of a run's page. */
export interface RunSearch {
  view?: RunView | undefined
  outcome?: OutcomeKey | undefined
  action?: StepAction | undefined
  q?: string | undefined
  /** `failed` puts failed steps first. */
  sort?: 'failed' | undefined
  page?: number | undefined
  /** Open step. */
  sel?: string | undefined
}

/** Parameters of an exchange's page. */
export interface ExchangeSearch {
  /** The step it belongs to, when the link knows it. */
  step?: string | undefined
}

/** Parameters of a team's people. */
export interface PeopleSearch {
  q?: string | undefined
  role?: Role | undefined
  page?: number | undefined
}

/** Parameters of the page where a team is signed in to. */
export interface SignInSearch {
  /** Why somebody was not let in: a code. */
  refused?: string | undefined
  /** Whether a session has just ended. */
  ended?: boolean | undefined
  /** Page to go to afterwards. */
  to?: string | undefined
}

/** Parameters of a team's groups. */
export interface GroupsSearch {
  q?: string | undefined
  /** Open group. */
  sel?: string | undefined
}

/** Parameters of a simulator's page. */
export interface SimulatorSearch {
  profile?: string | undefined
}

/** Reads {@link RootSearch}. */
export function parseRootSearch(raw: RawSearch): RootSearch {
  return { sync: textParam(raw, 'sync'), like: textParam(raw, 'like') }
}

/** Reads {@link OverviewSearch}. */
export function parseOverviewSearch(raw: RawSearch): OverviewSearch {
  return { story: textParam(raw, 'story'), hero: textParam(raw, 'hero') }
}

/** Reads {@link RunsSearch}. */
export function parseRunsSearch(raw: RawSearch): RunsSearch {
  return {
    vendor: textParam(raw, 'vendor'),
    team: textParam(raw, 'team'),
    verdict: choiceParam(raw, 'verdict', ['pass', 'fail', 'running']),
    q: textParam(raw, 'q'),
  }
}

/** Reads {@link RunSearch}. */
export function parseRunSearch(raw: RawSearch): RunSearch {
  return {
    view: choiceParam(raw, 'view', RUN_VIEWS),
    outcome: choiceParam(raw, 'outcome', OUTCOMES),
    action: choiceParam(raw, 'action', stepActionSchema.options),
    q: textParam(raw, 'q'),
    sort: choiceParam(raw, 'sort', ['failed']),
    page: pageParam(raw),
    sel: textParam(raw, 'sel'),
  }
}

/** Reads {@link ExchangeSearch}. */
export function parseExchangeSearch(raw: RawSearch): ExchangeSearch {
  return { step: textParam(raw, 'step') }
}

/** Reads {@link PeopleSearch}. */
export function parsePeopleSearch(raw: RawSearch): PeopleSearch {
  return { q: textParam(raw, 'q'), role: choiceParam(raw, 'role', roleSchema.options), page: pageParam(raw) }
}

/** Reads {@link SignInSearch}. */
export function parseSignInSearch(raw: RawSearch): SignInSearch {
  return {
    refused: textParam(raw, 'refused'),
    ended: String(raw.ended) === 'true' || undefined,
    to: textParam(raw, 'to'),
  }
}

/** Reads {@link GroupsSearch}. */
export function parseGroupsSearch(raw: RawSearch): GroupsSearch {
  return { q: textParam(raw, 'q'), sel: textParam(raw, 'sel') }
}

/** Reads {@link SimulatorSearch}. */
export function parseSimulatorSearch(raw: RawSearch): SimulatorSearch {
  return { profile: textParam(raw, 'profile') }
}
