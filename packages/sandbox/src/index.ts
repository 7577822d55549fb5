export type { SandboxControl } from './box/control.ts'
export type { Sandbox, SandboxOptions } from './box/sandbox.ts'
export { createSandbox } from './box/sandbox.ts'
export type { Deliver, Delivery, NotificationContent } from './callbacks/callbacks.ts'
export type { OtherEndpoint, OtherEndpointResponse } from './endpoints/route.ts'
export type {
  Brand,
  BrandCredentials,
  CallerCredentials,
  Credentials,
  Merchant,
} from './identities/credentials.ts'
export type { PlatformMode } from './identities/platform-keys.ts'
export type { Coupon } from './plans/coupon.ts'
