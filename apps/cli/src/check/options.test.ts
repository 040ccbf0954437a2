import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckOptions, type CheckPlan, readPlan } from './options.ts'

const url = 'http://localhost:4000/scim/v2'
const plan = (more: Partial<CheckOptions> = {}, env: NodeJS.ProcessEnv = {}, target = url): Promise<CheckPlan> =>
  readPlan(target, { level: 'all', timeout: '10', report: [], ...more }, env)

describe('the options of check', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scimulator-check-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('the token comes from the option, else from SCIM_TOKEN, else there is none', async () => {
    expect((await plan({ token: 'a' }, { SCIM_TOKEN: 'b' })).token).toBe('a')
    expect((await plan({}, { SCIM_TOKEN: 'b' })).token).toBe('b')
    expect((await plan({}, { SCIM_TOKEN: '' })).token).toBeUndefined()
  })

  it('a token for /Me comes from the option, else from SCIM_ME_TOKEN, beside that of the run', async () => {
    const { token, meToken } = await plan({ meToken: 'a' }, { SCIM_TOKEN: 'b', SCIM_ME_TOKEN: 'c' })
    expect([token, meToken]).toEqual(['b', 'a'])
    expect((await plan({}, { SCIM_ME_TOKEN: 'c' })).meToken).toBe('c')
    expect((await plan({}, { SCIM_ME_TOKEN: '' })).meToken).toBeUndefined()
    await expect(plan({ meToken: 'a\nb' })).rejects.toThrow('The token is empty')
  })

  it('rows are separated by commas or blanks, and the time has a unit or counts seconds', async () => {
    expect((await plan({ only: 'M-006, F X' })).only).toEqual(['M-006', 'F', 'X'])
    expect((await plan({ timeout: '500ms' })).timeoutMs).toBe(500)
    expect((await plan({ timeout: '2.5' })).timeoutMs).toBe(2500)
  })

  it('a terminal report is shown unless another form is', async () => {
    const file = join(folder, 'report.html')
    const terminal = { format: 'terminal', file: undefined }
    expect((await plan()).destinations).toEqual([terminal])
    expect((await plan({ report: [`html=${file}`] })).destinations).toEqual([terminal, { format: 'html', file }])
    expect((await plan({ report: ['junit'] })).destinations).toEqual([{ format: 'junit', file: undefined }])
    expect((await plan({ json: true })).destinations).toEqual([{ format: 'json', file: undefined }])
  })

  it.each<[Partial<CheckOptions>, RegExp]>([
    [{ level: 'may' }, /^--level "may" is none of must, should, all\.$/],
    [{ timeout: 'soon' }, /^--timeout is a time such as/],
    [{ report: ['html='] }, /^--report html= names no file\.$/],
    [{ report: ['html=/no/such/folder/x.html'] }, /^The folder of the report .* does not exist\.$/],
    [{ report: ['html'], json: true }, /^With --json every --report needs a file/],
    [{ token: 'a\nb' }, /^The token is empty or has a character no HTTP header can carry\.$/],
    [{ ca: '/no/such/file' }, /^\/no\/such\/file cannot be read/],
  ])('%j is refused with one line', async (options, message) => {
    await expect(plan(options)).rejects.toThrow(message)
  })

  it('a file without a certificate is no CA, and an address with a query no base', async () => {
    const file = join(folder, 'empty.pem')
    await writeFile(file, '')
    await expect(plan({ ca: file })).rejects.toThrow('holds no certificate in PEM form.')
    await expect(plan({}, {}, `${url}?a=b`)).rejects.toThrow('The address has a query')
  })
})
