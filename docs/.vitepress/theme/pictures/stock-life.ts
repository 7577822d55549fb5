import { stockTransitions } from '@wxdp/core/coupon'
import type { Life } from './life.ts'

export const stockLife: Life = {
  title: { en: 'Life of a batch', zh: '批次的生命周期' },
  width: 380,
  height: 466,
  transitions: stockTransitions,
  states: [
    { name: 'AUDITING', chinese: '审核中', kind: 'wait', x: 115, y: 90 },
    { name: 'SENDING', chinese: '发放中', kind: 'good', x: 190, y: 200 },
    { name: 'PAUSED', chinese: '已暂停', kind: 'wait', x: 190, y: 312 },
    { name: 'STOPPED', chinese: '已停止', kind: 'off', x: 95, y: 436 },
    { name: 'DEACTIVATED', chinese: '已失效', kind: 'off', x: 285, y: 436 },
  ],
  frame: [6, 162, 368, 188],
  steps: [
    {
      from: [undefined],
      to: 'AUDITING',
      path: 'M115 10V65',
      at: { x: 127, y: 24, anchor: 'start' },
      label: { en: ['created, if it', 'is reviewed'], zh: ['创建，', '需要审核时'] },
    },
    {
      from: [undefined],
      to: 'SENDING',
      path: 'M240 76V175',
      at: { x: 252, y: 118, anchor: 'start' },
      label: { en: ['created'], zh: ['创建'] },
    },
    {
      from: ['AUDITING'],
      to: 'SENDING',
      path: 'M132 115 168 175',
      at: { x: 136, y: 150, anchor: 'end' },
      label: { en: ['review passed'], zh: ['审核通过'] },
    },
    {
      from: ['SENDING'],
      to: 'PAUSED',
      path: 'M160 225V287',
      at: { x: 148, y: 244, anchor: 'end' },
      label: { en: ['stock exhausted,', 'or paused by', 'the platform'], zh: ['库存耗尽', '或平台暂停'] },
    },
    {
      from: ['PAUSED'],
      to: 'SENDING',
      path: 'M220 287V225',
      at: { x: 232, y: 260, anchor: 'start' },
      label: { en: ['stock refilled'], zh: ['补充库存'] },
    },
    {
      from: ['SENDING', 'PAUSED'],
      to: 'STOPPED',
      path: 'M95 350V411',
      at: { x: 107, y: 384, anchor: 'start' },
      label: { en: ['past its end'], zh: ['已过结束时间'] },
    },
    {
      from: ['SENDING', 'PAUSED'],
      to: 'DEACTIVATED',
      path: 'M285 350V411',
      at: { x: 273, y: 376, anchor: 'end' },
      label: { en: ['ended', 'by a call'], zh: ['调用', '接口失效'] },
    },
  ],
}
