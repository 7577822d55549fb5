// The calculator makes the signatures that WeChat Pay's documentation prints, and names the mistakes of others.
import { createHash, createPublicKey, createSign, createVerify } from 'node:crypto'
import { official } from '@wxdp-internal/fixtures'
import type { Tab } from '@wxdp-internal/page/browser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReader, outputOf } from '../support/reader.ts'

const reader = await createReader()
const { merchant, sign } = official
const [get, post] = sign as unknown as [(typeof sign)[number], (typeof sign)[number]]

let tab: Tab
beforeAll(async () => {
  tab = await reader.open()
  await reader.visit(tab, 'en/learn/signing')
})
afterAll(() => tab?.end())

const shown = async (name: string): Promise<string> => (await outputOf(tab.page, name).textContent()) ?? ''
/** The bytes that the page says it signs. */
const message = async (): Promise<string> => (await shown('message')).replaceAll('\\n\n', '\n')

it('makes the signature that the documentation prints for a body', async () => {
  await expect.poll(() => shown('signature')).toBe(post.signature)
  expect(await shown('body')).toBe(
    `${Buffer.byteLength(post.body)} bytes\nSHA-256 ${createHash('sha256').update(post.body).digest('hex')}`,
  )
  expect(await shown('authorization')).toContain(`signature="${post.signature}"`)
})

it('shows exactly the bytes that it signs', async () => {
  const signature = Buffer.from(await shown('signature'), 'base64')
  const publicKey = createPublicKey(merchant.private_key)
  expect(
    createVerify('sha256')
      .update(await message())
      .verify(publicKey, signature),
  ).toBe(true)
  expect((await message()).split('\n')).toHaveLength(6)
})

it('makes the other one, without a body', async () => {
  await tab.page.getByRole('button', { name: /\(GET\)/ }).click()
  await expect.poll(() => shown('signature')).toBe(get.signature)
  await tab.page.getByRole('button', { name: /\(POST\)/ }).click()
  await expect.poll(() => shown('signature')).toBe(post.signature)
})

it('signs what is typed, for a brand too', async () => {
  await tab.page.getByLabel('Who signs').selectOption('brandId')
  await tab.page.getByLabel('Its id').fill('120344')
  await tab.page.getByLabel('Path and query').fill('/brand/marketing/delivery-plan/delivery-plans?limit=1')
  await expect
    .poll(() => shown('authorization'))
    .toMatch(/^Authorization: WECHATPAY-BRAND-SHA256-RSA2048 brand_id="120344",/)
  expect(await message()).toContain('\n/brand/marketing/delivery-plan/delivery-plans?limit=1\n'.slice(1))
  await tab.page.getByRole('button', { name: /\(POST\)/ }).click()
  await expect.poll(() => shown('signature')).toBe(post.signature)
})

it('says what is wrong with a key, a serial, a target and a timestamp', async () => {
  const cases = [
    ['Private key', official.verify[0]?.public_key ?? '', 'AUTH_KEY_ROLE'],
    ['Serial of', '12', 'AUTH_SERIAL_INVALID'],
    ['Path and query', 'https://api.mch.weixin.qq.com/v3/x', 'AUTH_MESSAGE_INVALID'],
    ['Timestamp', 'today', 'Unix seconds'],
  ] as const
  for (const [label, value, expected] of cases) {
    await tab.page.getByLabel(label).fill(value)
    await expect.poll(() => tab.page.locator('.tool-status').textContent()).toContain(expected)
    await tab.page.getByRole('button', { name: /\(POST\)/ }).click()
    await expect.poll(() => shown('signature')).toBe(post.signature)
  }
})

describe('compares', () => {
  const { method, target, timestamp, nonce, body } = post
  const made = (text: string, hash = 'sha256'): string =>
    createSign(hash).update(text).sign(merchant.private_key, 'base64')
  const lines = (...parts: string[]): string => parts.map((part) => `${part}\n`).join('')
  const right = lines(method, target, timestamp, nonce, body)
  const other = JSON.stringify(JSON.parse(body), null, 2)

  it.each([
    ['the same signature', made(right), 'The same signature'],
    ['a line feed that is missing', made(right.slice(0, -1)), 'without the line feed at the end'],
    [
      'a target with its host',
      made(lines(method, `https://api.mch.weixin.qq.com${target}`, timestamp, nonce, body)),
      'the whole URL',
    ],
    ['a method in lower case', made(lines('post', target, timestamp, nonce, body)), 'lower case'],
    ['a body that is missing', made(lines(method, target, timestamp, nonce, '')), 'without the body'],
    [
      'a body that was serialised twice',
      made(lines(method, target, timestamp, nonce, other)),
      'with indentation',
    ],
    [
      'backslashes',
      made(`${[method, target, timestamp, nonce, body].join('\\n')}\\n`),
      'a backslash and an n',
    ],
    ['another message', made('something else'), 'over another message'],
    ['another hash', made(right, 'sha1'), 'made with SHA-1'],
    ['a signature of another key', official.verify[0]?.signature ?? '', 'not made with this private key'],
    ['something else', 'Bearer x', 'AUTH_AUTHORIZATION_INVALID'],
  ])('%s', async (_, signature, expected) => {
    await tab.page.getByLabel('to compare').fill(signature)
    await tab.page.getByRole('button', { name: 'Compare' }).click()
    await expect.poll(() => shown('compared')).toContain(expected)
  })

  it('an Authorization value of another time, with another serial', async () => {
    const theirs = made(lines(method, target, '1800000000', 'N', body))
    const value = `WECHATPAY2-SHA256-RSA2048 mchid="${merchant.mchid}",nonce_str="N",signature="${theirs}",timestamp="1800000000",serial_no="${'A'.repeat(40)}"`
    await tab.page.getByLabel('to compare').fill(`Authorization: ${value}`)
    await tab.page.getByRole('button', { name: 'Compare' }).click()
    await expect.poll(() => shown('compared')).toContain('The same signature')
    expect(await shown('compared')).toContain(`serial_no: found ${'A'.repeat(40)}`)
  })
})
