import { describe, expect, it } from 'vitest'
import { type MetadataForm, orderOf, problemOf } from './metadata-form.ts'

const form = (part: Partial<MetadataForm>): MetadataForm => ({ by: 'url', url: '', text: '', ...part })

describe('the metadata form', () => {
  it('takes a complete address, cleaned', () => {
    const pasted = form({ url: ' https://idp.example//metadata ' })
    expect(problemOf(pasted)).toBeNull()
    expect(orderOf(pasted)).toEqual({ metadataUrl: 'https://idp.example/metadata' })
    expect(problemOf(form({ url: 'idp.example/metadata' }))).toMatch(/https/)
  })

  it('takes XML as text, and nothing else', () => {
    const pasted = form({ by: 'text', text: '<EntityDescriptor/>', url: 'https://x.example' })
    expect(problemOf(pasted)).toBeNull()
    expect(orderOf(pasted)).toEqual({ metadata: '<EntityDescriptor/>' })
    expect(problemOf(form({ by: 'text', text: '  ' }))).toMatch(/Choose/)
    expect(problemOf(form({ by: 'text', text: '{}' }))).toMatch(/XML/)
    expect(problemOf(form({ by: 'text', text: '<'.repeat(512_001) }))).toMatch(/too long/)
  })
})
