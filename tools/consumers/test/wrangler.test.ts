// Wrangler bundles the worker of the README, and workerd runs it, with and without Node compatibility.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { callbackRequest } from '@wxdp-internal/fixtures/messages'
import { Miniflare } from 'miniflare'
import { expect, it } from 'vitest'
import { createProject } from '../project.ts'

const worker = `import { createVerifier } from '@wxdp/auth'
import { createWorker } from '@wxdp/notify/worker'

interface Env {
  readonly API_V3_KEY: string
  readonly PLATFORM_SERIAL: string
  readonly PLATFORM_PUBLIC_KEY: string
}

export default createWorker((env: Env) => ({
  verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY } }),
  apiV3Key: env.API_V3_KEY,
  onNotification: async (notification) => console.log(notification.id, notification.kind),
}))
`

const compatibilityDate = '2026-07-30'

it.for<readonly [name: string, flags: string[]]>([
  ['with no flag', []],
  ['with nodejs_compat', ['nodejs_compat']],
  ['without Node compatibility', ['no_nodejs_compat', 'no_nodejs_compat_v2']],
])('%s', async ([, flags], { task }) => {
  const project = createProject(`wrangler-${task.id}`, {
    'package.json': { private: true, type: 'module' },
    'worker.ts': worker,
    'wrangler.json': {
      name: 'callbacks',
      main: 'worker.ts',
      compatibility_date: compatibilityDate,
      compatibility_flags: flags,
    },
  })
  const { exitCode, output } = await project.run(
    'wrangler/bin/wrangler.js',
    ['deploy', '--dry-run', '--outdir', 'out'],
    { env: { WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(project.folder, 'logs') } },
  )
  expect(output).not.toMatch(/warning|error/i)
  expect(exitCode).toBe(0)
  const script = readFileSync(join(project.folder, 'out/worker.js'), 'utf8')
  expect(script).not.toContain('node:')

  const miniflare = new Miniflare({
    modules: true,
    script,
    compatibilityDate,
    compatibilityFlags: flags,
    bindings: {
      API_V3_KEY: apiV3Key,
      PLATFORM_SERIAL: keys.platform.serialNo,
      PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
    },
  })
  try {
    const { url, headers, body } = await callbackRequest()
    const init = {
      method: 'POST',
      headers: Object.fromEntries(headers),
      body: new Uint8Array(await new Response(body).arrayBuffer()),
    }
    expect((await miniflare.dispatchFetch(url, init)).status).toBe(204)
    expect((await miniflare.dispatchFetch(url, { ...init, body: '{}' })).status).toBe(401)
  } finally {
    await miniflare.dispose()
  }
})
