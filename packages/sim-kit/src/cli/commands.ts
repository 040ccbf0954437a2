import { type Command, Option } from 'commander'
import { faultKinds } from '../faults/fault.ts'
import type { Vendor } from '../profile/profile.ts'
import { milliseconds, repeatable, wholeNumber } from './options.ts'
import { DEFAULT_SEED, defaultSize } from './people.ts'
import { scenarioIds } from './scenarios.ts'

/** Adds the options of `sync`. */
export function addSyncOptions(command: Command, vendor: Vendor): Command {
  command
    .description(`Play ${vendor.label} against a SCIM server`)
    .option('--target <url>', 'SCIM base URL as the vendor’s admin types it; without it the running demo team')
  addTargetOptions(command, vendor)
  addDirectoryOptions(command)
  command
    .option(
      '--scenario <id>',
      `what to play: ${scenarioIds(vendor).join(', ')}, or FILE.yaml (see: scimulator scenarios ${vendor.id})`,
      'lifecycle',
    )
    .option('--option <id=value>', 'a setting of the scenario (repeatable)', repeatable, [])
    .option(
      '--state',
      'go on from the app integration that serve and act keep under DATA_DIR, and keep what the run leaves (without it every sync begins anew and keeps nothing)',
    )
  return addReportOptions(command).addHelpText('after', syncExamples(vendor))
}

/** Adds the argument and options of `act`. */
export function addActOptions(command: Command, vendor: Vendor): Command {
  command
    .description(`Order one action of ${vendor.label}’s admin, on the app integration that serve keeps too`)
    .argument(
      '[action]',
      'what to order; without it the actions are listed, with the console’s labels and the evidence',
    )
    .option('--person <userName>', 'whom it is about')
    .option('--group <displayName>', 'which group it is about')
    .option('--set <attribute=value>', 'a new value for the person (repeatable); an empty one clears', repeatable, [])
    .option('--option <id=value>', 'a choice of the action (repeatable)', repeatable, [])
    .option('--target <url>', 'SCIM base URL as the vendor’s admin types it; without it the running demo team')
  addTargetOptions(command, vendor)
  addDirectoryOptions(command)
  return addReportOptions(command).addHelpText('after', actExamples(vendor))
}

/** Adds the argument and options of `rehearse`. */
export function addRehearseOptions(command: Command, vendor: Vendor): Command {
  const suites = (vendor.rehearsals ?? []).map(({ id }) => id)
  const known = suites.length === 0 ? 'none is known' : `${suites.join(', ')}; default: the first`
  command
    .description(`Play an acceptance suite that ${vendor.label} publishes`)
    .argument('<URL>', 'SCIM base URL')
    .option('--suite <id>', `which suite: ${known}`)
    .option('--option <id=value>', 'a choice of the suite (repeatable)', repeatable, [])
    .option('--seed <text>', 'seed of everything random', DEFAULT_SEED)
  addTargetOptions(command, vendor)
  return addReportOptions(command).addHelpText('after', rehearseExamples(vendor))
}

function addTargetOptions(command: Command, vendor: Vendor): Command {
  const profiles = vendor.profiles.map(({ id }) => id).join(', ')
  return command
    .option('--token <token>', 'bearer token (or set SCIM_TOKEN: arguments show in the process list)')
    .option('--profile <id>', `how the vendor is set up: ${profiles} (default: ${vendor.defaultProfile})`)
    .option('--knob <id=value>', 'a setting of the profile (repeatable)', repeatable, [])
    .option(
      '--settings <file>',
      `what the admin has edited, YAML or JSON (start from: scimulator settings ${vendor.id})`,
    )
    .option('--auth-header <value>', 'sent verbatim as Authorization')
    .option('--basic-user <name>', 'user of HTTP Basic, where the vendor offers it (password in SCIM_PASSWORD)')
    .option(
      '--oauth-token-url <url>',
      'where the vendor gets its tokens, where it offers OAuth 2.0 (SCIM_CLIENT_SECRET, SCIM_REFRESH_TOKEN)',
    )
    .option('--client-id <id>', 'client at the token URL')
    .option('--oauth-scope <scope>', 'scope asked for at the token URL')
    .option('--app-url <template>', 'URL template of a catalogue app, with {subdomain} or {origin}')
    .option(
      '--timeout <time>',
      'give a request up after this time, such as 30 or 500ms (default: the vendor’s)',
      milliseconds,
    )
    .option('--ca <file>', 'certificate authorities to trust, PEM')
    .option('--insecure', 'take any certificate')
    .option('--fast', 'cut waits the target demands to --max-wait')
    .option('--max-wait <time>', 'longest wait with --fast', milliseconds, 1000)
    .option(
      '--fault <kind>',
      `a failure on the way (repeatable): ${faultKinds.join(', ')}; with :method=POST,count=1 and the like`,
      repeatable,
      [],
    )
    .option('--dashboard <url>', 'send the run there (token in SCIMULATOR_INGEST_TOKEN)')
    .option('--no-dashboard', 'send the run nowhere')
    .option('--data <dir>', 'folder of the saved state, and where a running server left dashboard.json (else DATA_DIR)')
}

function addDirectoryOptions(command: Command): Command {
  return command
    .option(
      '--people <file>',
      'people and groups from now on, CSV: userName,givenName,familyName,email,title,department,manager,groups,active',
    )
    .option('--users <n>', `people to generate (default: ${defaultSize.users})`, wholeNumber(1, 1_000_000))
    .option('--groups <n>', `groups to generate (default: ${defaultSize.groups})`, wholeNumber(0, 100_000))
    .option('--seed <text>', `seed of everything random (default: ${DEFAULT_SEED})`)
    .option('--domain <name>', 'mail domain of generated people (default: example.com)')
    .option('--group-prefix <text>', 'put before the names of generated groups')
}

function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--exchanges <which>', 'exchanges the report keeps (default: all up to 1,000 people)').choices([
        'all',
        'failed',
      ]),
    )
    .option(
      '--report <format>',
      'terminal, json, junit, har or html, with =FILE to write a file (repeatable)',
      repeatable,
      [],
    )
    .option('--json', 'print one JSON document on standard output, nothing else')
}

function syncExamples({ id }: Vendor): string {
  return `
Examples:
  $ SCIM_TOKEN=... scimulator sync ${id} --target http://localhost:8080/scim/v2
  $ scimulator sync ${id} --people people.csv --report html=report.html --report junit=report.xml
  $ scimulator sync ${id} --users 200 --groups 10 --scenario churn --option cycles=5 --json > report.json`
}

function actExamples({ id }: Vendor): string {
  return `
Examples:
  $ scimulator act ${id}
  $ scimulator act ${id} connect --people people.csv
  $ scimulator act ${id} assign --person ann@example.com
  $ SCIM_TOKEN=... scimulator act ${id} edit --person ann@example.com --set title=Chief --target http://localhost:8080/scim/v2`
}

function rehearseExamples({ id }: Vendor): string {
  return `
Examples:
  $ SCIM_TOKEN=... scimulator rehearse ${id} http://localhost:8080/scim/v2
  $ SCIM_TOKEN=... scimulator rehearse ${id} http://localhost:8080/scim/v2 --report junit=rehearsal.xml
  $ SCIM_TOKEN=... scimulator rehearse ${id} http://localhost:8080/scim/v2 --json

Exit: 0 no case the vendor demands failed, 1 one did, 2 bad usage or a target that cannot be reached.`
}
