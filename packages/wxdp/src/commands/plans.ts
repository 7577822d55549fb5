import { CoreError, checkPlanUpdate, type DeliveryPlan, type PlanChanges } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import type { Fields } from '../calls/call-info.ts'
import { describeChange } from '../calls/describe-change.ts'
import type { Text } from '../language/language.ts'
import { plain } from '../terminal/plain.ts'
import { findPlan, planLists } from './find-plan.ts'
import { showing } from './get.ts'
import { listing } from './list.ts'
import type { Endpoints, Run, Running, Runs } from './run.ts'
import { type Shown, writing } from './write.ts'

const idOf = ({ plan_id }: Fields): string => plain(String(plan_id))

const shownPlan = ({ plan }: { readonly plan: DeliveryPlan }, { out_request_no }: Fields): Shown => ({
  json: { out_request_no, plan },
  text: { fields: plan },
})

/** What `wxdp plans …` runs. */
export const planRuns: Runs = {
  'plans list': listing<DeliveryPlan>({
    ...planLists,
    columns: [
      [{ en: 'PLAN', zh: '计划 ID' }, ({ plan_id }) => plan_id],
      [{ en: 'NAME', zh: '名称' }, ({ plan_name }) => plan_name],
      [{ en: 'STATE', zh: '状态' }, ({ plan_state }) => plan_state],
      [{ en: 'START', zh: '开始' }, ({ delivery_start_time }) => delivery_start_time.slice(0, 16)],
      [{ en: 'END', zh: '结束' }, ({ delivery_end_time }) => delivery_end_time.slice(0, 16)],
      [{ en: 'COUPONS', zh: '总库存' }, ({ total_count }) => `${total_count}`],
    ],
    none: { en: 'There are no such plans.', zh: '没有符合条件的计划。' },
    progress: (count) => ({ en: `${count} plans …`, zh: `已读取 ${count} 个计划…` }),
  }),
  'plans get': showing((call, running) => findPlan(call, running, String(running.given.args.plan_id))),
  'plans create': writing({
    partner: partner.createPlan,
    brand: brand.createPlan,
    ofBrand: true,
    complete: (fields) => ({ input: { reuse_coupon_config: false, ...fields } }),
    question: ({ save_as_draft }) =>
      save_as_draft === true
        ? undefined
        : {
            en: 'The new plan goes to audit at once, and delivers by itself when it has passed.',
            zh: '新的投放计划将立即提交审核，审核通过后自动投放。',
          },
    shown: shownPlan,
  }),
  'plans update': writing({
    partner: partner.updatePlan,
    brand: brand.updatePlan,
    complete: (fields) => ({ input: { ...fields, modify_content: Object(fields.modify_content) } }),
    preview: showUpdate,
    question: (input) => ({
      en: `Plan ${idOf(input)} changes when this has passed its audit. Counts and the end can only grow.`,
      zh: `审核通过后，投放计划 ${idOf(input)} 将按此修改。库存、上限和结束时间只能增加或延后。`,
    }),
    shown: shownPlan,
    afterwards: {
      en: 'The change is being audited. Until it passes, the plan delivers as it was.',
      zh: '修改正在审核。通过之前，投放计划按原内容投放。',
    },
  }),
  'plans terminate': stepping('terminate', {
    partner: partner.terminatePlan,
    brand: brand.terminatePlan,
    question: (id) => ({ en: `Plan ${id} ends for good.`, zh: `投放计划 ${id} 将永久终止。` }),
    done: (id) => ({ en: `Plan ${id} has ended.`, zh: `投放计划 ${id} 已终止。` }),
  }),
  'plans submit': stepping('submit', {
    brand: brand.submitPlan,
    question: (id) => ({
      en: `The draft of plan ${id} goes to audit and cannot be taken back.`,
      zh: `投放计划 ${id} 的草稿将提交审核，无法撤回。`,
    }),
    done: (id) => ({ en: `Plan ${id} is being audited.`, zh: `投放计划 ${id} 已提交审核。` }),
  }),
  'plans pause': stepping('pause', {
    brand: brand.pausePlan,
    done: (id) => ({ en: `Plan ${id} is paused.`, zh: `投放计划 ${id} 已暂停。` }),
  }),
  'plans resume': stepping('resume', {
    brand: brand.resumePlan,
    done: (id) => ({ en: `Plan ${id} resumes.`, zh: `投放计划 ${id} 已恢复。` }),
  }),
}

interface Step extends Endpoints<undefined> {
  /** Asked before, if it cannot be undone. */
  readonly question?: (planId: string) => Text
  readonly done: (planId: string) => Text
}

function stepping(name: string, { question, done, ...endpoints }: Step): Run {
  return writing({
    ...endpoints,
    ...(question && { question: (input) => question(idOf(input)) }),
    shown: (_output, input) => ({ json: { plan_id: input.plan_id, done: name }, text: done(idOf(input)) }),
  })
}

/**
 * Shows what changes: each field with its value now and its new one.
 *
 * @throws {CoreError} `CORE_INPUT_INVALID` if the documentation rules the change out
 */
async function showUpdate({ plan_id, modify_content }: Fields, running: Running): Promise<void> {
  const { screen } = running.context
  const plan = await running.read((call) => findPlan(call, running, String(plan_id)))
  const change = modify_content as PlanChanges
  for (const line of describeChange(plan, change, screen)) screen.note(line)
  const issues = checkPlanUpdate(plan, change)
  if (issues.length > 0) throw new CoreError('CORE_INPUT_INVALID', 'updatePlan', { issues })
}
