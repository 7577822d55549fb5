// A project of a user, which installs from a registry.
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { roundTrip } from '@wxdp-internal/consumers/round-trip'

export interface Consumer {
  /** Runs npm in the project, and returns what it prints. */
  npm(...args: string[]): Promise<string>
  /** Sets a callback URL and handles a callback; returns what happened, the message of an error, and the client's
   * name in requests. */
  run(): Promise<string>
  /** The manifest of an installed package. */
  manifest(name: string): Readonly<Record<string, unknown>>
}

const program = `import { createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'
import { createSandbox } from '@wxdp/sandbox'
${roundTrip}
console.log(await roundTrip())
const { clientOptions } = await createSandbox()
const options = clientOptions()
let userAgent
const fetch = (url, init) => {
  userAgent = new Headers(init.headers).get('user-agent')
  return options.fetch(url, init)
}
const input = { sp_mchid: '1900000001', notify_url: 'https://pay.example.com/wechatpay/plans' }
await createClient({ ...options, fetch }).call(setNotifyUrl, input)
try {
  createVerifier({ keys: {} })
} catch ({ message }) {
  console.log(message)
}
console.log(userAgent)
`

export function createConsumer(
  folder: string,
  { url, token }: { readonly url: string; readonly token: string },
): Consumer {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  writeFileSync(join(folder, 'program.js'), program)
  // The path of the token begins after the protocol.
  writeFileSync(
    join(folder, '.npmrc'),
    `registry=${url}\n${url.replace('http:', '')}:_authToken=${token}\ncache=${join(folder, '.cache')}\n`,
  )
  // Not execFileSync: the registry is in this process.
  const run = async (command: string, args: readonly string[]): Promise<string> => {
    const shell = process.platform === 'win32' && command === 'npm'
    const { stdout } = await promisify(execFile)(command, args, { cwd: folder, shell })
    return stdout.trim()
  }
  return {
    npm: (...args) => run('npm', [...args, '--no-audit', '--no-fund']),
    run: () => run(process.execPath, ['program.js']),
    manifest: (name) => JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')),
  }
}
