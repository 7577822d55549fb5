export type { OwnPrivateKey, SandboxClientOptions, SandboxHandlerSettings } from './box/caller-options.ts'
export type { ChangeListener, SandboxChange } from './box/changes.ts'
export type { SandboxControl } from './box/control.ts'
export type { CouponControl, SentCoupon } from './box/coupon-control.ts'
export { createSandbox, createSandboxFor } from './box/create-sandbox.ts'
export type { SandboxCallers, SandboxOptions } from './box/options.ts'
export type { PageQuery } from './box/query.ts'
export type { BrandCaller, OwnKeyBrandCaller, OwnKeySandbox, Sandbox } from './box/sandbox.ts'
export type {
  SandboxBatch,
  SandboxBatchPage,
  SandboxBatchQuery,
  SandboxCoupon,
  SandboxCouponPage,
  SandboxCouponQuery,
  SandboxUserCoupon,
  SandboxUserCouponPage,
  SandboxUserCouponQuery,
} from './box/sandbox-coupon.ts'
export type { ControlStep, SandboxPlan, SandboxPlanPage, SandboxPlanQuery } from './box/sandbox-plan.ts'
export type { SandboxState } from './box/saved-sandbox.ts'
export type {
  CallbackDelivery,
  DeliverCallback,
  DeliveryContext,
  DeliveryWithoutResponse,
  DeliveryWithResponse,
  SentDelivery,
} from './callbacks/delivery.ts'
export type { DeliveryError } from './callbacks/delivery-error.ts'
export type { NotificationContent } from './callbacks/notification.ts'
export type { CallbackRecord } from './callbacks/records.ts'
export type { CallbackOptions } from './callbacks/traits.ts'
export type { Duration } from './clock/duration.ts'
export type { SandboxCouponTerms } from './coupons/adopt.ts'
export type { Batch, BatchHistoryEntry, BatchTerms, GivenOut } from './coupons/batch.ts'
export type { Coupon, CouponHistoryEntry, CouponTerms } from './coupons/coupon.ts'
export type { Owned } from './coupons/owned.ts'
export type { Ending, UserCouponStep } from './coupons/states.ts'
export type { Numbered, Use, UserCouponHistoryEntry, UserCouponRecord } from './coupons/user-coupon.ts'
export type { OtherEndpoint, OtherEndpointResponse } from './endpoints/other-endpoint.ts'
export type { HistoryEntry } from './entries/history.ts'
export type { SandboxErrorCode } from './errors.ts'
export { SandboxError } from './errors.ts'
export type { Fault, FaultRule } from './faults/fault.ts'
export type { StandingFault } from './faults/rules.ts'
export type { SandboxFetch } from './http/fetch.ts'
export type { RandomBytes } from './http/random.ts'
export type { SignatureCheck } from './http/signature-check.ts'
export type { Text } from './http/text.ts'
export type {
  BrandCredentials,
  CallerCredentials,
  PartnerCredentials,
  SandboxBrand,
  SandboxMerchant,
  SandboxPlatform,
} from './identities/credentials.ts'
export type { PlatformKeyMode } from './identities/platform-keys.ts'
export type { CouponRecipient } from './plans/hand-out.ts'
export type { PlanHistoryEntry, PlanStates } from './plans/history.ts'
export type { PlanTerms } from './plans/plan.ts'
export type { RecordedResponse, RequestRecord } from './requests/request-record.ts'
