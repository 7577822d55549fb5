export type { ApiCode, KnownApiCode, RepeatAdvice } from './api-codes.ts'
export { apiCodes } from './api-codes.ts'
export type { SignInformation, Verification } from './api-error.ts'
export { ApiError } from './api-error.ts'
export { callbackUrl } from './callback-url.ts'
export type { EncryptedField } from './encrypted-field.ts'
export type { Endpoint, Method, Repeat, Rule, RuleContext } from './endpoint.ts'
export { defineEndpoint } from './endpoint.ts'
export type { CoreErrorCode, Issue } from './errors.ts'
export { CoreError } from './errors.ts'
export type { ExplainOptions } from './explain.ts'
export { explain } from './explain.ts'
export type {
  AnyDefinition,
  Envelope,
  Notification,
  NotificationDefinition,
  NotificationOf,
  SealedResource,
  UnknownNotification,
} from './notification.ts'
export { defineNotification, parseEnvelope, parseNotification } from './notification.ts'
export { checkUpdate } from './plan/check-update.ts'
export { parseDateTime } from './plan/date-time.ts'
export type { DeliveryPlan, UsageMode } from './plan/delivery-plan.ts'
export type { Direction, Transition } from './plan/life-cycle.ts'
export { auditTransitions, changeable, transitions } from './plan/life-cycle.ts'
export type {
  BundledCoupon,
  OwnTerms,
  PlanBasics,
  PlanInput,
  ReusedTerms,
  SingleCoupon,
} from './plan/plan-input.ts'
export type { KnownChange } from './plan/stale.ts'
export { isStale } from './plan/stale.ts'
export type { AuditState, NotifiedAuditState, PlanState } from './plan/states.ts'
export { isFinal, normaliseAuditState, normalisePlanState } from './plan/states.ts'
export type { PlanChange } from './plan-change.ts'
export { planChange } from './plan-change.ts'
export type { OutgoingRequest } from './request.ts'
export { toRequest } from './request.ts'
export type { IncomingResponse, Proof } from './response.ts'
export { fromResponse } from './response.ts'
export type { Schema } from './schema.ts'
export type { VerifiedBytes } from './verified-bytes.ts'
