// One use of each published package, however they were loaded.
exports.tour = async ({ check, core, createScimRouter, StoreError, createMemoryStore, createSqliteStore, express }) => {
  const { applyPatch, createTolerances, evaluateFilter, GROUP, parseFilter, parsePatchRequest, resolveFilter, USER } =
    core
  const resourceTypes = [USER, GROUP]
  const user = { schemas: [core.USER_SCHEMA], userName: 'ada@example.com', active: true }
  const filter = resolveFilter(parseFilter('userName eq "ADA@example.com" and active eq true'), USER)
  const body = { schemas: [core.PATCH_OP], Operations: [{ op: 'replace', path: 'active', value: false }] }
  const strict = createTolerances([])
  const patched = applyPatch(user, parsePatchRequest(body, strict), USER, strict)

  const stores = [createMemoryStore({ resourceTypes }), createSqliteStore({ resourceTypes, file: ':memory:' })]
  const found = []
  for (const store of stores) {
    await store.transact('main', (tx) => tx.create('User', user))
    const refused = await store.transact('main', (tx) => tx.create('User', user)).catch((error) => error)
    const page = await store.read('main').query({ resourceType: 'User', filter, startIndex: 1, count: 10 })
    found.push({ total: page.totalResults, refused: refused instanceof StoreError && refused.kind })
  }

  const app = express()
  const authenticate = () => ({ tenant: 'main' })
  app.use('/scim', createScimRouter({ store: stores[1], authenticate, baseUrl: 'http://localhost/scim' }))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const response = await fetch(
    `http://127.0.0.1:${server.address().port}/scim/Users?filter=userName+eq+"ada@example.com"`,
  )
  const answer = { status: response.status, total: (await response.json()).totalResults }
  server.close()
  for (const store of stores) await store.close()

  return {
    matches: [user, patched].map((one) => evaluateFilter(filter, one, USER)),
    found,
    answer,
    checks: check.selectChecks(check.ALL_CHECKS, { only: ['M-006'] }).map(({ id }) => id),
  }
}
