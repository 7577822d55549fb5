import { productCouponTransitions } from '@wxdp/core/coupon'
import type { Life } from './life.ts'

export const productCouponLife: Life = {
  title: { en: 'Life of a product coupon', zh: '商品券的生命周期' },
  width: 380,
  height: 334,
  transitions: productCouponTransitions,
  states: [
    { name: 'AUDITING', chinese: '审核中', kind: 'wait', x: 95, y: 90 },
    { name: 'EFFECTIVE', chinese: '生效', kind: 'good', x: 220, y: 194 },
    { name: 'DEACTIVATED', chinese: '已失效', kind: 'off', x: 220, y: 304 },
  ],
  steps: [
    {
      from: [undefined],
      to: 'AUDITING',
      path: 'M95 10V65',
      at: { x: 107, y: 24, anchor: 'start' },
      label: { en: ['created, if it', 'is reviewed'], zh: ['创建，', '需要审核时'] },
    },
    {
      from: [undefined],
      to: 'EFFECTIVE',
      path: 'M260 70V169',
      at: { x: 272, y: 118, anchor: 'start' },
      label: { en: ['created'], zh: ['创建'] },
    },
    {
      from: ['AUDITING'],
      to: 'EFFECTIVE',
      path: 'M126 115 182 169',
      at: { x: 138, y: 160, anchor: 'end' },
      label: { en: ['review passed'], zh: ['审核通过'] },
    },
    {
      from: ['EFFECTIVE'],
      to: 'DEACTIVATED',
      path: 'M220 219V279',
      at: { x: 232, y: 254, anchor: 'start' },
      label: { en: ['ended by a call'], zh: ['调用接口失效'] },
    },
  ],
}
