// A third-party SCIM server: scimmy-routers over two maps on Express 4. Prints one JSON line when ready.
// What its handlers decide is ours, not the library's: a PUT of an unknown id makes a resource, the scheme of the
// Authorization header is read by case, and userNames are compared by case (S-047, C-005, Z-016).
import { randomUUID } from 'node:crypto'
import express from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'

const token = process.env.SCIM_TOKEN
const users = new Map()
const groups = new Map()

function declare(type, rows, unique) {
  SCIMMY.Resources.declare(type, {
    egress: (resource) => {
      if (resource.id) {
        const row = rows.get(resource.id)
        if (!row) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`)
        return row
      }
      const all = [...rows.values()]
      return resource.filter ? resource.filter.match(all) : all
    },
    ingress: (resource, data) => {
      const id = resource.id ?? randomUUID()
      const value = { ...JSON.parse(JSON.stringify(data)), id }
      const taken = [...rows.values()].some((row) => row.id !== id && row[unique] === value[unique])
      if (taken) throw new SCIMMY.Types.Error(409, 'uniqueness', `${unique} "${value[unique]}" is taken`)
      const now = new Date().toISOString()
      value.meta = { created: rows.get(id)?.meta?.created ?? now, lastModified: now }
      rows.set(id, value)
      return value
    },
    degress: (resource) => {
      if (!rows.delete(resource.id)) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`)
    },
  })
}

declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false), users, 'userName')
declare(SCIMMY.Resources.Group, groups, 'displayName')

const app = express()
app.use(
  '/scim/v2',
  new SCIMMYRouters({
    type: 'bearer',
    handler: (request) => {
      if (request.header('Authorization') !== `Bearer ${token}`) throw new Error('Authorization not detected!')
      return 'admin'
    },
  }),
)
const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/scim/v2` }))
})
