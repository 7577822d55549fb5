export type {
  OwnPrivateKey,
  SandboxClientOptions,
  SandboxHandlerSettings,
} from './box/caller.ts'
export type { SandboxControl } from './box/control.ts'
export type {
  BrandCaller,
  OwnKeyBrandCaller,
  OwnKeySandbox,
  Sandbox,
  SandboxCallers,
  SandboxOptions,
} from './box/sandbox.ts'
export { createSandbox, createSandboxFor } from './box/sandbox.ts'
export type {
  CallbackDelivery,
  DeliverCallback,
  DeliveryWithoutResponse,
  DeliveryWithResponse,
  NotificationContent,
  SentDelivery,
} from './callbacks/callbacks.ts'
export type { DeliveryError } from './callbacks/delivery-error.ts'
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
