// What the pictures of a life have: states, and the steps between them.
import type { PlanTransition } from '@wxdp/core'
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
  /** `undefined`: the first state of a plan. */
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
  readonly states: readonly State[]
  readonly steps: readonly Step[]
  /** States that share an arrow are in it: left, top, width, height. */
  readonly frame?: readonly [number, number, number, number]
  /** From `@wxdp/core`. Its steps are those of the picture, which a test holds. */
  readonly transitions: readonly PlanTransition[]
}

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
}

/** @throws {Error} If `@wxdp/core` has a step that is not translated here. */
export function causeOf({ cause }: PlanTransition): Said {
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
export const nothing: Said = { en: '(new plan)', zh: '（新建）' }
