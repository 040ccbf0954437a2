import type { NewSpace } from '@scimulator/admin-api'
import type { SpaceView } from '../records/spaces.ts'
import { mayCreateSpace, mayManageSpace } from '../rules/access.ts'
import { note, type Work } from '../work.ts'
import { assertCanBeLetIn, findSpace, findViewer, forbidden, type Viewer } from './viewer.ts'

/** Makes a space with its maker in it; tells its id. */
export async function createSpace(work: Work, viewer: Viewer, { name, kind }: NewSpace): Promise<string> {
  if (!mayCreateSpace(viewer.role)) throw forbidden()
  const { team, records, at } = work
  const id = work.newId()
  await records.addSpace({ teamId: team.id, id, name, kind, changedAt: at })
  await records.setInSpace(team.id, id, viewer.personId, true)
  await note(work, { action: 'space.created', subject: { kind: 'space', id, name }, after: { name, kind } })
  return id
}

/** Renames a space, opens or closes it. */
export async function changeSpace(
  work: Work,
  viewer: Viewer,
  spaceId: string,
  change: Partial<NewSpace>,
): Promise<void> {
  const space = await findManaged(work, viewer, spaceId)
  const { name = space.name, kind = space.kind } = change
  if (name === space.name && kind === space.kind) return
  await work.records.putSpace({ teamId: work.team.id, id: spaceId, name, kind, changedAt: work.at })
  await note(work, {
    action: 'space.changed',
    subject: { kind: 'space', id: spaceId, name },
    before: { name: space.name, kind: space.kind },
    after: { name, kind },
  })
}

/** Lets somebody into a space, or takes them out. */
export async function setPerson(
  work: Work,
  viewer: Viewer,
  spaceId: string,
  personId: string,
  isIn: boolean,
): Promise<void> {
  const { name } = await findManaged(work, viewer, spaceId)
  const { records, team } = work
  if (isIn) await assertCanBeLetIn(records, team, personId)
  if (!(await records.setInSpace(team.id, spaceId, personId, isIn))) return
  // By id alone: a name would outlive the person's data.
  await note(work, {
    action: 'space.changed',
    subject: { kind: 'space', id: spaceId, name },
    before: { personId, isIn: !isIn },
    after: { personId, isIn },
  })
}

async function findManaged({ records, team }: Work, viewer: Viewer, spaceId: string): Promise<SpaceView> {
  const space = await findSpace(records, team, viewer, spaceId)
  if (!mayManageSpace(viewer.role, space)) throw forbidden()
  return space
}

/** Somebody as the viewer of work that is under way. */
export function viewerOf({ records, team }: Work, personId: string): Promise<Viewer> {
  return findViewer(records, team, personId)
}
