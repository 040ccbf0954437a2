import type { KnobValue } from '../evidence/knobs.ts'
import type { MacroValues } from '../template.ts'
import type { OneLoginUser } from './login.ts'

/** The macro values of a person. What the person does not have is absent, so that the template renders "". */
export function macroValues(
  user: OneLoginUser,
  manager: OneLoginUser | undefined,
  active: boolean,
  userNameSource: KnobValue<'scimusername-source'>,
): MacroValues {
  return {
    user: known({
      firstname: user.givenName,
      lastname: user.familyName,
      // OneLogin joins first and last name itself; a display name of the directory does not travel.
      display_name: `${user.givenName} ${user.familyName}`,
      email: user.email,
      active: String(active),
      manager_firstname: manager?.givenName,
      manager_lastname: manager?.familyName,
    }),
    parameters: known({
      scimusername: userNameSource === 'Email' ? user.email : user.userName,
      title: user.title,
      department: user.department,
      external_manager_id: manager?.id,
    }),
  }
}

function known(values: Readonly<Record<string, string | undefined>>): Map<string, string> {
  return new Map(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
