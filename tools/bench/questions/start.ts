// How long does a fresh process take from its start to the first callback verified, opened and parsed? And a command of
// wxdp, to its end?
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '@wxdp-internal/conformance/runner/hosts'
import { launch } from '@wxdp-internal/conformance/runner/launch'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { build } from 'esbuild'
import { makeCallback } from '../contenders/messages.ts'
import type { Contender, Samples } from '../harness/contender.ts'
import { folder, programOf } from '../runner/ask.ts'

interface Start {
  readonly name: string
  readonly role: Contender['role']
  readonly file: string
}

const bundled = '.tmp/bundled.mjs'
const callback = '.tmp/callback.json'
const starts: readonly Start[] = [
  { name: 'node, nothing else', role: 'limit', file: 'starts/nothing.mjs' },
  { name: '@wxdp/notify', role: 'ours', file: 'starts/wxdp.mjs' },
  { name: '@wxdp/notify, bundled', role: 'ours', file: bundled },
  { name: 'wxdp explain', role: 'ours', file: 'starts/command.mjs' },
]

/** Starts one process after the other, in interleaved rounds; each prints its age when its work is done. */
export async function startAll(host: Host, rounds: number): Promise<Samples[]> {
  const program = programOf(host)
  mkdirSync(join(folder, '.tmp'), { recursive: true })
  try {
    await bundle()
    const { headers, body } = await makeCallback()
    const { serialNo, publicKey } = keys.platform
    const settings = {
      keys: { [serialNo]: publicKey },
      apiV3Key,
      headers,
      body: Buffer.from(body).toString(),
    }
    writeFileSync(join(folder, callback), JSON.stringify(settings))
    const results = starts.map(({ name, role }) => ({
      name,
      role,
      us: [] as number[],
      cores: [] as number[],
    }))
    // The first round fills the file cache.
    for (let round = -1; round < rounds; round++) {
      for (const [at, { name, file }] of starts.entries()) {
        const { output, problem } = await launch(program, [file, callback], folder, 30_000)
        const [age, used] = (/(?<=^READY ).*$/m.exec(output)?.[0] ?? '').split(' ').map(Number)
        if (problem !== undefined || !age || !used) throw new Error(`${name}: ${problem ?? output}`)
        if (round < 0) continue
        results[at]?.us.push(age * 1000)
        results[at]?.cores.push(used / age)
      }
    }
    return results
  } finally {
    for (const file of [bundled, callback]) rmSync(join(folder, file), { force: true })
  }
}

/** One file made of the installed packages, as many deploy it. */
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
