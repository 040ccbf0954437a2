import type { RequestHandler, Response } from 'express'

/** Where a page's form may go, and whether it runs the page's own script. */
export interface PagePolicy {
  readonly formAction: string
  readonly script?: boolean
}

/** Headers of every answer: nothing is kept, framed, guessed or shared with another origin. */
export function pageHeaders(): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'strict-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    })
    allow(response, { formAction: "'none'" })
    next()
  }
}

/** Sends a page. */
export function sendPage(response: Response, status: number, page: string, policy?: PagePolicy): void {
  if (policy) allow(response, policy)
  response.status(status).type('html').send(page)
}

function allow(response: Response, { formAction, script = false }: PagePolicy): void {
  const directives = [
    "default-src 'none'",
    "style-src 'self'",
    ...(script ? ["script-src 'self'"] : []),
    `form-action ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  response.set('Content-Security-Policy', directives.join('; '))
}
