/** A macro in a text, or something that was meant to be one. */
export interface Macro {
  /** Where its `{` stands. */
  readonly offset: number
  readonly length: number
  /** undefined: it cannot be read. */
  readonly name: { readonly source: 'user' | 'parameters'; readonly name: string } | undefined
}

const WELL_FORMED = /\{\$(user|parameters)\.([^{}"]+)\}/y

/** Everything in a text that begins like a macro. */
export function findMacros(text: string): Macro[] {
  const macros: Macro[] = []
  for (let offset = text.indexOf('{$'); offset >= 0; offset = text.indexOf('{$', offset + 1)) {
    WELL_FORMED.lastIndex = offset
    const match = WELL_FORMED.exec(text)
    const [whole = '{$', source, name = ''] = match ?? []
    macros.push({
      offset,
      length: whole.length,
      name: source === undefined ? undefined : { source: source === 'user' ? 'user' : 'parameters', name },
    })
  }
  return macros
}

/**
 * The names behind `{$user.`: those of the vendor's examples, and the fields of a user in its API (inferred). What the
 * directory of this simulator does not have is blank.
 */
const USER_MACROS: ReadonlySet<string> = new Set([
  'firstname',
  'lastname',
  'display_name',
  'email',
  'username',
  'active',
  'title',
  'department',
  'manager_firstname',
  'manager_lastname',
  'phone',
  'city',
  'state',
  'country',
  'company',
  'id',
  'external_id',
  'status',
  'member_of',
  'samaccountname',
  'userprincipalname',
  'distinguished_name',
  'locale_code',
  'manager_user_id',
  'comment',
])

/** Whether `{$user.NAME}` is known; every custom field is. */
export function isUserMacro(name: string): boolean {
  return USER_MACROS.has(name) || /^custom_fields\.\w+$/.test(name)
}
