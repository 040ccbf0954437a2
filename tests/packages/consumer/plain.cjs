// The published packages, ES modules all, required by a program in CommonJS.
const check = require('@scimulator/scim-check')
const core = require('@scimulator/scim-core')
const { createScimRouter } = require('@scimulator/scim-express')
const { StoreError } = require('@scimulator/scim-store')
const { createMemoryStore } = require('@scimulator/scim-store/memory')
const { createSqliteStore } = require('@scimulator/scim-store/sqlite')
const express = require('express')
const { tour } = require('./tour.cjs')

const packages = { check, core, createScimRouter, StoreError, createMemoryStore, createSqliteStore, express }
tour(packages).then((seen) => console.log(JSON.stringify(seen)))
