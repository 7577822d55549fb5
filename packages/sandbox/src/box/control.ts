import type { PlanChange } from '@wxdp/core'
import type { CallbackDelivery, NotificationContent } from '../callbacks/callbacks.ts'
import type { IdentityKind } from '../identities/identities.ts'
import type { PlatformKeyMode } from '../identities/platform-keys.ts'
import { advance, type Step } from '../plans/life-cycle.ts'
import { isOver, type Plan } from '../plans/plan.ts'
import { changeMessage } from '../plans/plan-message.ts'
import { announceAndWait, type State } from './state.ts'

/**
 * What WeChat Pay does by itself, or its staff by hand. Each step sends a `DELIVERY_PLAN.CHANGE` to the URL of
 * who made the plan: first with a probe's signature, then truly, then once more as a duplicate. It returns these
 * three deliveries; none where no URL is set.
 *
 * A step that the plan's state does not allow, or of a plan that is none, rejects with a `TypeError`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export interface SandboxControl {
  /** The service provider's callback URL in force. */
  readonly notifyUrl: string | undefined
  /** The brand's callback URL in force. */
  readonly brandNotifyUrl: string | undefined
  /**
   * Sends a notification of any content, and changes nothing.
   *
   * @param change Fields left out get plausible values. A plan that the sandbox does not know counts as the
   *   service provider's.
   */
  sendPlanChange(
    change: Partial<PlanChange> & Pick<PlanChange, 'plan_id'>,
  ): Promise<readonly CallbackDelivery[]>
  /**
   * Sends a notification of any product to any URL, sealed and signed as all others, for what you defined with
   * `defineNotification`.
   *
   * @param to Whose keys are used. Default `partner`.
   */
  sendNotification(
    url: string,
    message: NotificationContent,
    to?: 'partner' | 'brand',
  ): Promise<readonly CallbackDelivery[]>
  /** 审核通过: the draft becomes the live plan. A new plan, and one that was resumed or refilled, delivers. */
  approve(planId: string): Promise<readonly CallbackDelivery[]>
  /**
   * 审核驳回: the live plan stays as it was.
   *
   * @param reason The notification's `change_reason`.
   */
  reject(planId: string, reason?: string): Promise<readonly CallbackDelivery[]>
  /** 库存耗尽: a plan that delivers is paused. */
  exhaust(planId: string): Promise<readonly CallbackDelivery[]>
  /**
   * 补充库存: a plan that was paused for want of stock goes to audit; {@link SandboxControl.approve} makes it
   * deliver. Nothing happens to one that the brand paused.
   */
  refill(planId: string): Promise<readonly CallbackDelivery[]>
  /** 过期: over for good. It also happens by itself, at the first call after `delivery_end_time`. */
  expire(planId: string): Promise<readonly CallbackDelivery[]>
  /**
   * 更换平台证书, first part: `GET /v3/certificates` lists one platform certificate more, which signs nothing yet.
   *
   * @returns Its serial.
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
   */
  issueCertificate(): Promise<string>
  /**
   * 更换平台证书, second part: every certificate listed signs, each in turn. Where {@link SandboxControl.issueCertificate}
   * made none before, one is issued that nobody could have seen in a list.
   *
   * @returns The serial of the newest.
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
   */
  rollOver(): Promise<string>
  /**
   * 切换验签方式: with what the service provider's answers and callbacks are signed from now on. `both` are the days of
   * the switch: an answer is signed as the request's `Wechatpay-Serial` asks, callbacks by each in turn.
   *
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012925289}
   */
  usePlatformKeys(mode: PlatformKeyMode): Promise<void>
  /**
   * Waits until every callback is through that a call caused (creation, change, end, self-test …).
   *
   * @returns Their deliveries since it was last asked, the newest 1,000.
   */
  settled(): Promise<readonly CallbackDelivery[]>
}

export function createControl(state: State): SandboxControl {
  const { notifyUrls, notifier, plans, platform, now } = state
  async function take(planId: string, step: Step, why?: string): Promise<readonly CallbackDelivery[]> {
    const plan = planOf(planId)
    urlOf(plan.owner)
    const moved = advance(plan, step)
    if (!moved) throw new TypeError(`${step}: the plan is ${plan.plan_state}, its audit ${plan.audit_state}.`)
    plans.replace(moved.plan)
    return announceAndWait(state, moved.plan, why ?? moved.reason)
  }
  function planOf(planId: string): Plan {
    const plan = plans.find(planId)
    if (!plan) throw new TypeError(`The sandbox has no plan ${planId}.`)
    return plan
  }
  function urlOf(owner: IdentityKind): string {
    const url = notifyUrls.get(owner)
    if (url !== undefined) return url
    const [who, path] = owner === 'brand' ? ['brand', 'brand'] : ['service provider', 'partner']
    throw new TypeError(`The ${who} has no callback URL. Call setNotifyUrl of @wxdp/core/${path} first.`)
  }
  return {
    get notifyUrl() {
      return notifyUrls.get('partner')
    },
    get brandNotifyUrl() {
      return notifyUrls.get('brand')
    },
    async sendPlanChange(change) {
      const owner = plans.find(change.plan_id)?.owner ?? 'partner'
      return notifier.send(owner, urlOf(owner), changeMessage({ ...typical(now()), ...change }))
    },
    sendNotification: (url, message, to: IdentityKind = 'partner') => notifier.send(to, url, message),
    approve: (planId) => take(planId, 'approve'),
    reject: (planId, reason) => take(planId, 'reject', reason),
    exhaust: (planId) => take(planId, 'exhaust'),
    async refill(planId) {
      const plan = planOf(planId)
      return plan.pausedFor === 'brand' && !isOver(plan) ? [] : take(planId, 'refill')
    },
    expire: (planId) => take(planId, 'expire'),
    issueCertificate: () => platform.issue(),
    rollOver: () => platform.rollOver(),
    usePlatformKeys: (mode) => platform.use(mode),
    settled: () => notifier.settled(),
  }
}

function typical(now: number): Omit<PlanChange, 'plan_id'> {
  return {
    plan_state: 'DELIVERING',
    audit_state: 'PASSED',
    change_reason: '审核通过',
    modify_time: new Date(now).toISOString(),
  }
}
