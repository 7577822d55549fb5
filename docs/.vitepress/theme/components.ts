// What pages may use as tags. `output/text-of.ts` has a text for each.
import { type Component, defineAsyncComponent } from 'vue'
import { ApiContents } from './parts/api-contents.ts'
import { Contents } from './parts/contents.ts'
import { InBothLanguages } from './parts/in-both-languages.ts'

// Only pages that have them load the packages and the pictures.
export const components: Readonly<Record<string, Component>> = {
  ApiContents,
  Contents,
  InBothLanguages,
  SignatureCalculator: defineAsyncComponent(async () => {
    return (await import('./tools/signing/signature-calculator.ts')).SignatureCalculator
  }),
  CallbackVerifier: defineAsyncComponent(async () => {
    return (await import('./tools/verifying/callback-verifier.ts')).CallbackVerifier
  }),
  KeyPicture: defineAsyncComponent(async () => (await import('./pictures/key-picture.ts')).KeyPicture),
  PlanLife: defineAsyncComponent(async () => (await import('./pictures/lives.ts')).PlanLife),
  AuditLife: defineAsyncComponent(async () => (await import('./pictures/lives.ts')).AuditLife),
  UserCouponLife: defineAsyncComponent(async () => (await import('./pictures/lives.ts')).UserCouponLife),
  ProductCouponLife: defineAsyncComponent(
    async () => (await import('./pictures/lives.ts')).ProductCouponLife,
  ),
  StockLife: defineAsyncComponent(async () => (await import('./pictures/lives.ts')).StockLife),
  Plot: defineAsyncComponent(async () => (await import('./plots/plot.ts')).Plot),
  Machine: defineAsyncComponent(async () => (await import('./plots/machine.ts')).Machine),
  House: defineAsyncComponent(async () => (await import('./pictures/house-picture.ts')).House),
}
