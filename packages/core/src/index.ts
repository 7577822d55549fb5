export type { ApiCodeInfo, KnownApiCode, RetryAdvice } from './contract/api-codes.ts'
export { apiCodes } from './contract/api-codes.ts'
export type {
  ApiErrorDetails,
  AttemptRecord,
  ResponseVerification,
  SignInformation,
} from './contract/api-error.ts'
export { ApiError } from './contract/api-error.ts'
export { checkInput } from './contract/check-input.ts'
export type {
  Endpoint,
  HttpMethod,
  InputRule,
  InputRuleContext,
  RateLimit,
  RetryPolicy,
} from './contract/endpoint.ts'
export { defineEndpoint } from './contract/endpoint.ts'
export type { EnvelopeResource, NotificationEnvelope } from './contract/envelope.ts'
export { parseEnvelope } from './contract/envelope.ts'
export type {
  AnyNotificationDefinition,
  Notification,
  NotificationDefinition,
  NotificationOf,
  UnknownNotification,
} from './contract/notification.ts'
export { defineNotification } from './contract/notification.ts'
export { parseNotification } from './contract/parse-notification.ts'
export type { OutgoingRequest } from './contract/request.ts'
export { toRequest } from './contract/request.ts'
export type { IncomingResponse, ResponseContent, ResponseProof } from './contract/response.ts'
export { fromResponse, readResponse } from './contract/response.ts'
export type { StandardSchema } from './contract/schema.ts'
export type { CoreErrorCode, CoreIssue } from './errors.ts'
export { CoreError } from './errors.ts'
export type { ErrorNumberInfo } from './explain/error-numbers.ts'
export { findErrorNumber } from './explain/error-numbers.ts'
export type { ExplainOptions } from './explain/explain.ts'
export { explain } from './explain/explain.ts'
export { explainCode } from './explain/explain-code.ts'
export { checkPlanUpdate } from './plan/check-plan-update.ts'
export { parseDateTime } from './plan/date-time.ts'
export type { DeliveryPlan, UsageMode } from './plan/delivery-plan.ts'
export type { ChangeDirection, PlanTransition } from './plan/life-cycle.ts'
export { auditTransitions, changeableFields, planTransitions } from './plan/life-cycle.ts'
export type { PlanChange } from './plan/plan-change.ts'
export { planChange } from './plan/plan-change.ts'
export type {
  BundledPlanCoupon,
  OwnPlanTerms,
  PlanBasics,
  ReusedPlanTerms,
  SinglePlanCoupon,
} from './plan/plan-input.ts'
export type { PlanChanges } from './plan/plan-update.ts'
export type { KnownPlanChange } from './plan/stale-change.ts'
export { isStaleChange } from './plan/stale-change.ts'
export type { AuditStateFilter, KnownPlanState, NotifiedAuditState, PlanState } from './plan/states.ts'
export { isFinalState, normaliseAuditState, normalisePlanState } from './plan/states.ts'
export { callbackUrlRule } from './rules/callback-url.ts'
