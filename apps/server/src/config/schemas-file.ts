import { readFileSync } from 'node:fs'
import { DeclarationError, GROUP, parseDeclaration, type ResourceTypeDefinition, USER } from '@scimulator/scim-core'
import { UsageError } from './usage-error.ts'

/** The resource types a file declares beside User and Group. @throws UsageError when it cannot be read or served. */
export function readSchemasFile(file: string): readonly ResourceTypeDefinition[] {
  try {
    return parseDeclaration(parseJson(file, readText(file)), [USER, GROUP])
  } catch (cause) {
    if (!(cause instanceof DeclarationError)) throw cause
    throw new UsageError(`The schemas in ${file} cannot be served: ${cause.message}`, { cause })
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`The file ${file} of --schemas cannot be read.`, { cause })
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const reason = cause instanceof Error ? `: ${cause.message.split('\n', 1)[0]}` : ''
    throw new UsageError(`The file ${file} of --schemas is not JSON${reason}`, { cause })
  }
}
