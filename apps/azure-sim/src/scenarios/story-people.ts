import { type Directory, type LifecyclePlan, type Person, withPerson } from '@scimulator/sim-kit'

/** What happens to a person between day one and the incremental cycle. */
interface Change {
  readonly before: Person
  readonly after: Person
}

const TRAINEE = 'Trainee'

/** Changes that need an account which never held the attribute: the person's account is deleted and made anew before. */
const FRESH: ReadonlySet<number> = new Set([1, 3, 5, 7, 11])

/** One kind of change for each person of the cast, in this order, as far as the cast goes. */
const CHANGES: readonly ((person: Person, bosses: readonly string[]) => Change)[] = [
  (person) => ({ before: { ...person, title: TRAINEE }, after: { ...person, title: titleOf(person) } }),
  (person) => ({ before: without(person, 'title'), after: { ...person, title: titleOf(person) } }),
  (person) => ({
    before: { ...person, department: 'Induction' },
    after: { ...person, department: departmentOf(person) },
  }),
  (person) => ({ before: without(person, 'department'), after: { ...person, department: departmentOf(person) } }),
  (person) => ({ before: { ...person, email: formerMail(person) }, after: { ...person, email: mailOf(person) } }),
  (person) => ({ before: { ...person, email: '' }, after: { ...person, email: mailOf(person) } }),
  (person) => ({ before: person, after: { ...person, userName: `new.${person.userName}` } }),
  (person) => ({ before: without(without(person, 'title'), 'department'), after: employed(person) }),
  (person) => ({
    before: { ...person, title: TRAINEE, email: formerMail(person) },
    after: { ...person, title: titleOf(person), email: mailOf(person) },
  }),
  (person) => ({ before: { ...person, title: titleOf(person) }, after: without(person, 'title') }),
  (person) => ({ before: formerName(person), after: person }),
  (person, [boss]) => ({ before: without(person, 'manager'), after: managed(person, boss) }),
  (person, [boss, other]) => ({ before: managed(person, boss), after: managed(person, other) }),
  (person, [boss]) => ({ before: managed(person, boss), after: without(person, 'manager') }),
]

/** The directory on day one and after the changes of people. */
export interface PeopleStages {
  readonly dayOne: Directory
  readonly changed: Directory
  /** People of day one who left before and were hired anew: their accounts must be fresh. */
  readonly rehired: readonly Person[]
}

/** Lays the changes over the cast. */
export function changedPeople(directory: Directory, plan: LifecyclePlan, cast: readonly Person[]): PeopleStages {
  const bosses = [...plan.link, ...(plan.update ? [plan.update.before] : [])].map(({ id }) => id)
  const rehired: Person[] = []
  let dayOne = directory
  let changed = plan.update ? withPerson(directory, plan.update.after) : directory
  for (const [index, change] of CHANGES.entries()) {
    const person = cast[index]
    if (person === undefined) break
    const { before, after } = change(person, bosses)
    dayOne = withPerson(dayOne, before)
    changed = withPerson(changed, after)
    if (FRESH.has(index)) rehired.push(before)
  }
  return { dayOne, changed, rehired }
}

function titleOf(person: Person): string {
  return person.title === undefined || person.title === TRAINEE ? 'Associate' : person.title
}

function departmentOf(person: Person): string {
  return person.department ?? 'Operations'
}

function mailOf(person: Person): string {
  return person.email === '' ? person.userName : person.email
}

function formerMail(person: Person): string {
  return `former.${mailOf(person)}`
}

function employed(person: Person): Person {
  return { ...person, title: titleOf(person), department: departmentOf(person) }
}

function formerName(person: Person): Person {
  const familyName = `${person.familyName}-Prior`
  return { ...person, familyName, displayName: `${person.givenName} ${familyName}` }
}

function managed(person: Person, manager: string | undefined): Person {
  return manager === undefined ? person : { ...person, manager }
}

function without(person: Person, name: 'title' | 'department' | 'manager'): Person {
  const { [name]: _gone, ...rest } = person
  return rest
}
