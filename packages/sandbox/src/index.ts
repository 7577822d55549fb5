export type { SandboxControl } from './box/control.ts'
export type { Sandbox, SandboxOptions } from './box/sandbox.ts'
export { createSandbox } from './box/sandbox.ts'
export type { CallbackDelivery, DeliverCallback, NotificationContent } from './callbacks/callbacks.ts'
export type { OtherEndpoint, OtherEndpointResponse } from './endpoints/route.ts'
export type {
  BrandCredentials,
  CallerCredentials,
  PartnerCredentials,
  SandboxBrand,
  SandboxMerchant,
} from './identities/credentials.ts'
export type { PlatformKeyMode } from './identities/platform-keys.ts'
export type { SandboxCoupon } from './plans/coupon.ts'
