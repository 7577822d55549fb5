import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { couponInput, couponOf, json, png } from '../support/coupons.ts'
import { printedRequest } from '../support/curl.ts'
import { inside, temporaryFolder, wxdp } from '../support/program.ts'
import { startSandbox } from '../support/sandbox.ts'

const url = 'https://pay.example.com/wechatpay/coupons'

interface Coupon {
  readonly product_coupon_id: string
  readonly state: string
  readonly display_info: Readonly<Record<string, unknown>>
}

describe('wxdp coupons', () => {
  it('creates one with its batch, from a file and from flags, as either caller', async () => {
    const { partner, brand } = await startSandbox()
    for (const env of [partner, brand]) {
      const cwd = temporaryFolder()
      writeFileSync(join(cwd, 'coupon.json'), JSON.stringify(couponInput()))
      await inside(['coupons', 'notify-url', 'set', url, '--yes'], { env })
      const args = ['coupons', 'create', '--file', 'coupon.json', '--name', '新名称一']
      const unconfirmed = await inside(args, { env, cwd })
      expect(unconfirmed).toMatchObject({
        code: 5,
        stderr: expect.stringMatching(/^WXDP_UNCONFIRMED: The new product coupon is live at once\./),
      })
      const made = await wxdp([...args, '--yes'], { env, cwd })
      expect(made).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/^out_request_no create-\S+\. To repeat the call:/),
      })
      expect(made.stdout).toMatch(/^display_info\.name +新名称一$/m)
      expect(made.stdout).toMatch(/^display_info\.original_price +3200$/m)
      expect(made.stdout).toMatch(/^stock\.stock_send_rule\.max_count +20000$/m)
      const [, id = ''] = /^product_coupon_id +(\S+)$/m.exec(made.stdout) ?? []
      const shown = await json<Coupon>(['coupons', 'get', id], env)
      expect(shown).toMatchObject({ product_coupon_id: id, state: 'EFFECTIVE' })
    }
  })

  it('names what is wrong, before anything is sent', async () => {
    const { partner } = await startSandbox()
    const { stock, ...input } = couponInput()
    const run = { env: partner, stdin: JSON.stringify({ ...input, stock: { ...stock, colour: 'red' } }) }
    const ended = await inside(['coupons', 'create', '--file', '-', '--type', 'EXCHANGE', '--yes'], run)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/\/stock\/colour \(unknown_field\)/)
    expect(ended.stderr).toMatch(/\/type \(\w+\)/)
  })

  it('changes what is given, and sends what stays', async () => {
    const { partner } = await startSandbox()
    const { product_coupon_id: id } = await couponOf(partner)
    const args = ['coupons', 'update', id, '--name', '周末打八折']
    const dry = await inside([...args, '--dry-run'], { env: partner })
    expect(printedRequest(dry.stdout)).toMatchObject({
      method: 'PATCH',
      body: { display_info: { name: '周末打八折', original_price: 3200 } },
    })
    const changed = await wxdp([...args, '--yes'], { env: partner })
    expect(changed.code).toBe(0)
    expect(changed.stderr).toMatch(/^FIELD +NOW +NEW\nname +满一百打八折 +周末打八折\nout_request_no update-/)
    const { display_info } = await json<Coupon>(['coupons', 'get', id], partner)
    expect(display_info).toMatchObject({ name: '周末打八折', original_price: 3200 })
    const nothing = await inside(['coupons', 'update', id, '--yes'], { env: partner })
    expect(nothing).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_USAGE: No field is to be changed\./),
    })
  })

  it('ends one, and says why WeChat Pay refuses', async () => {
    const { partner } = await startSandbox()
    const { product_coupon_id: id } = await couponOf(partner)
    const end = ['coupons', 'deactivate', id, '--deactivate-reason', '商品下架', '--yes']
    const { out_request_no, product_coupon } = await json<{ out_request_no: string; product_coupon: Coupon }>(
      end,
      partner,
    )
    expect(product_coupon).toMatchObject({ state: 'DEACTIVATED', deactivate_request_no: out_request_no })
    const again = await inside(end, { env: partner })
    expect(again.code).toBe(3)
    expect(again.stderr).toMatch(
      /deactivateProductCoupon: WeChat Pay responded with HTTP 400 INVALID_REQUEST/,
    )
    const unknown = await inside(['coupons', 'get', '404'], { env: partner })
    expect(unknown).toMatchObject({ code: 3, stderr: expect.stringContaining('NOT_FOUND') })
    const chinese = await inside(['coupons', 'get', '404', '--lang', 'zh'], { env: partner })
    expect(chinese.stderr).toMatch(/[\u4e00-\u9fff]/)
  })

  it('explains a refusal by the number of its cause', async () => {
    const { partner, sandbox } = await startSandbox()
    sandbox.control.refuseNext(268578088)
    const { code, stderr } = await inside(['coupons', 'get', '91'], { env: partner })
    expect(code).toBe(3)
    expect(stderr).toContain('268578088: The brand has not authorised this service provider.')
  })

  it('sets and shows the callback URL, for either caller', async () => {
    const { partner, brand, sandbox } = await startSandbox()
    const none = await inside(['coupons', 'notify-url', 'get'], { env: partner })
    expect(none).toMatchObject({ code: 3, stderr: expect.stringContaining('NOT_FOUND') })
    for (const env of [partner, brand]) {
      const set = await wxdp(['coupons', 'notify-url', 'set', url, '--yes'], { env })
      expect(set).toEqual({ code: 0, stdout: `Callbacks of coupons now go to ${url}\n`, stderr: '' })
      const shown = await inside(['coupons', 'notify-url', 'get'], { env })
      expect(shown.stdout).toMatch(new RegExp(`^notify_url +${url}\nupdate_time +20\\S+\n$`))
    }
    expect(sandbox.control.couponNotifyUrl).toBe(url)
    expect(sandbox.control.brandCouponNotifyUrl).toBe(url)
  })

  it('uploads an image, from a file and from standard input, and as the printed command', async () => {
    const { partner, brand } = await startSandbox()
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'item.png'), png)
    for (const env of [partner, brand]) {
      const uploaded = await wxdp(['coupons', 'upload', 'item.png'], { env, cwd })
      expect(uploaded).toEqual({ code: 0, stdout: expect.stringMatching(/^https:\S+\n$/), stderr: '' })
      const run = { env, stdin: Readable.from([png]) }
      const piped = await inside(['coupons', 'upload', '-', '--filename', 'item.png', '--json'], run)
      expect(JSON.parse(piped.stdout).image_url).toMatch(/^https:/)
      const dry = await inside(['coupons', 'upload', 'item.png', '--dry-run'], { env, cwd })
      const { stdout } = await promisify(execFile)('sh', ['-c', dry.stdout], { cwd })
      expect(stdout).toMatch(/^HTTP\/1\.1 200 /)
      expect(stdout).toContain('"image_url":"https:')
    }
  })

  it('shows what the brand has authorised', async () => {
    const { partner } = await startSandbox()
    const { stdout } = await inside(['coupons', 'authorities'], { env: partner })
    expect(stdout).toMatch(/^authorization_type +AUTHORIZATION_TYPE_\w+$/m)
  })
})
