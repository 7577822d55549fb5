// Runs the commands of the Dockerfile, which nothing here can build: installs the tarballs, serves, checks the health.
import { execFile, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '@wxdp-internal/services'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { home } from '../project.ts'

const root = join(import.meta.dirname, '../../..')
const dockerfile = readFileSync(join(root, 'packages/wxdp/Dockerfile'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'wxdp-container-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The JSON form of an instruction, with this port and this folder instead of those of the container. */
function commandOf(instruction: string, port: number): string[] {
  const [, json = ''] =
    new RegExp(`^${instruction} (?:--\\S+ )*(?:CMD )?(\\[.*\\])$`, 'm').exec(dockerfile) ?? []
  return JSON.parse(json.replaceAll('8080', `${port}`).replaceAll('/data/', `${folder}/data/`))
}

it('installs the packages, serves as a user without rights, is healthy, and stops at once', async () => {
  const [, run = ''] = /^RUN ((?:.*\\\n)*.*)$/m.exec(dockerfile) ?? []
  const install = run.split('&&')[0]?.replace(/\\\n/g, ' ').trim() ?? ''
  expect(install).toMatch(/^npm install .* "wxdp@\$\{WXDP_VERSION\}"$/)
  const tarballs = readdirSync(join(home, 'tarballs')).map((file) => join(home, 'tarballs', file))
  const args = install.split(' ').slice(1, -1)
  await promisify(execFile)('npm', [...args, ...tarballs], {
    cwd: folder,
    timeout: 180_000,
    shell: process.platform === 'win32',
  })
  // As `install --directory --owner=node` does.
  mkdirSync(join(folder, 'data'))
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'data'), 0o777)

  const port = await freePort()
  const [program = '', ...rest] = [...commandOf('ENTRYPOINT', port), ...commandOf('CMD', port)]
  // Root may become somebody else; who is not root already is.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const env = { PATH: [join(folder, 'node_modules/.bin'), process.env.PATH].join(delimiter), LANG: 'C' }
  const child = spawn(program, rest, { cwd: folder, env, ...nobody, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let settings = ''
  child.stdout.on('data', (data) => {
    settings += data
  })
  const [node = '', ...check] = commandOf('HEALTHCHECK', port)
  const isHealthy = () =>
    promisify(execFile)(node, check, { env, ...nobody }).then(
      () => true,
      () => false,
    )
  expect(await isHealthy().then(() => true)).toBe(true)
  await expect.poll(isHealthy, { timeout: 60_000, interval: 200 }).toBe(true)
  expect(settings).toMatch(/^# Settings of a wxdp sandbox/)
  expect(settings).toContain(`WECHATPAY_HOST=http://127.0.0.1:${port}\n`)
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  const state = join(folder, 'data/sandbox.json')
  expect(existsSync(state)).toBe(true)
  if (process.platform !== 'win32') expect(statSync(state).mode & 0o777).toBe(0o600)
  expect(await isHealthy()).toBe(false)
})
