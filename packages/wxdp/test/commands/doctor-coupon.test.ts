import { describe, expect, it } from 'vitest'
import { couponOf, deliveringPlan, json, stockInput } from '../support/coupons.ts'
import { inside } from '../support/program.ts'
import { planOf, startSandbox } from '../support/sandbox.ts'

type Env = Readonly<Record<string, string>>

interface Check {
  readonly check: string
  readonly status: string
  readonly text: string
  readonly remedy: string | null
}

/** The checks after that of the signed call. */
async function checksOf(env: Env, ...args: string[]): Promise<Check[]> {
  const { stdout } = await inside(['doctor', '--json', ...args], { env })
  const { checks } = JSON.parse(stdout) as { checks: Check[] }
  return checks.slice(checks.findIndex(({ check }) => check === 'call') + 1)
}

const lines = (checks: readonly Check[]) => checks.map(({ check, status }) => `${check} ${status}`)

describe('wxdp doctor --plan-id', () => {
  it('finds all that a plan needs', async () => {
    const box = await startSandbox()
    const planId = await deliveringPlan(box, await couponOf(box.partner))
    const checks = await checksOf(box.partner, '--plan-id', planId)
    expect(lines(checks)).toEqual([
      'plan well',
      'coupon well',
      'coupon_type well',
      'batch well',
      'usage_methods well',
      'max_count well',
      'times well',
      'code_mode well',
      'plan_end well',
      'authorities well',
      'coupon_notify_url well',
      'plan_notify_url skipped',
    ])
  })

  it('finds what a coupon lacks, before there is a plan', async () => {
    const { partner, brand } = await startSandbox()
    const wrong = stockInput({
      stock_send_rule: { max_count: 100, max_count_per_user: 1 },
      usage_rule_display_info: { coupon_usage_method_list: ['OFFLINE'], usage_description: 'x' },
    })
    for (const env of [partner, brand]) {
      const { product_coupon_id, stock_id } = await couponOf(env, wrong)
      const ids = ['--product-coupon-id', product_coupon_id, '--stock-id', stock_id]
      const checks = await checksOf(env, ...ids)
      const faults = checks.filter(({ status }) => status === 'fault')
      expect(faults.map(({ check }) => check)).toEqual(['usage_methods', 'max_count'])
      await json(['coupons', 'deactivate', product_coupon_id, '--deactivate-reason', 'x', '--yes'], env)
      expect((await checksOf(env, ...ids)).slice(0, 3)).toMatchObject([
        { check: 'coupon', status: 'fault', text: expect.stringContaining('DEACTIVATED') },
        { check: 'coupon_type', status: 'well' },
        { check: 'batch', status: 'fault' },
      ])
    }
  })

  it('finds a plan and a coupon that are not there, and a URL that is not set', async () => {
    const { partner } = await startSandbox()
    const unknown = await checksOf(partner, '--plan-id', '404')
    expect(lines(unknown)).toEqual([
      'plan fault',
      'authorities well',
      'coupon_notify_url fault',
      'plan_notify_url skipped',
    ])
    expect(unknown[2]?.remedy).toBe('Set it: wxdp coupons notify-url set URL')
    const coupon = await checksOf(partner, '--product-coupon-id', '404', '--stock-id', '404')
    expect(lines(coupon).slice(0, 2)).toEqual(['coupon fault', 'batch fault'])
    expect(coupon[0]?.text).toContain('NOT_FOUND')
  })

  it('checks every batch of a group', async () => {
    const { partner } = await startSandbox()
    await json(['coupons', 'notify-url', 'set', 'https://pay.example.com/c', '--yes'], partner)
    const { single_usage_rule, ...stock } = stockInput()
    const made = await json<{
      product_coupon: { product_coupon_id: string; stock_bundle: { stock_bundle_id: string } }
    }>(['coupons', 'create', '--file', '-', '--yes'], partner, {
      scope: 'ALL',
      type: 'NORMAL',
      usage_mode: 'PROGRESSIVE_BUNDLE',
      progressive_bundle_usage_info: { count: 3 },
      display_info: {
        name: '三次立减',
        image_url: 'https://img.example.com/1.png',
        background_url: 'https://img.example.com/2.png',
      },
      stock_bundle: {
        ...stock,
        progressive_bundle_usage_rule: {
          ...single_usage_rule,
          normal_coupon_list: [500, 300, 400].map((discount_amount) => ({
            threshold: 5000,
            discount_amount,
          })),
        },
      },
    })
    const { product_coupon_id, stock_bundle } = made.product_coupon
    const ids = ['--product-coupon-id', product_coupon_id, '--stock-bundle-id', stock_bundle.stock_bundle_id]
    const checks = await checksOf(partner, ...ids)
    expect(checks.filter(({ check }) => check === 'batch')).toHaveLength(3)
    expect(checks.filter(({ status }) => status === 'fault')).toEqual([])
  })

  it('refuses flags that do not belong together, and needs a sound set-up and a brand', async () => {
    const box = await startSandbox()
    const { partner } = box
    const planId = await planOf(box, 1)
    for (const args of [
      ['--plan-id', planId, '--stock-id', '1'],
      ['--product-coupon-id', '1'],
      ['--stock-id', '1'],
    ])
      expect(await inside(['doctor', ...args], { env: partner })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^WXDP_USAGE: Pass either --plan-id, or/),
      })
    expect(await inside(['doctor', '--plan-id', planId, '--offline'], { env: partner })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_USAGE: .*--offline/),
    })
    const unsound = await checksOf({ ...partner, BRAND_ID: '999999' }, '--plan-id', planId)
    expect(lines(unsound)).toEqual(['coupon skipped'])
    const { BRAND_ID, ...withoutBrand } = partner
    expect(BRAND_ID).toBeDefined()
    expect(await checksOf(withoutBrand, '--plan-id', planId)).toMatchObject([
      { check: 'coupon', status: 'fault', text: 'BRAND_ID is not set.' },
    ])
  })
})
