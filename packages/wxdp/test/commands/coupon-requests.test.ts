import { execFile } from 'node:child_process'
import { createHash, createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { describe, expect, it, onTestFinished } from 'vitest'
import { png } from '../support/coupons.ts'
import { printedRequest } from '../support/curl.ts'
import { inside, temporaryFolder } from '../support/program.ts'
import { startSandbox } from '../support/sandbox.ts'

const ofPartner = '/v3/marketing/partner/product-coupon'
const brandId = '120344'
const number = expect.stringMatching(/^\w+-\d{14}-[0-9a-f]{8}$/)
const ids = { product_coupon_id: '91', stock_id: '91001', appid: 'wx00000000000000a1' }
const ofCoupon = ['--product-coupon-id', '91', '--stock-id', '91001', '--appid', 'wx00000000000000a1']
const user = ['oSyn-1', 'SYN 1']
const path = `${ofPartner}/users/oSyn-1/coupons/SYN%201`

type Row = readonly [args: string[], method: string, target: string, body: object | undefined]

/** Commands of a service provider, and the request of each. */
const requests: readonly Row[] = [
  [['coupons', 'get', '91'], 'GET', `${ofPartner}/product-coupons/91?brand_id=${brandId}`, undefined],
  [
    ['coupons', 'deactivate', '91', '--deactivate-reason', '商品下架'],
    'POST',
    `${ofPartner}/product-coupons/91/deactivate`,
    { deactivate_reason: '商品下架', out_request_no: number, brand_id: brandId },
  ],
  [
    ['coupons', 'authorities'],
    'GET',
    `/v3/brand-basic/partner/brands/${brandId}/product-authorities`,
    undefined,
  ],
  [['coupons', 'notify-url', 'get'], 'GET', `${ofPartner}/notify-configs`, undefined],
  [
    ['coupons', 'notify-url', 'set', 'https://pay.example.com/coupons'],
    'POST',
    `${ofPartner}/notify-configs`,
    { notify_url: 'https://pay.example.com/coupons' },
  ],
  [
    ['batches', 'list', '91', '--state', 'SENDING', '--stock-bundle-id', '92'],
    'GET',
    `${ofPartner}/product-coupons/91/stocks?page_size=50&state=SENDING&stock_bundle_id=92&brand_id=${brandId}`,
    undefined,
  ],
  [
    ['batches', 'get', '91', '91001'],
    'GET',
    `${ofPartner}/product-coupons/91/stocks/91001?brand_id=${brandId}`,
    undefined,
  ],
  [
    ['batches', 'deactivate', '91', '91001', '--deactivate-reason', 'over', '--out-request-no', 'end-0001'],
    'POST',
    `${ofPartner}/product-coupons/91/stocks/91001/deactivate`,
    { out_request_no: 'end-0001', deactivate_reason: 'over', brand_id: brandId },
  ],
  [
    ['user-coupons', 'list', 'oSyn-1', '--appid', ids.appid, '--state', 'CONFIRMING'],
    'GET',
    `${ofPartner}/users/oSyn-1/coupons?page_size=50&appid=${ids.appid}&coupon_state=CONFIRMING&brand_id=${brandId}`,
    undefined,
  ],
  [
    ['user-coupons', 'get', ...user, ...ofCoupon],
    'GET',
    `${path}?product_coupon_id=91&stock_id=91001&appid=${ids.appid}&brand_id=${brandId}`,
    undefined,
  ],
  [
    ['user-coupons', 'confirm', ...user, ...ofCoupon],
    'POST',
    `${path}/confirm`,
    { ...ids, out_request_no: number, brand_id: brandId },
  ],
  [
    [
      ...['user-coupons', 'use', ...user, ...ofCoupon, '--use-time', '2026-12-06T12:30:00+08:00'],
      ...['--out-trade-no', 'order-1', '--order-mchid', '1900000001', '--saved-amount', '2400'],
    ],
    'POST',
    `${path}/use`,
    {
      ...ids,
      out_request_no: number,
      use_time: '2026-12-06T12:30:00+08:00',
      associated_order_info: { out_trade_no: 'order-1', mchid: '1900000001' },
      saved_amount: 2400,
      brand_id: brandId,
    },
  ],
  [
    ['user-coupons', 'return', ...user, ...ofCoupon],
    'POST',
    `${path}/return`,
    { ...ids, out_request_no: number, brand_id: brandId },
  ],
  [
    ['user-coupons', 'deactivate', ...user, ...ofCoupon, '--deactivate-reason', 'x'],
    'POST',
    `${path}/deactivate`,
    { ...ids, out_request_no: number, deactivate_reason: 'x', brand_id: brandId },
  ],
]

describe('the requests of commands about coupons', () => {
  it.each(requests)('%j', async (args, method, target, body) => {
    const { partner } = await startSandbox()
    const { code, stdout, stderr } = await inside([...args, '--dry-run'], { env: partner })
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/Not sent\./) })
    expect(printedRequest(stdout)).toEqual({ method, target, body })
  })

  it('are those of a brand without a brand_id', async () => {
    const { brand } = await startSandbox()
    const args = ['user-coupons', 'confirm', ...user, ...ofCoupon, '--out-request-no', 'cfm-0001']
    const { stdout } = await inside([...args, '--dry-run'], { env: brand })
    expect(printedRequest(stdout)).toEqual({
      method: 'POST',
      target: '/brand/marketing/product-coupon/users/oSyn-1/coupons/SYN%201/confirm',
      body: { ...ids, out_request_no: 'cfm-0001' },
    })
    const refused = await inside(['coupons', 'authorities'], { env: brand })
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_USAGE: Only a service provider can run wxdp coupons authorities,/),
    })
  })

  it('take a callback for the ids of a coupon, as open and as listen print it', async () => {
    const { partner } = await startSandbox()
    const resource = {
      ...ids,
      openid: 'oSyn-1',
      coupon_code: 'SYN 1',
      brand_id: '40001',
      unionid: 'uSyn-1',
      receive_time: '2026-12-05T10:00:00.120+08:00',
      send_request_no: 'WXSEND-1',
      send_channel: 'BRAND_MANAGE',
      valid_begin_time: '2026-12-05T10:00:00.120+08:00',
      valid_end_time: '2026-12-11T23:59:59.000+08:00',
      channel_custom_info: 'x',
    }
    for (const file of [resource, { verified: true, outcome: 'accepted', resource }]) {
      const args = ['user-coupons', 'confirm', '--file', '-', '--dry-run']
      const { code, stdout } = await inside(args, { env: partner, stdin: JSON.stringify(file) })
      expect(code).toBe(0)
      expect(printedRequest(stdout)).toMatchObject({
        target: `${path}/confirm`,
        // The brand of the callback counts before that of the settings.
        body: { ...ids, brand_id: '40001', out_request_no: number },
      })
      const other = ['user-coupons', 'get', 'oSyn-2', '--file', '-', '--dry-run']
      expect(await inside(other, { env: partner, stdin: JSON.stringify(file) })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /^WXDP_INPUT_INVALID: The file has the openid oSyn-1, and the command oSyn-2\./,
        ),
      })
    }
  })

  it('name every id that is missing, before anything is sent', async () => {
    const { partner } = await startSandbox()
    const { code, stderr } = await inside(['user-coupons', 'confirm'], { env: partner })
    expect(code).toBe(2)
    for (const field of ['openid', 'coupon_code', 'product_coupon_id', 'stock_id', 'appid'])
      expect(stderr).toContain(`/${field} (required)`)
  })

  it('have the same time again when they are repeated', async () => {
    const { partner } = await startSandbox()
    const args = ['user-coupons', 'use', ...user, ...ofCoupon, '--transaction-id', '4200009999', '--dry-run']
    const first = await inside(args, { env: partner })
    const [, more = ''] = /and (--out-request-no \S+ --use-time \S+)\n/.exec(first.stderr) ?? []
    const again = await inside([...args, ...more.split(' ')], { env: partner })
    expect(printedRequest(again.stdout).body).toEqual(printedRequest(first.stdout).body)
    expect(again.stderr).not.toContain('To repeat')
  })

  it('ask before what ends or redeems a coupon', async () => {
    const { partner } = await startSandbox()
    const asking = [
      [['coupons', 'deactivate', '91', '--deactivate-reason', 'x'], /ends for good, with all its batches/],
      [['batches', 'deactivate', '91', '91001', '--deactivate-reason', 'x'], /Batch 91001 ends for good/],
      [['user-coupons', 'use', ...user, ...ofCoupon], /Coupon SYN 1 is redeemed/],
      [
        ['user-coupons', 'deactivate', ...user, ...ofCoupon, '--deactivate-reason', 'x'],
        /withdrawn for good/,
      ],
      [['coupons', 'notify-url', 'set', 'https://pay.example.com/c'], /replaces the callback URL of coupons/],
    ] as const
    for (const [args, question] of asking) {
      const { code, stdout, stderr } = await inside([...args], { env: partner })
      expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
      expect(stderr).toMatch(question)
    }
  })
})

describe('wxdp coupons upload', () => {
  it('prints a form as curl, which sends the file and exactly the signed part', async () => {
    const { partner } = await startSandbox()
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, '图 片;1.png'), png)
    let received: { request: IncomingMessage; body: Buffer } | undefined
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      received = { request, body: Buffer.concat(chunks) }
      response.end('{}')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const args = ['coupons', 'upload', '图 片;1.png', '--dry-run', '--host', `http://127.0.0.1:${port}`]
    const { code, stdout } = await inside(args, { env: partner, cwd })
    expect(code).toBe(0)
    await promisify(execFile)('sh', ['-c', stdout.replace(/^curl /, 'curl --silent ')], { cwd })
    const { request, body } = received as NonNullable<typeof received>
    const { method, url, headers } = request
    expect({ method, url }).toEqual({ method: 'POST', url: `${ofPartner}/media/upload-image` })
    const form = await new Response(body as Uint8Array<ArrayBuffer>, {
      headers: { 'Content-Type': headers['content-type'] as string },
    }).formData()
    const file = form.get('file') as File
    expect({ name: file.name, type: file.type }).toEqual({ name: '图 片;1.png', type: 'image/png' })
    expect(Buffer.from(await file.arrayBuffer()).equals(png)).toBe(true)
    const meta = form.get('meta')
    const text = typeof meta === 'string' ? meta : await (meta as File).text()
    expect(JSON.parse(text)).toEqual({
      filename: '图 片;1.png',
      sha256: createHash('sha256').update(png).digest('hex'),
    })
    const key = createPublicKey(partner.PRIVATE_KEY ?? '').export({ type: 'spki', format: 'pem' })
    await verifyAuthorization({
      method: 'POST',
      target: url as string,
      body: new TextEncoder().encode(text),
      authorization: headers.authorization as string,
      findKey: () => String(key),
    })
  })

  it('names an image that is not one, before anything is sent', async () => {
    const { partner } = await startSandbox()
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'text.png'), 'no image')
    const wrong = await inside(['coupons', 'upload', 'text.png'], { env: partner, cwd })
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('/content (image_type)') })
    const nameless = await inside(['coupons', 'upload', '-'], { env: partner, stdin: 'x' })
    expect(nameless).toMatchObject({ code: 2, stderr: expect.stringContaining('/filename') })
    const missing = await inside(['coupons', 'upload', 'gone.png'], { env: partner, cwd })
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringMatching(/^WXDP_FILE_UNREADABLE/) })
  })
})
