// A fresh process: how long from its start to the first callback verified, opened and parsed?
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Host } from '../../conformance/runner/hosts.ts'
import { launch } from '../../conformance/runner/launch.ts'
import { apiV3Key, platformSerial, publicKey, text } from '../contenders/keys.ts'
import { makeCallback } from '../contenders/messages.ts'
import type { Contender, Samples } from '../harness/contender.ts'
import { folder } from '../runner/ask.ts'

interface Start {
  readonly name: string
  readonly role: Contender['role']
  readonly file: string
}

const bundled = '.tmp/bundled.mjs'
const starts: readonly Start[] = [
  { name: 'node, nothing else', role: 'limit', file: 'starts/bare.mjs' },
  { name: '@wxdp/notify', role: 'ours', file: 'starts/wxdp.mjs' },
  { name: '@wxdp/notify, bundled', role: 'aside', file: bundled },
  { name: 'bare node:crypto', role: 'aside', file: 'starts/node-crypto.mjs' },
  { name: 'wechatpay-axios-plugin', role: 'peer', file: 'starts/axios-plugin.mjs' },
  { name: 'wechatpay-node-v3', role: 'peer', file: 'starts/node-v3.mjs' },
]

/** One process after the other, in interleaved rounds; each prints how old it is when its work is done. */
export async function startAll(host: Host, rounds: number): Promise<Samples[]> {
  const program = host.program()
  if (program === undefined) throw new Error('it is not installed')
  const callback = '.tmp/callback.json'
  mkdirSync(join(folder, '.tmp'), { recursive: true })
  try {
    await bundle()
    const { headers, body } = await makeCallback()
    const keys = { [platformSerial]: publicKey }
    writeFileSync(join(folder, callback), JSON.stringify({ keys, apiV3Key, headers, body: text(body) }))
    const us: number[][] = starts.map(() => [])
    const cores: number[][] = starts.map(() => [])
    // The first round warms the file cache.
    for (let round = -1; round < rounds; round++) {
      for (const [at, { name, file }] of starts.entries()) {
        const { output, problem } = await launch(program, [file, callback], folder, 30_000)
        const [age, used] = (/(?<=^READY ).*$/m.exec(output)?.[0] ?? '').split(' ').map(Number)
        if (problem !== undefined || !age || !used) throw new Error(`${name}: ${problem ?? output}`)
        if (round < 0) continue
        us[at]?.push(age * 1000)
        cores[at]?.push(used / age)
      }
    }
    return starts.map(({ name, role }, at) => ({ name, role, us: us[at] ?? [], cores: cores[at] }))
  } finally {
    for (const file of [bundled, callback]) rmSync(join(folder, file), { force: true })
  }
}

/** As many deploy: one file, from the packages as installed. */
async function bundle(): Promise<void> {
  await build({
    entryPoints: [join(folder, 'starts/wxdp.mjs')],
    outfile: join(folder, bundled),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    tsconfigRaw: {},
    logLevel: 'error',
  })
}
