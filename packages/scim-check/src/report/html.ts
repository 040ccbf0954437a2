import type { CheckExchange, HeaderList } from '../client/exchange.ts'
import { type CheckReport, type CheckResult, problemsOf } from '../engine/report.ts'
import { escapeMarkup } from './text.ts'

const STYLE = `
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0}main{max-width:70rem;margin:0 auto;padding:1rem}
h1{font-size:1.3rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin-top:2rem}h3{font-size:1rem;margin:0}
p{margin:.25rem 0;overflow-wrap:anywhere}.advice{font-weight:600}.meta{font-size:.85rem;opacity:.8}
.problem{border-left:4px solid #c02626;padding:.25rem .75rem;margin:1rem 0}.problem.warn{border-color:#b58900}
.pass{color:#0a7a3d}.fail{color:#c02626}.warn,.skip{color:#8a6100}.problem.fail,.problem.warn{color:inherit}
@media (prefers-color-scheme:dark){.pass{color:#4ade80}.fail{color:#f87171}.warn,.skip{color:#fbbf24}.problem{color:inherit}}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;overflow-wrap:anywhere;padding:.15rem .5rem;border-top:1px solid #8884}
details{border-top:1px solid #8884;padding:.3rem 0}summary{cursor:pointer;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:.5rem;margin:.25rem 0;font-size:.85rem}
`

/** One page that needs nothing else: what is not well with its exchanges and advice, then every row. */
export function htmlReport(report: CheckReport): string {
  const { target, summary, startedAt, results } = report
  const problems = problemsOf(report)
  const title = escapeMarkup(`SCIM check of ${target}`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${STYLE}</style></head><body><main>
<h1>${title}</h1>
<p class="meta">${escapeMarkup(startedAt)}${report.interrupted ? ', broken off before its end' : ''}</p>
<p><b class="pass">${summary.pass} passed</b>, <b class="fail">${summary.fail} failed</b>, <b class="warn">${summary.warn} warned</b>, <b class="skip">${summary.skip} skipped</b></p>
${problems.length === 0 ? '' : `<h2>What to change, the most damaging first</h2>\n${problems.map(problem).join('\n')}`}
<h2>Every check</h2>
<table><thead><tr><th>Row</th><th>Level</th><th>Requirement</th><th>Outcome</th><th>Detail</th></tr></thead><tbody>
${results.map(row).join('\n')}
</tbody></table>
</main></body></html>
`
}

function problem({ id, level, title, outcome, detail, section, advice, exchanges }: CheckResult): string {
  return `<section class="problem ${outcome}"><h3>${escapeMarkup(`${id} [${level}] ${title}`)}</h3>
<p>${escapeMarkup(detail)}</p><p class="advice">${escapeMarkup(advice)}</p><p class="meta">${escapeMarkup(section)}</p>
${exchanges.map(exchange).join('\n')}</section>`
}

function row({ id, level, title, outcome, detail }: CheckResult): string {
  const cells = [id, level, title].map((text) => `<td>${escapeMarkup(text)}</td>`).join('')
  return `<tr>${cells}<td class="${outcome}">${outcome}</td><td>${escapeMarkup(detail)}</td></tr>`
}

function exchange({ request, response, error, ms }: CheckExchange): string {
  const answer = response === null ? `no answer: ${error ?? ''}` : String(response.status)
  const sent = `${request.method} ${request.target}\n${lines(request.headers)}\n\n${request.body ?? ''}`.trimEnd()
  const received =
    response === null ? '' : `${response.status}\n${lines(response.headers)}\n\n${response.body}`.trimEnd()
  return `<details><summary>${escapeMarkup(`${request.method} ${request.target} → ${answer} (${ms} ms)`)}</summary>
<pre>${escapeMarkup(sent)}</pre>${received === '' ? '' : `<pre>${escapeMarkup(received)}</pre>`}</details>`
}

function lines(headers: HeaderList): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n')
}
