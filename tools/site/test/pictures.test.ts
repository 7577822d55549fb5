// The pictures show what the packages say.
import { auditTransitions, planTransitions } from '@wxdp/core'
import { productCouponTransitions, stockTransitions, userCouponTransitions } from '@wxdp/core/coupon'
import { house } from '@wxdp-internal/checks/house'
import { describe, expect, it } from 'vitest'
import { auditLife } from '../../../docs/.vitepress/theme/pictures/audit-life.ts'
import { floors, isDrawn } from '../../../docs/.vitepress/theme/pictures/house.ts'
import { causeOf } from '../../../docs/.vitepress/theme/pictures/life.ts'
import { planLife } from '../../../docs/.vitepress/theme/pictures/plan-life.ts'
import { productCouponLife } from '../../../docs/.vitepress/theme/pictures/product-coupon-life.ts'
import { stockLife } from '../../../docs/.vitepress/theme/pictures/stock-life.ts'
import { userCouponLife } from '../../../docs/.vitepress/theme/pictures/user-coupon-life.ts'

describe.each([
  ['a plan', planLife, planTransitions],
  ['its audit', auditLife, auditTransitions],
  ['a coupon of a user', userCouponLife, userCouponTransitions],
  ['a product coupon', productCouponLife, productCouponTransitions],
  ['a batch', stockLife, stockTransitions],
] as const)('the life of %s', (_, life, transitions) => {
  it('has an arrow for each step, and no other', () => {
    const drawn = life.steps.flatMap(({ from, to }) => from.map((each) => `${each ?? ''} → ${to}`))
    expect(drawn.toSorted()).toEqual(transitions.map(({ from = '', to }) => `${from} → ${to}`).toSorted())
  })

  it('has a box for each state', () => {
    const states = new Set(transitions.flatMap(({ from, to }) => (from ? [from, to] : [to])))
    expect(life.states.map(({ name }) => name).toSorted()).toEqual([...states].toSorted())
  })

  it('says each cause in Chinese', () => {
    for (const transition of transitions) expect(causeOf(transition).zh).toMatch(/\p{Script=Han}/u)
  })
})

it('refuses a cause that nobody translated', () => {
  expect(() => causeOf({ to: 'X', cause: 'new' })).toThrow('no Chinese for: new')
})

describe('the house', () => {
  const published = Object.keys(house).filter((name) => name !== '@wxdp/bounds')

  it('has each published package', () => {
    expect(floors.map(({ name }) => name).toSorted()).toEqual(published.toSorted())
  })

  it('draws every import, or a way that implies it', () => {
    const reached = (name: string): string[] =>
      floors
        .filter((floor) => floor.name === name)
        .flatMap((floor) => floor.uses.filter((use) => isDrawn(floor, use)))
        .flatMap((use) => [use, ...reached(use)])
    for (const name of published) {
      const uses = (house[name]?.uses ?? []).filter((use) => published.includes(use))
      expect([...new Set(reached(name))].toSorted()).toEqual(uses.toSorted())
    }
  })
})
