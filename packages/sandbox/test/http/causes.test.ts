import { describe, expect, it } from 'vitest'
import { causes, isCause, statusOf } from '../../src/http/causes.ts'
import { causeOf } from '../support/caller.ts'
import { plans, stage } from '../support/stage.ts'

describe('a documented cause', () => {
  const rows = Object.entries(causes).map(([number, row]) => [Number(number), ...row] as const)

  it('has a text in each language, one language at a time', () => {
    // 54 numbers of the page of plans and the general one, and 51 of the page of coupons.
    expect(rows).toHaveLength(55 + 51)
    for (const [number, , zh, en] of rows) {
      expect(zh, String(number)).toMatch(/[\u4e00-\u9fff]/)
      expect(en.replace('摇优惠', ''), String(number)).not.toMatch(/[\u4e00-\u9fff]/)
      expect(en, String(number)).toMatch(/^[A-Za-z].*\.$/)
    }
  })

  it('refuses the next call, in the language of the request', async () => {
    const { partner, box } = await stage()
    const list = `${plans}/120344/delivery-plans`
    for (const [number, code, zh, en] of rows) {
      if (!isCause(number)) throw new Error('unknown')
      for (const [language, message] of [
        ['zh-CN', zh],
        ['en', en],
      ] as const) {
        box.control.refuseNext(number)
        const response = await partner('GET', list, undefined, { 'Accept-Language': language })
        expect([response.status, response.body]).toEqual([statusOf[code], { code, message }])
        expect(causeOf(response.headers)).toBe(String(number))
        expect(response.headers.has('wechatpay-signature')).toBe(true)
      }
    }
    expect((await partner('GET', list)).status).toBe(200)
  })
})
