import type { AuditRow, Member, Simulator } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { memberNamedQuery } from '../../../api/team/members.ts'
import { buttonClass } from '../../../components/button.tsx'
import { AssignButton } from './assign-button.tsx'
import { HeroChoice, useHero } from './hero-choice.tsx'
import { JOURNEY, type JourneyStep, journeyOf } from './journey.ts'
import { RefusalTry } from './refusal-try.tsx'
import { StoryStep } from './story-step.tsx'

interface HeroStepsProps {
  team: string
  simulator: Simulator
  rows: readonly AuditRow[] | undefined
}

const TEXTS: Readonly<Record<JourneyStep, { title: string; note: string }>> = {
  assign: { title: 'Assign the app', note: 'The identity provider adds the person, with the role member.' },
  signIn: { title: 'Sign in', note: 'By SAML, as this person. This browser is then them.' },
  unassign: { title: 'Unassign', note: 'Their session ends at once. They move to Inactive; what they made stays.' },
  refused: { title: 'Sign-in is refused', note: 'By the identity provider, by this server, by links: no door opens.' },
  assignAgain: { title: 'Assign again', note: 'The same spaces and documents, and the role member.' },
}

/** A person who comes, goes, and is back. */
export function HeroSteps({ team, simulator, rows }: HeroStepsProps): ReactElement {
  const hero = useHero(team, simulator.vendor, rows)
  const { userName } = hero
  const member = useQuery({ ...memberNamedQuery(team, userName ?? ''), enabled: userName !== undefined })
  const known = member.data ?? undefined
  const seen = rows && known ? journeyOf(rows, known.personId) : new Map<JourneyStep, string>()
  return (
    <section aria-labelledby="story-hero" className="panel">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-2">
        <h3 id="story-hero" className="font-medium">
          A person comes, goes, and is back
        </h3>
        <HeroChoice hero={hero} />
      </div>
      {userName === undefined ? (
        <p className="p-3 text-ink-2">
          Nobody is in the directory yet: run a sync of {simulator.label} into this team first.
        </p>
      ) : (
        <ol className="divide-y divide-line">
          {JOURNEY.map((step, at) => (
            <StoryStep key={step} {...TEXTS[step]} mark={String(at + 1)} done={seen.has(step)} at={seen.get(step)}>
              <StepAction step={step} team={team} vendor={simulator.vendor} userName={userName} member={known} />
            </StoryStep>
          ))}
        </ol>
      )}
    </section>
  )
}

interface StepActionProps {
  step: JourneyStep
  team: string
  vendor: string
  userName: string
  member: Member | undefined
}

function StepAction({ step, team, vendor, userName, member }: StepActionProps): ReactElement | null {
  if (step === 'signIn') {
    return (
      <a
        href={`/teams/${encodeURIComponent(team)}/saml/sign-in`}
        target="_blank"
        rel="noreferrer"
        className={buttonClass('plain')}
      >
        Sign in<span className="sr-only"> (opens in a new tab)</span>
      </a>
    )
  }
  if (step === 'refused') return member ? <RefusalTry team={team} member={member} /> : null
  const act = step === 'unassign' ? 'unassign' : 'assign'
  return (
    <>
      <AssignButton vendor={vendor} act={act} team={team} userName={userName} />
      {step === 'assignAgain' && member && (
        <Link
          to="/teams/$team/people/$person"
          params={{ team, person: member.personId }}
          className={buttonClass('plain')}
        >
          Person
        </Link>
      )}
    </>
  )
}
