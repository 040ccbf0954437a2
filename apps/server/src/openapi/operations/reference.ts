import { z } from 'zod'
import type { ApiOperation } from '../api-operation.ts'

const TAG = 'Reference'

/** The documents of the APIs, and the page that shows them. */
export const REFERENCE_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'getOpenApi',
    method: 'get',
    path: '/openapi.json',
    tag: TAG,
    summary: 'This document',
    answer: { status: 200, description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) },
  },
  {
    id: 'getScimOpenApi',
    method: 'get',
    path: '/scim-openapi.json',
    tag: TAG,
    summary: 'The document of the SCIM API',
    description: 'Made of the resource types and schemas that the server serves.',
    answer: { status: 200, description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) },
  },
  {
    id: 'getReference',
    method: 'get',
    path: '/reference',
    tag: TAG,
    summary: 'The page that shows both documents',
    answer: { status: 200, description: 'The page.', media: 'text/html' },
  },
  {
    id: 'getReferenceFile',
    method: 'get',
    path: '/reference/{file}',
    tag: TAG,
    summary: 'A script or style sheet of the page',
    answer: { status: 200, description: 'The file.', media: '*/*' },
    failures: [404],
  },
]
