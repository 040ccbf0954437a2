import type { Request } from 'express'

/**
 * Address of the pages, on the port the request came to. Always by the name `localhost`: to a browser, all ports of it
 * are one site.
 */
export function pagesAddress(request: Request): string {
  return `http://localhost:${request.socket.localPort ?? 80}/idp`
}
