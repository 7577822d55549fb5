// The verifier finds what is wrong with a callback, under the codes of the packages, and keeps all of it to itself.

import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { signedHeaders } from '@wxdp-internal/fixtures/messages'
import type { Tab } from '@wxdp-internal/page/browser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReader, outputOf } from '../support/reader.ts'

const reader = await createReader()
let tab: Tab
beforeAll(async () => {
  tab = await reader.open()
  await reader.visit(tab, 'en/learn/verifying')
})
afterAll(() => tab?.end())

const judged = async (): Promise<string> => (await outputOf(tab.page, 'judged').textContent()) ?? ''
const field = (label: string) => tab.page.getByLabel(label)
const press = (name: string) => tab.page.getByRole('button', { name, exact: true }).click()

/** Restores the example, changes it, and verifies it. */
async function verify(change: () => Promise<unknown>): Promise<void> {
  await press('Example')
  await change()
  await press('Verify')
}
const edit = async (label: string, change: (value: string) => string): Promise<void> =>
  field(label).fill(change(await field(label).inputValue()))

it('verifies and opens its example', async () => {
  await expect.poll(judged).toContain('The signature is valid')
  expect(await judged()).toContain('planChange')
  expect(JSON.parse((await outputOf(tab.page, 'resource').textContent()) ?? '')).toMatchObject({
    plan_state: 'DELIVERING',
  })
})

it.each([
  [
    'a header that is missing',
    () => edit('Headers', (text) => text.replace(/^Wechatpay-Nonce.*$/m, '')),
    'AUTH_HEADER_MISSING',
  ],
  [
    'a header that came twice',
    () => edit('Headers', (text) => `${text}\nWechatpay-Nonce: x`),
    'AUTH_HEADER_INVALID',
  ],
  [
    'a timestamp that is none',
    () => edit('Headers', (text) => text.replace(/(Timestamp: )\d+/, '$1now')),
    'AUTH_TIMESTAMP_INVALID',
  ],
  ['an old timestamp, where it counts', () => field('It has just arrived').check(), 'AUTH_TIMESTAMP_EXPIRED'],
  [
    'a probe',
    () => edit('Headers', (text) => text.replace(/(Signature: )\S+/, '$1WECHATPAY/SIGNTEST/x')),
    'AUTH_SIGNATURE_PROBE',
  ],
  [
    'an unknown serial',
    () => field('Id of the public key').fill('PUB_KEY_ID_0000000000000000000000000000000001'),
    'AUTH_SERIAL_UNKNOWN',
  ],
  [
    'a body that was changed',
    () => edit('Body', (text) => text.replace('8f2c', '8f2d')),
    'over another message',
  ],
  [
    'a body that was parsed and printed',
    () => edit('Body', (text) => JSON.stringify(JSON.parse(text), null, 2)),
    'parsed and serialised again',
  ],
  ['a body with a line feed too many', () => edit('Body', (text) => `${text}\n`), 'white space at the end'],
  [
    'a nonce of another message',
    () => edit('Headers', (text) => text.replace('593BEC0C', '00000000')),
    'over another message',
  ],
  ['another key', () => field('public key, or').fill(keys.brand.publicKey), 'made with another key'],
  [
    'a signature with spaces for its plus signs',
    () => edit('Headers', (text) => text.replace(/(Signature: .*?)\+/, '$1 ')),
    'itself is damaged',
  ],
  ['a private key', () => field('public key, or').fill(keys.brand.privateKey), 'AUTH_KEY_ROLE'],
  ['no key', () => field('public key, or').fill(''), 'AUTH_KEY_INVALID'],
  ['an APIv3 key of another merchant', () => field('APIv3 key').fill('x'.repeat(32)), 'AUTH_OPEN_FAILED'],
  ['an APIv3 key that is too short', () => field('APIv3 key').fill('x'), 'AUTH_API_V3_KEY_INVALID'],
])('finds %s', async (_, change, expected) => {
  await verify(change)
  await expect.poll(judged).toContain(expected)
  if (!expected.startsWith('AUTH_OPEN') && !expected.startsWith('AUTH_API')) {
    expect(await judged()).toContain('Not opened')
    expect(await outputOf(tab.page, 'resource').count()).toBe(0)
  }
})

it('forgets what it said when something is typed', async () => {
  await verify(async () => {})
  await expect.poll(judged).toContain('The signature is valid')
  await field('Body').fill('{}')
  await expect.poll(judged).toBe('')
  expect(await outputOf(tab.page, 'resource').count()).toBe(0)
})

it('takes the serial from a platform certificate, and headers as JSON', async () => {
  const body = '{"id":"1"}'
  const headers = await signedHeaders(body, { by: keys.platformCertificate })
  await verify(async () => {
    await field('Headers').fill(JSON.stringify(headers))
    await field('Body').fill(body)
    await field('public key, or').fill(keys.platformCertificate.certificate)
    await field('Id of the public key').fill('')
    await field('It has just arrived').check()
    await field('APIv3 key').fill('')
  })
  await expect.poll(judged).toContain('The signature is valid')
  expect(await judged()).toContain('no APIv3 key was given')
})

it('explains in Chinese', async () => {
  await reader.visit(tab, 'zh/learn/verifying')
  await expect.poll(judged).toContain('验签通过')
  await tab.page.getByLabel('APIv3 密钥').fill('短')
  await press('验签')
  await expect.poll(judged).toContain('AUTH_API_V3_KEY_INVALID')
})

it('sends nothing, stores nothing, and puts nothing into the address', async () => {
  await reader.visit(tab, 'en/learn/verifying')
  await expect.poll(judged).toContain('The signature is valid')
  await tab.page.waitForLoadState('networkidle')
  const address = tab.page.url()
  const requests: string[] = []
  tab.page.on('request', (request) => requests.push(request.url()))
  await verify(() => field('APIv3 key').fill(apiV3Key))
  await expect.poll(judged).toContain('The resource was opened')
  await press('Clear')
  await press('Verify')
  await expect.poll(judged).toContain('AUTH_')
  expect(requests).toEqual([])
  expect(tab.page.url()).toBe(address)
  expect(await tab.context.cookies()).toEqual([])
  const stored = await tab.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(stored).not.toContain('BEGIN')
  expect(stored).not.toContain('Wechatpay')
  expect(stored).not.toContain(apiV3Key)
})
