import { auditTransitions } from '@wxdp/core'
import type { Life } from './life.ts'

export const auditLife: Life = {
  title: { en: "Life of a plan's audit", zh: '投放计划审核的流程' },
  width: 420,
  height: 366,
  transitions: auditTransitions,
  states: [
    { name: 'INITIAL', chinese: '待提审', kind: 'calm', x: 98, y: 76 },
    { name: 'PROCESSING', chinese: '审核中', kind: 'wait', x: 210, y: 186 },
    { name: 'PASSED', chinese: '审核通过', kind: 'good', x: 98, y: 334 },
    { name: 'REJECTED', chinese: '审核驳回', kind: 'bad', x: 322, y: 334 },
  ],
  steps: [
    {
      from: [undefined],
      to: 'INITIAL',
      path: 'M98 10V51',
      at: { x: 110, y: 18, anchor: 'start' },
      label: { en: ['saved as a draft', 'by a brand'], zh: ['品牌保存草稿'] },
    },
    {
      from: [undefined],
      to: 'PROCESSING',
      path: 'M262 70V161',
      at: { x: 274, y: 112, anchor: 'start' },
      label: { en: ['created'], zh: ['创建'] },
    },
    {
      from: ['INITIAL'],
      to: 'PROCESSING',
      path: 'M126 101 168 159',
      at: { x: 134, y: 140, anchor: 'end' },
      label: { en: ['submitted'], zh: ['提交审核'] },
    },
    {
      from: ['PROCESSING'],
      to: 'PASSED',
      path: 'M188 211 128 307',
      at: { x: 174, y: 276, anchor: 'start' },
      label: { en: ['passed'], zh: ['通过'] },
    },
    {
      from: ['PROCESSING'],
      to: 'REJECTED',
      path: 'M232 211 292 307',
      at: { x: 270, y: 248, anchor: 'start' },
      label: { en: ['rejected'], zh: ['驳回'] },
    },
    {
      from: ['PASSED'],
      to: 'PROCESSING',
      path: 'M66 309C56 240 78 192 133 188',
      at: { x: 4, y: 214, anchor: 'start' },
      label: { en: ['changed,', 'resumed,', 'or refilled'], zh: ['修改、', '恢复或', '补库存'] },
    },
    {
      from: ['REJECTED'],
      to: 'PROCESSING',
      path: 'M354 309C364 240 342 192 287 188',
      at: { x: 366, y: 226, anchor: 'start' },
      label: { en: ['changed'], zh: ['修改'] },
    },
  ],
}
