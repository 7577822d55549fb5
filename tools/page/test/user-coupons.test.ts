// Coupons that users have taken.
import { describe, expect, it } from 'vitest'
import { call, deliver, fillCoupons, openid, setUrls, singleCoupon, take } from '../support/coupons.ts'
import { createPerson } from '../support/person.ts'

const person = await createPerson()

describe('a coupon of a user', () => {
  it('says plainly that it was never confirmed', async () => {
    const { codes } = await fillCoupons(person.stage)
    await person.tab.visit(`#/userCoupons/${codes.confirming}`)
    await person.page.getByText('This coupon is not confirmed: its user cannot redeem it.').waitFor()
    expect(await person.states()).toEqual(['CONFIRMING'])
    for (const [code, state] of [
      [codes.lapsed, 'EXPIRED'],
      [codes.deactivated, 'DEACTIVATED'],
    ] as const) {
      await person.tab.visit(`#/userCoupons/${code}`)
      await person.page.getByText('This coupon was never confirmed').waitFor()
      expect(await person.states()).toEqual([state, 'Never confirmed'])
      expect(await person.facts()).toMatchObject({ Confirmed: 'no' })
    }
    await person.tab.visit(`#/userCoupons/${codes.effective}`)
    await expect.poll(person.states).toEqual(['EFFECTIVE'])
    expect(await person.page.getByText('confirmed:').count()).toBe(0)
    expect(await person.page.locator('.list .chip', { hasText: 'Never confirmed' }).count()).toBe(2)
  })

  it('is shown with the numbers of its calls, its order and its history', async () => {
    const { codes } = await fillCoupons(person.stage)
    await person.tab.visit(`#/userCoupons/${codes.returned}`)
    const shown = await person.facts()
    expect(shown.Confirmed).toMatch(`confirm-${codes.returned} 20`)
    expect(shown.Redeemed).toMatch(`use-${codes.returned} 20`)
    expect(shown.Redeemed).toContain(`transaction_id 4200009999${codes.returned.slice(-18)}`)
    expect(shown.Returned).toMatch(`return-${codes.returned} 20`)
    expect(await person.history()).toEqual(['Returned', 'Redeemed', 'Confirmed', 'Given out'])
    await person.tab.visit(`#/userCoupons/${codes.deactivated}`)
    expect((await person.facts()).Deactivated).toMatch(/^deactivate-\d+ 20.* 用户投诉处理$/)
    await person.tab.visit('#/userCoupons/none')
    await person.page.getByText('This coupon does not exist.').waitFor()
    person.tab.expected.push(/404/)
  })

  it('leads to the callback that told of it, and back', async () => {
    const { codes } = await fillCoupons(person.stage)
    await person.tab.visit(`#/userCoupons/${codes.confirming}`)
    await person.page.locator('.detail .row', { hasText: 'PRODUCT_COUPON_SP.SEND' }).click()
    await person.shows('PRODUCT_COUPON_SP.SEND')
    await person.page
      .locator('pre', { hasText: `"coupon_code": "${codes.confirming}"` })
      .first()
      .waitFor()
    await person.button('Resend').click()
    await person.said('notification 204')
    await person.link(codes.confirming).click()
    await person.page.locator('.detail .chip', { hasText: 'Acknowledged' }).waitFor()
  })

  it('is deleted by its user, unless it cannot be', async () => {
    const { codes } = await fillCoupons(person.stage)
    const { control } = person.stage.sandbox
    await person.tab.visit(`#/userCoupons/${codes.confirming}`)
    const button = person.button('The user deletes it')
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.click({ force: true })
    expect(control.userCoupon(codes.confirming).coupon_state).toBe('CONFIRMING')
    await person.tab.visit(`#/userCoupons/${codes.effective}`)
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false')
    await button.click()
    await person.said('Done: The user deletes it.')
    await expect.poll(person.states).toEqual(['DELETED'])
    // What was pressed keeps the focus, although it can be pressed no more.
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(control.userCoupon(codes.effective).coupon_state).toBe('DELETED')
  })
})

describe('coupons of users', () => {
  it('are searched, filtered and turned', async () => {
    await setUrls(person.stage)
    const { planId } = await deliver(person.stage, singleCoupon(person.stage, '新客立减券'))
    const other = await deliver(person.stage, singleCoupon(person.stage, '老客立减券'))
    const codes: string[] = []
    for (let i = 0; i < 52; i++) codes.push(await take(person.stage, planId))
    await take(person.stage, other.planId, { openid })
    await call(person.stage, codes[3] ?? '', 'confirm')
    await person.tab.visit('#/userCoupons')
    const rows = person.page.locator('.list .row')
    const search = person.page.getByRole('searchbox', { name: 'Search by code or openid' })
    await person.page.getByText('1–50 of 53').waitFor()
    await person.button('Older').click()
    await person.page.getByText('51–53 of 53').waitFor()
    expect(await rows.count()).toBe(3)
    await search.fill('oSyn')
    await expect.poll(() => rows.locator('strong').allInnerTexts()).toEqual(['老客立减券'])
    await search.fill(codes[9] ?? '')
    await expect.poll(() => rows.locator('strong').allInnerTexts()).toEqual(['新客立减券'])
    await search.fill('')
    await person.choice('State').selectOption('EFFECTIVE')
    await expect.poll(() => rows.count()).toBe(1)
    await rows.click()
    await expect.poll(person.states).toEqual(['EFFECTIVE'])
    await person.choice('State').selectOption('')
    await person.page.getByRole('searchbox', { name: 'plan_id' }).fill(other.planId)
    await expect.poll(() => rows.locator('strong').allInnerTexts()).toEqual(['老客立减券'])
    await person.choice('State').selectOption('USED')
    await person.page.getByText('Nothing matches').waitFor()
  })

  it('keep what a link has asked for, until one asks for all', async () => {
    const { planId, codes } = await fillCoupons(person.stage)
    await person.tab.visit(`#/userCoupons?planId=${planId}`)
    const rows = person.page.locator('.list .row')
    await expect.poll(() => rows.count()).toBe(7)
    await rows.first().click()
    await expect.poll(() => person.page.url()).toContain(`/${codes.confirming}?planId=${planId}`)
    await expect.poll(() => rows.count()).toBe(7)
    await person.page.getByRole('link', { name: /^User coupons/ }).click()
    await expect.poll(() => rows.count()).toBe(9)
  })
})

describe('with the keyboard alone', () => {
  it('a coupon is taken, found and deleted, and its batch is opened', async () => {
    await setUrls(person.stage)
    const { planId, stockId } = await deliver(person.stage, singleCoupon(person.stage, '新客立减券'))
    const { page } = person
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab')
        if ((await focused()).startsWith(name)) return
      }
      throw new Error(`Tab does not reach ${name}.`)
    }
    await person.tab.visit(`#/plans/${planId}`)
    await tabTo('A user takes a coupon')
    await page.keyboard.press('Enter')
    await person.said('Done: A user takes a coupon.')
    expect(await focused()).toBe('A user takes a coupon')
    const [taken] = person.stage.sandbox.control.userCoupons().userCoupons
    await call(person.stage, taken?.coupon_code ?? '', 'confirm')
    await tabTo(taken?.coupon_code ?? '')
    await page.keyboard.press('Enter')
    await expect.poll(person.states).toEqual(['EFFECTIVE'])
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('detail')
    await tabTo('The user deletes it')
    await page.keyboard.press('Space')
    await person.said('Done: The user deletes it.')
    expect(await focused()).toBe('The user deletes it')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe(stockId)
    await page.keyboard.press('Enter')
    await person.shows('新客立减券')
    await tabTo(stockId)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.attempts details[open]').count()).toBe(0)
  })
})
