export type { Verification } from './api-error.ts'
export { ApiError } from './api-error.ts'
export { callbackUrl } from './callback-url.ts'
export type { Endpoint, Method, Repeat, Rule, RuleContext } from './endpoint.ts'
export { defineEndpoint } from './endpoint.ts'
export type { CoreErrorCode, Issue } from './errors.ts'
export { CoreError } from './errors.ts'
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
export type { NotifiedAuditState, PlanChange, PlanState } from './plan-change.ts'
export { planChange } from './plan-change.ts'
export type { OutgoingRequest } from './request.ts'
export { toRequest } from './request.ts'
export type { IncomingResponse, Proof } from './response.ts'
export { fromResponse } from './response.ts'
export type { Schema } from './schema.ts'
export type { VerifiedBytes } from './verified-bytes.ts'
