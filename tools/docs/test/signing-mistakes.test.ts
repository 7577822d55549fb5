// Each mistake in the table of learn/signing.md gets the message that it names from a sandbox.
import { createSign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSandbox } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { beforeAll, describe, expect, it } from 'vitest'

const seconds = 1_800_000_000
const origin = 'https://api.mch.weixin.qq.com'
const nonce = '593BEC0C930BF1AFEB40B4A08C8FB242'
const json = '{"notify_url":"https://pay.example.com/wechatpay/plans"}'
const pretty = JSON.stringify(JSON.parse(json), null, 1)

let sandbox: Awaited<ReturnType<typeof createSandbox>>
beforeAll(async () => {
  sandbox = await createSandbox({ now: () => seconds * 1000 })
})

interface Attempt {
  readonly method?: string
  readonly target: string
  readonly body?: string
  /** What is signed instead of the right message. */
  readonly message?: (right: string) => string
  readonly timestamp?: number
  readonly header?: (right: string) => string
  readonly key?: string
  readonly serial?: string
}

async function send(attempt: Attempt): Promise<{ status: number; code?: string; message?: string }> {
  const { mchid, serialNo, privateKey } = sandbox.credentials
  const { method = 'POST', target, body = method === 'GET' ? '' : json, timestamp = seconds } = attempt
  const { message = same, header = same, key = privateKey, serial = serialNo } = attempt
  const right = `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`
  const signature = createSign('RSA-SHA256').update(message(right)).sign(key, 'base64')
  const pairs = `mchid="${mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${serial}"`
  const headers = {
    Authorization: header(`WECHATPAY2-SHA256-RSA2048 ${pairs}`),
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': 'test',
  }
  const response = await sandbox.fetch(
    new Request(origin + target, { method, headers, ...(method !== 'GET' && { body }) }),
  )
  const { code, message: said } = (await response.json()) as { code?: string; message?: string }
  const { status } = response
  // The page leaves out the serial of this sandbox.
  return { status, ...(code && { code, message: `${said}`.replace(serialNo, '…') }) }
}
const same = (text: string): string => text

const notifyUrl = (): string => `/v3/marketing/partner/delivery-plan/${sandbox.credentials.mchid}/notify-url`
const list = (query = ''): string =>
  `/v3/marketing/partner/delivery-plan/delivery-plans/${sandbox.brand.brandId}/delivery-plans${query}`

/** By the first column, as the page has it. */
const mistakes: Readonly<Record<string, () => Attempt>> = {
  'the body is serialised twice: signed compact, sent with spaces': () => ({
    target: notifyUrl(),
    body: pretty,
    message: (right) => right.replace(pretty, json),
  }),
  'the last line feed is missing': () => ({
    method: 'GET',
    target: list(),
    message: (right) => right.slice(0, -1),
  }),
  'the query is not signed': () => ({
    method: 'GET',
    target: list('?page_size=5'),
    message: (right) => right.replace('?page_size=5', ''),
  }),
  'the query is encoded differently on the wire': () => ({
    method: 'GET',
    target: list('?plan_id=1%2C2'),
    message: (right) => right.replace('1%2C2', '1,2'),
  }),
  'the host is part of the second line': () => ({
    target: notifyUrl(),
    message: (right) => right.replace(notifyUrl(), origin + notifyUrl()),
  }),
  'the method is in lower case': () => ({
    target: notifyUrl(),
    message: (right) => right.replace('POST', 'post'),
  }),
  'the header has another nonce than the message': () => ({
    target: notifyUrl(),
    header: (right) => right.replace(nonce, nonce.toLowerCase()),
  }),
  'a sixth minute has begun since the timestamp': () => ({ target: notifyUrl(), timestamp: seconds - 301 }),
  'the serial is the one of another certificate': () => ({
    target: notifyUrl(),
    serial: keys.merchant.serialNo,
  }),
  'the private key is the one of another certificate': () => ({
    target: notifyUrl(),
    key: keys.merchant.privateKey,
  }),
  'the header has a space after a comma, or a line break': () => ({
    target: notifyUrl(),
    header: (right) => right.replaceAll('",', '", '),
  }),
  'the scheme of a brand is sent with an mchid': () => ({
    target: notifyUrl(),
    header: (right) => right.replace('WECHATPAY2-', 'WECHATPAY-BRAND-'),
  }),
}

function rowsOf(language: string): [mistake: string, message: string][] {
  const page = readFileSync(join(import.meta.dirname, `../../../docs/${language}/learn/signing.md`), 'utf8')
  const [, table = ''] = page.split(/<!-- \/?mistakes -->/)
  const rows = [...table.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].slice(2)
  return rows.map(([, mistake = '', message = '']) => [mistake, message])
}

describe('a signature for which', () => {
  it('nothing is wrong is accepted', async () => {
    expect(await send({ target: notifyUrl() })).toEqual({ status: 200 })
  })

  it.for(rowsOf('en'))('%s', async ([mistake, message]) => {
    expect(mistakes).toHaveProperty([mistake])
    const response = await send((mistakes[mistake] as () => Attempt)())
    expect(response).toEqual({ status: 401, code: 'SIGN_ERROR', message })
  })

  it('is on the page, in both languages', () => {
    expect(rowsOf('en').map(([mistake]) => mistake)).toEqual(Object.keys(mistakes))
    expect(rowsOf('zh').map(([, message]) => message)).toEqual(rowsOf('en').map(([, message]) => message))
  })
})
