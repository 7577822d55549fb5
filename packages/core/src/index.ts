export type { ApiCode, KnownApiCode, RetryAdvice } from './contract/api-codes.ts'
export { apiCodes } from './contract/api-codes.ts'
export type { ApiErrorDetails, SignInformation, Verification } from './contract/api-error.ts'
export { ApiError } from './contract/api-error.ts'
export type { AttemptRecord } from './contract/attempt-record.ts'
export type { EncryptedField } from './contract/encrypted-field.ts'
export type {
  Endpoint,
  InputRule,
  InputRuleContext,
  Method,
  RateLimit,
  RetryPolicy,
} from './contract/endpoint.ts'
export { defineEndpoint } from './contract/endpoint.ts'
export type {
  AnyDefinition,
  Envelope,
  EnvelopeResource,
  Notification,
  NotificationDefinition,
  NotificationOf,
  UnknownNotification,
} from './contract/notification.ts'
export { defineNotification, parseEnvelope, parseNotification } from './contract/notification.ts'
export type { OutgoingRequest } from './contract/request.ts'
export { toRequest } from './contract/request.ts'
export type { IncomingResponse, ResponseContent, ResponseProof } from './contract/response.ts'
export { fromResponse, readResponse } from './contract/response.ts'
export type { Schema } from './contract/schema.ts'
export type { VerifiedBytes } from './contract/verified-bytes.ts'
export type { CoreErrorCode, Issue } from './errors.ts'
export { CoreError } from './errors.ts'
export type { ExplainOptions } from './explain/explain.ts'
export { explain } from './explain/explain.ts'
export { checkUpdate } from './plan/check-update.ts'
export { parseDateTime } from './plan/date-time.ts'
export type { DeliveryPlan, UsageMode } from './plan/delivery-plan.ts'
export type { Direction, Transition } from './plan/life-cycle.ts'
export { auditTransitions, changeable, transitions } from './plan/life-cycle.ts'
export type { PlanChange } from './plan/plan-change.ts'
export { planChange } from './plan/plan-change.ts'
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
export { callbackUrl } from './rules/callback-url.ts'
