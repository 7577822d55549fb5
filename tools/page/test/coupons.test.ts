// Coupons, their batches, and what users have of them.
import { deactivateStock } from '@wxdp/core/partner/coupon'
import { describe, expect, it } from 'vitest'
import { bundleCoupon, call, deliver, openid, setUrls, singleCoupon, take } from '../support/coupons.ts'
import { createPerson } from '../support/person.ts'
import { clientOf, createBrandPlan, createPlans } from '../support/stage.ts'

const person = await createPerson()

describe('a coupon', () => {
  it('is found, and shown with its batches, their counts, its terms and its history', async () => {
    await setUrls(person.stage)
    const { planId, stockId } = await deliver(person.stage, singleCoupon(person.stage, '新客立减券'))
    await createBrandPlan(person.stage)
    await take(person.stage, planId)
    await person.tab.visit('#/coupons')
    const names = () => person.page.locator('.list .row strong').allInnerTexts()
    await expect.poll(names).toEqual(['满100元减10元', '新客立减券'])
    await person.page.getByRole('searchbox').fill('新客')
    await expect.poll(names).toEqual(['新客立减券'])
    await person.choice('State').selectOption('DEACTIVATED')
    await person.page.getByText('Nothing matches').waitFor()
    await person.choice('State').selectOption('EFFECTIVE')
    await person.page.getByRole('link', { name: /新客立减券/ }).click()
    await person.shows('新客立减券')
    await expect.poll(person.facts).toMatchObject({
      'Given out': '1 of 20,000 · coupons of users',
      Left: '19,999',
      Today: '1 of 2,000',
      'Each user': '10',
      'Its plans': planId,
    })
    await person.page.locator('details[open] summary', { hasText: stockId }).waitFor()
    expect(await person.history()).toEqual(['Created'])
    const term = person.page.locator('.fields > div', { hasText: 'normal_coupon.discount_amount' })
    expect(await term.locator('dd').allInnerTexts()).toEqual(['1000'])
    await person.link(planId).click()
    await person.shows('新客立减券 计划')
  })

  it('whose batch has ended leaves its plan paused, and the plan says why', async () => {
    await setUrls(person.stage)
    const { planId, productCouponId, stockId } = await deliver(
      person.stage,
      singleCoupon(person.stage, '新客立减券'),
    )
    await person.tab.visit(`#/plans/${planId}`)
    await person.shows('新客立减券 计划')
    await clientOf(person.stage).call(deactivateStock, {
      ...{ product_coupon_id: productCouponId, stock_id: stockId, out_request_no: 'end-stock-0001' },
      ...{ deactivate_reason: '活动结束', brand_id: person.stage.sandbox.brand.brandId },
    })
    await person.page.getByText('Paused: its batch has ended, and gives out no more coupons.').waitFor()
    expect((await person.history())[0]).toBe('Batch ended')
  })

  it('of a service provider and of a brand can have one id, and each is shown by itself', async () => {
    await createPlans(person.stage, ['秋季满减券'])
    const brandPlan = await createBrandPlan(person.stage)
    await person.tab.visit('#/coupons')
    for (const [owner, plan] of [
      ['Brand', brandPlan],
      ['Service provider', person.stage.sandbox.control.plans({ owner: 'partner' }).plans[0]?.plan_id],
    ] as const) {
      await person.page.getByRole('link', { name: new RegExp(`1000000013 · ${owner} ·`) }).click()
      await expect.poll(person.facts).toMatchObject({ 'Its plans': plan })
    }
  })

  it('of several rounds has a batch for each, and a link leads to the one it means', async () => {
    await setUrls(person.stage)
    const { planId } = await deliver(person.stage, bundleCoupon(person.stage, '三次优惠券'))
    const first = await take(person.stage, planId, { openid })
    await call(person.stage, first, 'confirm')
    await call(person.stage, first, 'use')
    await person.tab.visit(`#/userCoupons/${first}`)
    await person.page.locator('.detail .row', { hasText: 'CONFIRMING' }).click()
    await expect.poll(person.facts).toMatchObject({ 'Place in its group': '2 of 3', Confirmed: 'no' })
    const stockId = (await person.facts()).Batch ?? ''
    await person.link(stockId).click()
    await person.shows('三次优惠券')
    await person.page.locator('summary', { hasText: `${stockId} Round 2` }).waitFor()
    expect(await person.page.locator('details[open] .what code').allInnerTexts()).toEqual([stockId])
    expect(await person.page.locator('summary .number').allInnerTexts()).toEqual([
      ...['1 of 20,000', '1 of 20,000', '0 of 20,000'],
    ])
    await person.link('coupons of users').first().click()
    await expect.poll(() => person.page.locator('.list .row').count()).toBe(1)
    expect(await person.page.getByRole('searchbox', { name: 'stock_id' }).inputValue()).toBe(stockId)
  })
})

describe('a plan', () => {
  it('lets a user take a coupon: a new one, or the one that is named', async () => {
    await setUrls(person.stage)
    const { planId } = await deliver(person.stage, singleCoupon(person.stage, '新客立减券'))
    await person.tab.visit(`#/plans/${planId}`)
    await person.page.getByText('This plan has given out none.').waitFor()
    await person.button('A user takes a coupon').click()
    await person.said('Done: A user takes a coupon. probe 401, notification 204, duplicate 204')
    await person.page.getByLabel('openid', { exact: true }).fill(openid)
    await person.page.keyboard.press('Enter')
    await expect
      .poll(person.facts)
      .toMatchObject({ 'Given out': '2 of 20,000', Today: '2 of 500', 'Of its batch': '2 of 20,000' })
    const { userCoupons } = person.stage.sandbox.control.userCoupons({ newestFirst: true })
    expect(userCoupons[0]).toMatchObject({ openid, plan_id: planId })
    await person.page.locator('.detail .row', { hasText: openid }).click()
    await person.shows('新客立减券')
    await person.link('新客立减券 计划').click()
    await person.link('All 2 coupons that it has given out').click()
    await expect.poll(() => person.page.locator('.list .row').count()).toBe(2)
    expect(await person.page.getByRole('searchbox', { name: 'plan_id' }).inputValue()).toBe(planId)
  })

  it('says why it gives none', async () => {
    const [id = ''] = await createPlans(person.stage, ['秋季满减券'])
    await person.tab.visit(`#/plans/${id}`)
    const button = person.button('A user takes a coupon')
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.click({ force: true })
    await person.button('Approve').click()
    await person.said('Done: Approve.')
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false')
    await button.click()
    await person.said('SANDBOX_NOTIFY_URL_MISSING: The service provider has no callback URL for coupons.')
    await setUrls(person.stage)
    await person.page.locator('.urls', { hasText: 'https://pay.example.com/wechatpay/coupons' }).waitFor()
    await button.click()
    await person.said(/SANDBOX_STEP_IMPOSSIBLE: Plan \d+ gives out no coupon: its delivery starts at/)
    expect(person.stage.sandbox.control.userCoupons().total).toBe(0)
    person.tab.expected.push(/409/)
  })
})
