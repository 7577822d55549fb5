import type { PlanChange } from '@wxdp/core'
import type { CallbackDelivery } from '../callbacks/delivery.ts'
import type { NotificationContent } from '../callbacks/notification.ts'
import type { CallbackRecord } from '../callbacks/records.ts'
import type { Duration } from '../clock/duration.ts'
import type { FaultRule } from '../faults/fault.ts'
import type { StandingFault } from '../faults/rules.ts'
import type { PlatformKeyMode } from '../identities/platform-keys.ts'
import type { RequestRecord } from '../requests/request-record.ts'
import type { ChangeListener } from './changes.ts'
import type { CouponControl } from './coupon-control.ts'
import type { SandboxPlan, SandboxPlanPage, SandboxPlanQuery } from './sandbox-plan.ts'

/**
 * What WeChat Pay does on its own. Each step of a plan sends a `DELIVERY_PLAN.CHANGE` to the URL of the plan's owner,
 * three times: with the wrong signature of a probe, then as it is, then as a duplicate. The step returns these
 * deliveries; the option `callbacks` changes which there are, and delays them.
 *
 * A step rejects with a `SandboxError`, and changes nothing, if the plan does not exist (`SANDBOX_PLAN_UNKNOWN`), if its
 * state does not allow the step (`SANDBOX_STEP_IMPOSSIBLE`), or if its owner has not called `setNotifyUrl`
 * (`SANDBOX_NOTIFY_URL_MISSING`).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export interface SandboxControl extends CouponControl {
  /** The sandbox's clock, in milliseconds since 1970. */
  readonly now: number
  /**
   * Turns the clock. What falls due on the way happens at once, in order of time, and meanwhile the clock shows the time of
   * each: the end of plans and of audits, and retries of callbacks that were not acknowledged. Resolves when the callbacks
   * are delivered; {@link SandboxControl.settled} returns them.
   *
   * Whoever verifies with a clock of its own sees callbacks from the future: use `handlerSettings()`, which follow.
   *
   * @param duration Milliseconds, or a string such as `90s`, `15m`, `3h` or `2d`.
   * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
   *
   * @example
   * await sandbox.control.advance('3h')
   */
  advance(duration: Duration): Promise<void>
  /**
   * A plan as it is now, with both of its states, its draft and its history.
   *
   * @throws {SandboxError} `SANDBOX_PLAN_UNKNOWN`
   */
  plan(planId: string): SandboxPlan
  /**
   * The plans of all callers, in the order of their creation, page by page. However many there are, only those of the page
   * are copied.
   *
   * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
   *
   * @example
   * const { total, plans } = sandbox.control.plans({ planState: 'DELIVERING', newestFirst: true, limit: 20 })
   */
  plans(query?: SandboxPlanQuery): SandboxPlanPage
  /**
   * What callers have sent, and what the sandbox has responded, with the check of each signature: the newest 1,000
   * requests, the oldest first. Fewer if they have more than 16 MiB in all.
   *
   * @example
   * const diagnosis = sandbox.control.requests.at(-1)?.signature.diagnosis?.en
   */
  readonly requests: readonly RequestRecord[]
  /**
   * Calls a function after each change. A listener that throws changes nothing; what it throws is logged.
   *
   * @returns A function that ends the subscription.
   *
   * @example
   * const unsubscribe = sandbox.control.subscribe((change) => console.log(change.kind))
   */
  subscribe(listener: ChangeListener): () => void
  /** The callback URL of plans that the service provider has set. */
  readonly notifyUrl: string | undefined
  /** The callback URL of plans that the brand has set. */
  readonly brandNotifyUrl: string | undefined
  /** The callback URL of coupons that the service provider has set. */
  readonly couponNotifyUrl: string | undefined
  /** The callback URL of coupons that the brand has set. */
  readonly brandCouponNotifyUrl: string | undefined
  /**
   * Sends a notification of any content. No plan changes.
   *
   * @param change Missing fields get plausible values. The notification goes to the plan's owner; of an unknown plan,
   *   to the service provider.
   * @throws {SandboxError} `SANDBOX_NOTIFY_URL_MISSING`, `SANDBOX_OPTION_INVALID`
   */
  sendPlanChange(
    change: Partial<PlanChange> & Pick<PlanChange, 'plan_id'>,
  ): Promise<readonly CallbackDelivery[]>
  /**
   * Sends a notification of any product to any URL, sealed and signed like all others: for what you defined with
   * `defineNotification`.
   *
   * @param to Whose keys seal and sign it. Default `partner`.
   * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
   */
  sendNotification(
    url: string,
    content: NotificationContent,
    to?: 'partner' | 'brand',
  ): Promise<readonly CallbackDelivery[]>
  /**
   * What was sent, sealed and opened, with each delivery and its response: the newest 1,000 notifications, the oldest first. Fewer if they had
   * more than 10,000 deliveries in all.
   */
  readonly callbacks: readonly CallbackRecord[]
  /**
   * Sends a notification once more, signed anew, as its next attempt. If the receiver acknowledges it, no retry follows.
   *
   * @param id Of the notification, as in {@link SandboxControl.callbacks}.
   * @throws {SandboxError} `SANDBOX_CALLBACK_UNKNOWN`
   */
  resend(id: string): Promise<readonly CallbackDelivery[]>
  /** 审核通过: the draft goes live. A plan that is new, resumed or refilled starts delivery. */
  approve(planId: string): Promise<readonly CallbackDelivery[]>
  /**
   * 审核驳回: the draft is dropped, the live plan stays.
   *
   * @param reason The `change_reason` of the notification.
   */
  reject(planId: string, reason?: string): Promise<readonly CallbackDelivery[]>
  /** 库存耗尽: pauses a plan that is delivering. */
  exhaust(planId: string): Promise<readonly CallbackDelivery[]>
  /**
   * 补充库存: a plan that was paused for lack of stock goes to audit; {@link SandboxControl.approve} resumes delivery.
   * For a plan that the brand paused, nothing happens.
   */
  refill(planId: string): Promise<readonly CallbackDelivery[]>
  /**
   * Refuses the next call for one of the documented business causes, such as 268585869: the brand has no merchant card.
   * Each call of this method refuses one call more.
   *
   * @param cause The number that ends the `Request-ID`.
   * @throws {SandboxError} `SANDBOX_CAUSE_UNKNOWN`
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148504}
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148522}
   */
  refuseNext(cause: number): void
  /**
   * Lets something go wrong with the responses to some calls, until it is removed. A call meets one fault at most: that
   * of the rule that was added first.
   *
   * @returns The id of the rule, for {@link SandboxControl.removeFault}.
   * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
   *
   * @example
   * const id = sandbox.control.addFault({ endpoint: createPlan, nth: 1, fault: 'timeout' })
   */
  addFault(rule: FaultRule): string
  /** Removes a rule. Returns whether there was one with this id. */
  removeFault(id: string): boolean
  /** The rules in force, the oldest first, with the calls that each has met. */
  readonly faults: readonly StandingFault[]
  /** 过期: ends a plan. At `delivery_end_time`, that happens without this call. */
  expire(planId: string): Promise<readonly CallbackDelivery[]>
  /** 终止: ends a plan, as its owner does by a call. */
  terminate(planId: string): Promise<readonly CallbackDelivery[]>
  /** 提交审核: submits a draft, as the brand does by a call. */
  submit(planId: string): Promise<readonly CallbackDelivery[]>
  /** 暂停: pauses a plan that is delivering, as the brand does by a call. */
  pause(planId: string): Promise<readonly CallbackDelivery[]>
  /** 恢复: sends a paused plan to audit, as the brand does by a call. {@link SandboxControl.approve} resumes delivery. */
  resume(planId: string): Promise<readonly CallbackDelivery[]>
  /**
   * 更换平台证书, first part: `GET /v3/certificates` lists one more platform certificate, which does not sign yet.
   *
   * @returns Its serial.
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
   */
  issueCertificate(): Promise<string>
  /**
   * 更换平台证书, second part: all listed certificates sign in turn. Without {@link SandboxControl.issueCertificate}
   * before, it issues a certificate that no caller has seen in a list. The clock does both in time: 180 and 120 days before
   * the old certificate ends.
   *
   * @returns The newest serial.
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
   */
  rollOver(): Promise<string>
  /**
   * 切换验签方式: sets which keys sign responses and callbacks for the service provider. `both` is the time of the
   * change: the request's `Wechatpay-Serial` decides for its response, and callbacks take the keys in turn.
   *
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012925289}
   */
  usePlatformKeys(mode: PlatformKeyMode): Promise<void>
  /**
   * Waits until all callbacks that calls and the clock have caused so far (creation, end, retry, self-test …) are
   * delivered. It does not wait for retries that are due later.
   *
   * @returns Their deliveries since it was last called, at most the newest 1,000.
   * @throws what kept a notification from being sent at all, such as an `rng` that returns something else
   */
  settled(): Promise<readonly CallbackDelivery[]>
}
