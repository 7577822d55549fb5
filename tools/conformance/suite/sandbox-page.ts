// The sandbox's page and its control on every host, and what they refuse.
import { createSandboxFor } from '@wxdp/sandbox'
import { createSandboxPage } from '@wxdp/sandbox/page'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { callers, now } from './support/platform.ts'

const group = 'sandbox page'
const json = { 'Content-Type': 'application/json' }

async function open(path: string, init?: RequestInit): Promise<Response> {
  const page = createSandboxPage(await createSandboxFor(callers, { now }))
  return page.fetch(`http://localhost${path}`, init)
}

test(group, 'is served without a file system', async () => {
  for (const path of ['/', '/sandbox/page.js', '/sandbox/page.css', '/sandbox/icon.svg']) {
    const response = await open(path)
    equal(response.status, 200)
    equal((await response.text()).length > 100, true)
    equal(response.headers.get('X-Content-Type-Options'), 'nosniff')
  }
})

test(group, 'shows a state and takes an action', async () => {
  const state = await (await open('/sandbox/api/state')).json()
  const counts = { plans: 0, coupons: 0, userCoupons: 0, callbacks: 0, requests: 0, faults: 0 }
  alike(state, { now: now(), counts })
  const added = await open('/sandbox/api/faults', { method: 'POST', headers: json, body: '{"fault":429}' })
  alike(await added.json(), { id: 'fault-1' })
})

test(group, 'passes other requests to the sandbox', async () => {
  equal((await open('/v3/certificates')).status, 401)
})

test(group, 'tells of changes', async () => {
  const { body } = await open('/sandbox/api/changes')
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const { value } = await reader.read()
  equal(new TextDecoder().decode(value), `data: {"now":${now()},"kinds":[]}\n\n`)
  await reader.cancel()
})

const refused: readonly (readonly [code: string, path: string, init?: RequestInit])[] = [
  ['SANDBOX_HOST_REFUSED', ''],
  ['SANDBOX_ORIGIN_REFUSED', '/sandbox/api/state', { headers: { Origin: 'https://evil.example' } }],
  ['SANDBOX_REQUEST_INVALID', '/sandbox/api/faults', { method: 'POST', headers: json, body: '[]' }],
  ['SANDBOX_NOT_FOUND', '/sandbox/api/requests/none'],
]
for (const [code, path, init] of refused) {
  test(group, code, () =>
    refuses(code, async () => {
      const page = createSandboxPage(await createSandboxFor(callers, { now }))
      const url = path === '' ? 'http://evil.example/' : `http://localhost${path}`
      const response = await page.fetch(url, init)
      throw Object.assign(new Error('refused'), await response.json())
    }),
  )
}
