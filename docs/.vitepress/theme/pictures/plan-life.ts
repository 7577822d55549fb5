import { planTransitions } from '@wxdp/core'
import type { Life } from './life.ts'

export const planLife: Life = {
  title: { en: 'Life of a plan', zh: '投放计划的生命周期' },
  width: 380,
  height: 452,
  transitions: planTransitions,
  states: [
    { name: 'CREATED', chinese: '已创建', kind: 'calm', x: 190, y: 76 },
    { name: 'DELIVERING', chinese: '投放中', kind: 'good', x: 190, y: 176 },
    { name: 'PAUSED', chinese: '已暂停', kind: 'wait', x: 190, y: 296 },
    { name: 'TERMINATED', chinese: '已终止', kind: 'off', x: 95, y: 420 },
    { name: 'EXPIRED', chinese: '已过期', kind: 'off', x: 285, y: 420 },
  ],
  frame: [6, 38, 368, 296],
  steps: [
    {
      from: [undefined],
      to: 'CREATED',
      path: 'M190 10V51',
      at: { x: 202, y: 26, anchor: 'start' },
      label: { en: ['created'], zh: ['创建'] },
    },
    {
      from: ['CREATED'],
      to: 'DELIVERING',
      path: 'M190 101V151',
      at: { x: 202, y: 130, anchor: 'start' },
      label: { en: ['audit passed'], zh: ['审核通过'] },
    },
    {
      from: ['DELIVERING'],
      to: 'PAUSED',
      path: 'M160 201V271',
      at: { x: 148, y: 224, anchor: 'end' },
      label: {
        en: ['stock exhausted,', 'paused by the brand,', 'or batch invalid'],
        zh: ['库存耗尽、', '品牌暂停', '或批次失效'],
      },
    },
    {
      from: ['PAUSED'],
      to: 'DELIVERING',
      path: 'M220 271V201',
      at: { x: 232, y: 224, anchor: 'start' },
      label: {
        en: ['stock refilled', 'or resumed,', 'and audit passed'],
        zh: ['补充库存', '或恢复投放，', '并审核通过'],
      },
    },
    {
      from: ['CREATED', 'DELIVERING', 'PAUSED'],
      to: 'TERMINATED',
      path: 'M95 334V395',
      at: { x: 107, y: 368, anchor: 'start' },
      label: { en: ['terminated'], zh: ['终止'] },
    },
    {
      from: ['CREATED', 'DELIVERING', 'PAUSED'],
      to: 'EXPIRED',
      path: 'M285 334V395',
      at: { x: 273, y: 368, anchor: 'end' },
      label: { en: ['past its end'], zh: ['已过结束时间'] },
    },
  ],
}
