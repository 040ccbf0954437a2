import type { RequestHandler } from 'express'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Answers only under the names of this machine's loopback, so that no web page reaches the simulator under its own. */
export function loopbackHostsOnly(): RequestHandler {
  return (request, response, next) => {
    const { host } = request.headers
    const url = host !== undefined && /^[\w.:[\]-]{1,300}$/.test(host) ? `http://${host}` : ''
    if (URL.canParse(url) && LOOPBACK.has(new URL(url).hostname)) next()
    else response.status(421).type('text/plain').send('The simulator answers on this machine only.\n')
  }
}
