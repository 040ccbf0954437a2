import { carriesFlag, FLAG } from './connection.ts'

/** Adds `--profile aadOptscim062020` where the Tenant URL carries the flag and no profile is named: the URL selects it. */
export function selectProfile(argv: readonly string[]): string[] {
  const named = argv.some((word) => word === '--profile' || word.startsWith('--profile='))
  const target = optionValue(argv, '--target')
  return named || target === undefined || !carriesFlag(target) ? [...argv] : [...argv, '--profile', FLAG]
}

function optionValue(argv: readonly string[], name: string): string | undefined {
  const inline = argv.find((word) => word.startsWith(`${name}=`))
  if (inline !== undefined) return inline.slice(name.length + 1)
  const at = argv.indexOf(name)
  return at < 0 ? undefined : argv[at + 1]
}
