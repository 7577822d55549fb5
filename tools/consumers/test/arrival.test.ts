// The overview of the frameworks lets callbacks arrive: its commands, one after the other, with the output that it shows.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { runWxdp } from '../arrival.ts'
import { createProject } from '../project.ts'
import { blocksOf, compiled, recipesOf } from '../recipes.ts'
import { ownPort, serve } from '../server.ts'

const page = 'frameworks/overview'

// Its commands are for a shell of POSIX.
it.skipIf(process.platform === 'win32')('each step does what the page says', async ({ onTestFinished }) => {
  const [write = '', start = '', send = ''] = blocksOf(page, 'sh')
  const [judged = '', printed = ''] = blocksOf(page, 'text')
  const consent = "sandbox: WECHATPAY_SANDBOX === '1'"
  expect(recipesOf(page).join()).toContain(consent)
  const port = await ownPort()
  const at = (text: string): string => text.replace('8080', `${port}`)
  const code = blocksOf('frameworks/node-http', 'ts')
    .join()
    .replace('PLATFORM_PUBLIC_KEY } })', `PLATFORM_PUBLIC_KEY }, ${consent} })`)
    .replace("PLATFORM_PUBLIC_KEY = '' }", "PLATFORM_PUBLIC_KEY = '', WECHATPAY_SANDBOX }")
  const project = createProject('arrival', {
    'package.json': { type: 'module' },
    'server.js': at(compiled(code)),
  })

  expect(await runWxdp(at(write), project.folder)).toMatchObject({ exitCode: 0 })
  expect(readFileSync(join(project.folder, 'sandbox.env'), 'utf8')).toContain('WECHATPAY_SANDBOX=1')
  const exec = start.replace('node server.js', `exec '${process.execPath}' server.js`)
  expect(exec).not.toBe(start)
  const server = await serve(project, { command: ['sh', '-c', exec], port, onTestFinished })
  const { output } = await runWxdp(at(send), project.folder)
  const still = (text: string): string => text.replace(/\d+ ms/g, '1 ms')
  expect(still(output)).toBe(still(judged))
  const id = /^\S+/
  await vi.waitFor(() => expect(server.output().replace(id, 'ID')).toBe(printed.replace(id, 'ID')))
})
