export type { OwnPrivateKey, SandboxClientOptions, SandboxHandlerSettings } from './box/caller-options.ts'
export type { ChangeListener, SandboxChange } from './box/changes.ts'
export type { SandboxControl } from './box/control.ts'
export { createSandbox, createSandboxFor } from './box/create-sandbox.ts'
export type { SandboxCallers, SandboxOptions } from './box/options.ts'
export type { BrandCaller, OwnKeyBrandCaller, OwnKeySandbox, Sandbox } from './box/sandbox.ts'
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
export type { OtherEndpoint, OtherEndpointResponse } from './endpoints/other-endpoint.ts'
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
export type { SandboxCoupon } from './plans/coupon.ts'
export type { PlanHistoryEntry, PlanStates } from './plans/history.ts'
export type { PlanTerms } from './plans/plan.ts'
export type { RecordedResponse, RequestRecord } from './requests/request-record.ts'
