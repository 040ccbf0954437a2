// A third-party SCIM server: the directory sync of Polis in memory, behind a route as thin as its own. Prints one JSON line when ready.
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import jackson from '@boxyhq/saml-jackson'
import { listen } from './listen.mjs'

const base = '/api/scim/v2.0'
const silent = { info: () => {}, warn: () => {}, error: () => {} }

function toRequest(request, url, body) {
  const [directoryId, resourceType = '', resourceId] = url.pathname.slice(base.length + 1).split('/')
  const number = (name) => (url.searchParams.has(name) ? Number.parseInt(url.searchParams.get(name), 10) : undefined)
  return {
    body: body ? JSON.parse(body) : undefined,
    method: request.method,
    directoryId,
    resourceType,
    resourceId: resourceId && decodeURIComponent(resourceId),
    apiSecret: /^Bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null,
    query: {
      count: number('count'),
      startIndex: number('startIndex'),
      filter: url.searchParams.get('filter') ?? undefined,
    },
  }
}

async function answer(requests, request) {
  try {
    const url = new URL(request.url, 'http://localhost')
    return await requests.handle(toRequest(request, url, await text(request)))
  } catch (error) {
    return { status: 500, data: { message: error.message } }
  }
}

const server = createServer()
await listen(server, async (origin) => {
  const { directorySyncController } = await jackson.default({
    externalUrl: origin,
    samlPath: '/saml',
    db: { engine: 'mem' },
    noAnalytics: true,
    logger: silent,
  })
  const { data, error } = await directorySyncController.directories.create({
    tenant: 'interop',
    product: 'interop',
    name: 'interop',
    type: 'generic-scim-v2',
  })
  if (error) throw new Error(error.message)
  server.on('request', async (request, response) => {
    const { status, data } = await answer(directorySyncController.requests, request)
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(data))
  })
  return { url: `${origin}${base}/${data.id}`, token: data.scim.secret }
})
