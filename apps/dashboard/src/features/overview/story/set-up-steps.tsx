import type { Simulator } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useSimulatorSaml } from '../../../api/team/sign-on.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button, buttonClass } from '../../../components/button.tsx'
import { ActAsOwner } from './act-as-owner.tsx'
import type { SetUpStep } from './set-up.ts'
import { StoryStep } from './story-step.tsx'

interface SetUpStepsProps {
  team: string
  simulator: Simulator
  seen: ReadonlySet<SetUpStep>
}

/** From nothing to SCIM: what has to be there first, then the six steps. */
export function SetUpSteps({ team, simulator, seen }: SetUpStepsProps): ReactElement {
  const step = (id: SetUpStep, mark: string, title: string, note: string): StepTexts => ({
    mark,
    title,
    note,
    done: seen.has(id),
  })
  return (
    <section aria-labelledby="story-set-up" className="panel">
      <h3 id="story-set-up" className="border-b border-line px-3 py-2 font-medium">
        Switch SCIM on
      </h3>
      <ol className="divide-y divide-line">
        <StoryStep {...step('saml', '·', 'Before: set up SAML', 'Whoever SCIM adds signs in by it.')}>
          {!seen.has('saml') && <UseSimulator team={team} simulator={simulator} />}
        </StoryStep>
        <StoryStep {...step('signIn', '1', 'Sign in to the team', 'As an owner or admin.')}>
          {!seen.has('signIn') && <ActAsOwner team={team} />}
        </StoryStep>
        <StoryStep {...step('people', '2', 'Open People', 'At the top of the team’s pages.')}>
          <Link to="/teams/$team/people" params={{ team }} className={buttonClass('plain')}>
            People
          </Link>
        </StoryStep>
        <StoryStep {...step('page', '3', 'More, then SCIM Provisioning', 'Right of the tabs.')}>
          <ScimLink team={team} label="SCIM Provisioning" />
        </StoryStep>
        <StoryStep {...step('enable', '4', 'Enable SCIM provisioning', 'One toggle.')}>
          <ScimLink team={team} label="Toggle" />
        </StoryStep>
        <StoryStep
          {...step(
            'url',
            '5',
            'Save the SCIM API URL',
            'Which part depends on the IdP. Ticked when a request came to it.',
          )}
        >
          <ScimLink team={team} label="URL" />
        </StoryStep>
        <StoryStep
          {...step('token', '6', 'Copy the authentication token', 'Shown once. Ticked when a request came with it.')}
        >
          <ScimLink team={team} label="Token" />
        </StoryStep>
      </ol>
    </section>
  )
}

interface StepTexts {
  mark: string
  title: string
  note: string
  done: boolean
}

function ScimLink({ team, label }: { team: string; label: string }): ReactElement {
  return (
    <Link to="/teams/$team/people/scim-provisioning" params={{ team }} className={buttonClass('plain')}>
      {label}
    </Link>
  )
}

function UseSimulator({ team, simulator }: { team: string; simulator: Simulator }): ReactElement {
  const use = useSimulatorSaml(team)
  return (
    <>
      <Button aria-disabled={use.isPending} onClick={() => !use.isPending && use.mutate(simulator.vendor)}>
        Use the simulator of {simulator.label}
      </Button>
      <ActionError error={use.error} />
    </>
  )
}
