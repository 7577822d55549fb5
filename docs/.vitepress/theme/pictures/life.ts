// What the pictures of a life have: states, and the steps between them.
import type { PlanTransition } from '@wxdp/core'
import type { CouponTransition } from '@wxdp/core/coupon'
import type { Said } from '../../languages.ts'
import type { Kind, Words } from './draw.ts'

export interface State {
  readonly name: string
  readonly chinese: string
  readonly kind: Kind
  readonly x: number
  readonly y: number
}

/** An arrow: one step, or the same step from several states. */
export interface Step {
  /** `undefined`: the first state. */
  readonly from: readonly (string | undefined)[]
  readonly to: string
  readonly path: string
  readonly at: Pick<Words, 'x' | 'y' | 'anchor'>
  /** Lines. */
  readonly label: { readonly en: readonly string[]; readonly zh: readonly string[] }
}

export interface Life {
  readonly title: Said
  readonly width: number
  readonly height: number
  /** Of a box. Default 150. */
  readonly boxWidth?: number
  readonly states: readonly State[]
  readonly steps: readonly Step[]
  /** States that share an arrow are in it: left, top, width, height. */
  readonly frame?: readonly [number, number, number, number]
  /** From `@wxdp/core`. Its steps are those of the picture, which a test holds. */
  readonly transitions: readonly Transition[]
}

export type Transition = PlanTransition | CouponTransition

/** What `@wxdp/core` says about a step, in Chinese. */
const chinese: Readonly<Record<string, string>> = {
  created: '创建',
  'audit passed': '审核通过',
  'stock exhausted, paused by the brand, or batch invalid': '库存耗尽、品牌暂停或批次失效',
  'stock refilled or resumed, and audit passed': '库存补充或恢复投放，并审核通过',
  terminated: '终止',
  'past its end': '已过投放结束时间',
  'saved as a draft by a brand': '品牌保存草稿',
  submitted: '提交审核',
  'audit rejected': '审核驳回',
  changed: '修改',
  'changed, resumed, or stock refilled': '修改、恢复投放或补充库存',
  'given to a user': '用户领取',
  confirmed: '确认',
  'confirmed before its time': '确认时尚未到可用时间',
  'its time has come': '到达可用时间',
  redeemed: '核销',
  'returned within its validity': '有效期内退券',
  'returned after its validity': '有效期后退券',
  'its validity is over': '有效期结束',
  'deleted by the user': '用户删除',
  withdrawn: '失效',
  'created, if it is reviewed': '创建，需要审核时',
  'review passed': '审核通过',
  'stock exhausted, or paused by the platform': '库存耗尽或平台暂停',
  'stock refilled': '补充库存',
  'ended by a call': '调用接口失效',
}

/** @throws {Error} If `@wxdp/core` has a step that is not translated here. */
export function causeOf({ cause }: Transition): Said {
  const zh = chinese[cause]
  if (zh === undefined) throw new Error(`The pictures of a life have no Chinese for: ${cause}`)
  return { en: cause, zh }
}

export const columns: readonly Said[] = [
  { en: 'from', zh: '原状态' },
  { en: 'to', zh: '新状态' },
  { en: 'cause', zh: '原因' },
]
/** In the column `from`, for the first state. */
export const nothing: Said = { en: '(new)', zh: '（新建）' }
