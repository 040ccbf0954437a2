import { type Exchange, type Finding, type HeaderList, OWN_CHECK_LABEL, type SyncReport } from '@scimulator/admin-api'
import type { RunRecord } from './collect.ts'
import { faultName } from './faults.ts'
import { htmlStyle } from './html-style.ts'
import { actionText, isOwnCheck } from './own-check.ts'
import { escapeMarkup } from './text.ts'
import { duration, realMs, span } from './times.ts'

/** One self-contained page: no script, nothing loaded, every text escaped. */
export function htmlReport(record: RunRecord): string {
  const { head, notes, report } = record
  const title = `${head.vendorLabel} → ${head.target}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title><style>${htmlStyle}</style></head><body><main>
<h1>${text(title)} <span class="${report.verdict}">${report.verdict}</span></h1>
<p>${text(`${head.profileLabel}, scenario ${head.scenario}, seed ${head.seed}, ${head.startedAt}, took ${duration(realMs(record))}${simulated(report)}`)}</p>
${report.stopped === null ? '' : `<p class="fail">${text(`Stopped: ${report.stopped}`)}</p>`}
${notes.map((note) => `<p class="meta">${text(note)}</p>`).join('\n')}
${counters(report)}
${coverage(report)}
${rehearsal(report)}
${faults(report)}
<h2>Findings</h2>
${report.findings.length === 0 ? '<p>None.</p>' : report.findings.map(finding).join('\n')}
${inferred(report)}
<h2>Steps</h2>
${report.steps.map(step).join('\n')}
</main></body></html>
`
}

const text = escapeMarkup

function simulated({ simulatedMs = 0 }: SyncReport): string {
  return simulatedMs > 0 ? `, simulated time: ${span(simulatedMs)}` : ''
}

/** The cases of an acceptance suite, each with its exchanges. */
function rehearsal({ rehearsal: suite }: SyncReport): string {
  if (suite === undefined) return ''
  const rows = suite.cases.map((one) => {
    const said = [one.reason, one.asserted && `asserted: ${one.asserted}`, one.instead && `instead: ${one.instead}`]
    const known = one.knownFalseFailure && `known false failure: ${one.knownFalseFailure}`
    const notes = [one.level, ...said, known, `evidence: ${one.mark}`].filter((note) => note !== undefined)
    const links = linksTo(one.exchanges)
    const outcome = { pass: 'succeeded', fail: 'failed', skip: 'skipped', notRun: 'notSent' }[one.outcome]
    return `<p><span class="outcome ${outcome}">${one.outcome}</span> ${text(one.id)} <b>${text(one.title)}</b> <span class="meta">${text(notes.join(' · '))}</span> ${links}</p>`
  })
  return `<h2>${text(suite.label)}</h2>\n${rows.join('\n')}`
}

function linksTo(exchanges: readonly string[]): string {
  return exchanges.map((exchange) => `<a href="#${text(exchange)}">${text(exchange)}</a>`).join(', ')
}

/** What was injected on purpose, and whom it met. */
function faults({ faults: injected = [], steps }: SyncReport): string {
  if (injected.length === 0) return ''
  const shown = new Set(steps.flatMap(({ exchanges }) => exchanges.map(({ id }) => id)))
  const rows = injected.map((fault) => {
    const links = linksTo(fault.exchanges.filter((id) => shown.has(id)))
    const met = fault.hits === 0 ? 'no request' : fault.hits === 1 ? '1 request' : `${fault.hits} requests`
    return `<li><b>${text(faultName(fault))}</b> <span class="meta">met by ${met}</span> ${links}</li>`
  })
  return `<h2>Faults injected on purpose: ${injected.length}</h2>\n<ul>${rows.join('')}</ul>`
}

/** What the run rests on that is concluded, not known. */
function inferred({ inferred: claims }: SyncReport): string {
  if (claims === undefined) return ''
  const rows = claims.map(
    ({ kind, id, summary }) => `<li>${text(kind)} <b>${text(id)}</b> <span class="meta">${text(summary)}</span></li>`,
  )
  const list = rows.length === 0 ? '<p>Nothing that was used.</p>' : `<ul>${rows.join('')}</ul>`
  return `<h2>Inferred, so not to rely on: ${claims.length}</h2>\n${list}`
}

function counters({ counters: { simulatedMs: _time, ...values } }: SyncReport): string {
  const cells = Object.entries(values).map(
    ([name, value]) => `<div><dt>${text(words(name))}</dt><dd>${value}</dd></div>`,
  )
  return `<dl>${cells.join('')}</dl>`
}

/** `notSent` as `not sent`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function coverage({ coverage: { known, exercised, survived, missing, broken } }: SyncReport): string {
  const parts = [`${exercised} of ${known} request shapes exercised, ${survived} survived.`]
  if (missing.length > 0) parts.push(`Not exercised: ${missing.join(', ')}.`)
  if (broken.length > 0) parts.push(`Broken: ${broken.join(', ')}.`)
  return `<p>${text(parts.join(' '))}</p>`
}

function finding({ level, title, consequence, change, rfc, mark, id, exchanges }: Finding): string {
  const links = linksTo(exchanges)
  return `<section class="finding ${level}"><h3>${text(title)}</h3>
<p>${text(consequence)}</p><p><b>To change:</b> ${text(change)}</p>
<p class="meta">${text([id, rfc ?? 'no RFC rule', `evidence: ${mark}`].join(' · '))} · ${links}</p></section>`
}

function step(played: SyncReport['steps'][number]): string {
  const { subject, outcome, reason, cause, exchanges } = played
  const head = `<span class="outcome ${outcome}">${outcome}</span> ${text(actionText(played))} <b>${text(subject.name)}</b>`
  const notes = [reason, cause === null ? null : `because of: ${cause}`].filter((note) => note !== null)
  const meta = notes.length === 0 ? '' : ` <span class="meta">${text(notes.join(' · '))}</span>`
  return `<details${outcome === 'failed' ? ' open' : ''}><summary>${head}${meta}</summary>${exchanges.map(exchange).join('')}</details>`
}

function exchange(seen: Exchange): string {
  const { id, request, response, error, ms, attempt, quirks, tolerances, fault } = seen
  const own = isOwnCheck(seen) ? [OWN_CHECK_LABEL] : []
  const tags = [
    ...own,
    ...(fault === undefined ? [] : [`fault: ${fault}`]),
    ...quirks.map((quirk) => `quirk ${quirk}`),
    ...(tolerances ?? []).map((name) => `tolerance ${name}`),
  ]
  const meta = [id, `${ms} ms`, ...(attempt > 1 ? [`attempt ${attempt}`] : []), ...tags].join(' · ')
  const answer =
    response === null
      ? (error ?? '')
      : message(`${response.status} ${response.reasonPhrase}`, response.headers, response.body)
  return `<div class="exchange" id="${text(id)}"><p class="meta">${text(meta)}</p>
<pre>${text(message(`${request.method} ${request.target}`, request.headers, request.body ?? ''))}</pre><pre>${text(answer)}</pre></div>`
}

function message(firstLine: string, headers: HeaderList, body: string): string {
  const lines = [firstLine, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return body === '' ? lines.join('\n') : `${lines.join('\n')}\n\n${pretty(body)}`
}

function pretty(body: string): string {
  try {
    const shown = JSON.stringify(JSON.parse(body), null, 2)
    // Deep nesting would be mostly indentation.
    return shown.length > 20 * body.length ? body : shown
  } catch {
    return body
  }
}
