/** Counters of the process, without any label that names a team, a person or a token. */
export interface Metrics {
  countRequest(method: string, status: number): void
  countTolerance(id: string): void
  countRunEvents(count: number): void
  /** A SCIM request came with credentials that open nothing. */
  countWrongCredentials(): void
  /** A request was turned away for the number of requests. */
  countRefusal(status: 429 | 503): void
  /** The Prometheus text format. */
  print(gauges: Readonly<Record<string, number>>): string
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Counters that start at zero. */
export function createMetrics(): Metrics {
  const requests = new Map<string, number>()
  const tolerances = new Map<string, number>()
  const refusals = new Map<string, number>()
  let runEvents = 0
  let wrongCredentials = 0
  const add = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
  return {
    countRequest(method, status) {
      const known = METHODS.has(method) ? method : 'other'
      add(requests, `method="${known}",status="${status}"`)
    },
    countTolerance: (id) => add(tolerances, `tolerance="${id}"`),
    countRunEvents(count) {
      runEvents += count
    },
    countWrongCredentials() {
      wrongCredentials += 1
    },
    countRefusal: (status) => add(refusals, `status="${status}"`),
    print(gauges) {
      return [
        ...family('scim_requests_total', 'counter', 'SCIM requests answered.', requests),
        ...family('scim_tolerances_used_total', 'counter', 'Requests that needed a tolerance.', tolerances),
        ...family(
          'scim_wrong_credentials_total',
          'counter',
          'SCIM requests with credentials that open nothing.',
          new Map([['', wrongCredentials]]),
        ),
        ...family('refusals_total', 'counter', 'Requests turned away for the number of requests.', refusals),
        ...family('run_events_total', 'counter', 'Events that simulators sent.', new Map([['', runEvents]])),
        ...Object.entries(gauges).flatMap(([name, value]) => family(name, 'gauge', name, new Map([['', value]]))),
        '',
      ].join('\n')
    },
  }
}

function family(name: string, type: string, help: string, values: ReadonlyMap<string, number>): string[] {
  const lines = [...values].map(([labels, value]) => `scimulator_${name}${labels === '' ? '' : `{${labels}}`} ${value}`)
  return [`# HELP scimulator_${name} ${help}`, `# TYPE scimulator_${name} ${type}`, ...lines]
}
