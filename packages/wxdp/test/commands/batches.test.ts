import { describe, expect, it } from 'vitest'
import { couponOf, json, stockInput } from '../support/coupons.ts'
import { printedRequest } from '../support/curl.ts'
import { inside, wxdp } from '../support/program.ts'
import { startSandbox } from '../support/sandbox.ts'

interface Batch {
  readonly stock_id: string
  readonly state: string
  readonly remark: string
  readonly store_scope: string
  readonly stock_send_rule: { readonly max_count: number; readonly max_count_per_day?: number }
}

describe('wxdp batches', () => {
  it('adds one, lists them and shows one, as either caller', async () => {
    const { partner, brand } = await startSandbox()
    for (const env of [partner, brand]) {
      const { product_coupon_id: id, stock_id: first } = await couponOf(env)
      const add = ['batches', 'create', id, '--file', '-', '--remark', '加量', '--yes']
      const { stock } = await json<{ readonly stock: Batch }>(add, env, { stock: stockInput() })
      expect(stock).toMatchObject({ remark: '加量', state: 'SENDING' })
      const { code, stdout } = await inside(['batches', 'list', id], { env })
      expect(code).toBe(0)
      const [head, ...rows] = stdout.trim().split('\n')
      expect(head).toMatch(/^BATCH +STATE +BEGIN +END +SENT +COUPONS +REMARK$/)
      expect(rows.map((row) => row.split(' ')[0])).toEqual(expect.arrayContaining([first, stock.stock_id]))
      expect(rows).toHaveLength(2)
      const shown = await json<Batch>(['batches', 'get', id, stock.stock_id], env)
      expect(shown).toMatchObject({ stock_id: stock.stock_id, remark: '加量' })
      const none = await inside(['batches', 'list', id, '--state', 'STOPPED'], { env })
      expect(none).toEqual({ code: 0, stdout: '', stderr: 'There are no such batches.\n' })
    }
  })

  it('changes what is given, and keeps the stores that are shown', async () => {
    const { partner } = await startSandbox()
    const { product_coupon_id: id, stock_id } = await couponOf(partner)
    const changed = await inside(['batches', 'update', id, stock_id, '--remark', '改说明', '--yes'], {
      env: partner,
    })
    expect(changed).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^FIELD +NOW +NEW\nremark +十二月 +改说明\nout_request_no update-/),
    })
    expect(await json<Batch>(['batches', 'get', id, stock_id], partner)).toMatchObject({
      remark: '改说明',
      store_scope: 'ALL',
    })
  })

  it('changes the budget, one number at a time', async () => {
    const { partner } = await startSandbox()
    const { product_coupon_id: id, stock_id } = await couponOf(partner)
    const budget = ['batches', 'budget', id, stock_id]
    const total = await inside([...budget, '--target-max-count', '30000', '--yes'], { env: partner })
    expect(total.code).toBe(0)
    expect(total.stderr).toMatch(/^FIELD +NOW +NEW\nmax_count +20000 +30000\n/)
    expect(total.stderr).toMatch(/and --out-request-no \S+ --current-max-count 20000\n$/)
    const { stock } = await json<{ readonly stock: Batch }>(
      [...budget, '--target-max-count-per-day', '3000', '--yes'],
      partner,
    )
    expect(stock.stock_send_rule).toMatchObject({ max_count: 30_000, max_count_per_day: 3000 })
    const stale = [...budget, '--target-max-count', '40000', '--current-max-count', '20000', '--yes']
    expect((await inside(stale, { env: partner })).code).toBe(3)
    for (const flags of [[], ['--target-max-count', '1', '--target-max-count-per-day', '1']])
      expect(await inside([...budget, ...flags, '--yes'], { env: partner })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^WXDP_USAGE: Pass either --target-max-count or/),
      })
  })

  it('says that a limit per day cannot be added', async () => {
    const { partner } = await startSandbox()
    const rule = { stock_send_rule: { max_count: 20_000, max_count_per_user: 1 } }
    const { product_coupon_id: id, stock_id } = await couponOf(partner, stockInput(rule))
    const args = ['batches', 'budget', id, stock_id, '--target-max-count-per-day', '3000', '--yes']
    expect(await inside(args, { env: partner })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_USAGE: Batch \d+ has no limit per day, and none can be added\./),
    })
  })

  it('ends one, and shows the change of a dry run', async () => {
    const { partner } = await startSandbox()
    const { product_coupon_id: id, stock_id } = await couponOf(partner)
    const dry = await inside(['batches', 'update', id, stock_id, '--remark', 'x', '--dry-run'], {
      env: partner,
    })
    expect(printedRequest(dry.stdout).body).toMatchObject({ remark: 'x', store_scope: 'ALL' })
    const ended = await wxdp(
      ['batches', 'deactivate', id, stock_id, '--deactivate-reason', '结束', '--yes'],
      {
        env: partner,
      },
    )
    expect(ended.code).toBe(0)
    expect(ended.stdout).toMatch(/^state +DEACTIVATED$/m)
  })
})
