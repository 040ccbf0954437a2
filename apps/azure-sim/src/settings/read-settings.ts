import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { SettingsProblem } from '@scimulator/sim-kit'
import { functionsIn, ROLE_FUNCTIONS } from '../expressions/check.ts'
import { type AttributeMapping, matchingMappings } from '../mapping/attribute-mapping.ts'
import { GROUP_ATTRIBUTES, USER_ATTRIBUTES } from '../mapping/source-attributes.ts'
import { EXTENSION, pathOf } from '../mapping/target.ts'
import type { ObjectKind } from '../mapping/target-attributes.ts'
import { DEFAULT_DOCUMENT } from './default-document.ts'
import type { JobSettings, ObjectSettings, SettingsOption, TargetObjectActions } from './job-settings.ts'
import { readRows } from './read-rows.ts'
import { readScope } from './read-scope.ts'
import { DocumentReader, type Path } from './reading.ts'

const SCOPES = ['assigned', 'all'] as const
const OBJECT_KEYS = ['sourceObjectScope', 'targetObjectActions', 'attributes']
const KEYS = [
  'scope',
  'skipOutOfScopeDeletions',
  'preventAccidentalDeletion',
  'notificationEmail',
  'appRoles',
  'userMapping',
  'groupMapping',
]
const REFERENCES: Readonly<Record<ObjectKind, string>> = { user: `${EXTENSION}:manager`, group: 'members' }
const MOST_PEOPLE_WITH_ROLES = 10_000

/** Reads a document of settings; what it leaves out is as in the defaults. */
export function readJobSettings(document: JsonObject): {
  readonly settings: JobSettings
  readonly problems: readonly SettingsProblem[]
} {
  const reader = new DocumentReader()
  const root = reader.object(document, [], KEYS)
  const group = reader.object(root.groupMapping, ['groupMapping'], ['enabled', ...OBJECT_KEYS])
  const settings = {
    user: readObject(reader, reader.object(root.userMapping, ['userMapping'], OBJECT_KEYS), 'user'),
    group: readObject(reader, group, 'group'),
    options: readOptions(reader, root, group),
    appRoles: readRoles(reader, root.appRoles),
    notificationEmail: reader.text(root.notificationEmail, ['notificationEmail']) ?? '',
  }
  if (settings.options.scope === 'all') refuseRoles(reader, settings.user.mappings)
  return { settings, problems: reader.problems }
}

function readObject(reader: DocumentReader, given: JsonObject, kind: ObjectKind): ObjectSettings {
  const key = kind === 'user' ? 'userMapping' : 'groupMapping'
  const attributes = new Set((kind === 'user' ? USER_ATTRIBUTES : GROUP_ATTRIBUTES).keys())
  const table = given.attributes ?? DEFAULT_DOCUMENT[key].attributes
  const all = readRows(reader, table, [key, 'attributes'], kind) ?? []
  const mappings = all.filter(({ target }) => pathOf(target) !== REFERENCES[kind])
  return {
    mappings,
    matching: matchingMappings(mappings),
    references: mappings.length < all.length,
    sourceObjectScope: readScope(reader, given.sourceObjectScope, [key, 'sourceObjectScope'], attributes) ?? [],
    targetObjectActions: readActions(reader, given.targetObjectActions, [key, 'targetObjectActions']),
  }
}

function readActions(reader: DocumentReader, value: JsonValue | undefined, path: Path): TargetObjectActions {
  const given = reader.object(value, path, ['create', 'update', 'delete'])
  const flag = (key: keyof TargetObjectActions): boolean => reader.flag(given[key], [...path, key]) ?? true
  return { create: flag('create'), update: flag('update'), delete: flag('delete') }
}

/** The same options as the knobs, in the knobs' words. */
function readOptions(
  reader: DocumentReader,
  root: JsonObject,
  group: JsonObject,
): Partial<Record<SettingsOption, string>> {
  const scope = reader.oneOf(root.scope, ['scope'], SCOPES)
  const enabled = reader.flag(group.enabled, ['groupMapping', 'enabled'])
  const skip = reader.flag(root.skipOutOfScopeDeletions, ['skipOutOfScopeDeletions'])
  const path = ['preventAccidentalDeletion']
  const prevention = reader.object(root.preventAccidentalDeletion, path, ['enabled', 'threshold'])
  const prevented = reader.flag(prevention.enabled, [...path, 'enabled'])
  const threshold = reader.count(prevention.threshold, [...path, 'threshold'])
  const onOff = (flag: boolean): string => (flag ? 'on' : 'off')
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(enabled === undefined ? {} : { groupMapping: onOff(enabled) }),
    ...(skip === undefined ? {} : { skipOutOfScope: onOff(skip) }),
    ...(prevented === undefined
      ? {}
      : {
          deletionThreshold: prevented
            ? String(threshold ?? DEFAULT_DOCUMENT.preventAccidentalDeletion.threshold)
            : 'off',
        }),
  }
}

function readRoles(reader: DocumentReader, value: JsonValue | undefined): Map<string, readonly string[]> {
  const path = ['appRoles']
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (names.length > MOST_PEOPLE_WITH_ROLES) reader.refuse(path, `names at most ${MOST_PEOPLE_WITH_ROLES} people`)
  const given = reader.object(value, path, names)
  return new Map(
    names.map((name) => {
      const roles = reader.list(given[name], [...path, name]) ?? []
      const texts = roles.flatMap((role, index) => reader.text(role, [...path, name, index]) ?? [])
      return [name.toLowerCase(), texts]
    }),
  )
}

/** Role functions need assignments (vendor's docs). */
function refuseRoles(reader: DocumentReader, mappings: readonly AttributeMapping[]): void {
  for (const { source, target } of mappings) {
    if (source.type !== 'expression') continue
    if ([...functionsIn(source.expression)].every((name) => !ROLE_FUNCTIONS.has(name))) continue
    reader.refuse(['scope'], `with "all" there are no assignments to take the roles of ${pathOf(target)} from`)
  }
}
