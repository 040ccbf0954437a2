// The published packages imported by a program in plain JavaScript.
import * as check from '@scimulator/scim-check'
import * as core from '@scimulator/scim-core'
import { createScimRouter } from '@scimulator/scim-express'
import { StoreError } from '@scimulator/scim-store'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import { createSqliteStore } from '@scimulator/scim-store/sqlite'
import express from 'express'
import { tour } from './tour.cjs'

const packages = { check, core, createScimRouter, StoreError, createMemoryStore, createSqliteStore, express }
console.log(JSON.stringify(await tour(packages)))
