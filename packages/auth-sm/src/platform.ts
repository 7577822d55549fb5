export { sealSm4Resource } from './seals/sealed.ts'
export type { SignSm2MessageOptions, Sm2AuthorizationCheck } from './signatures/platform-side.ts'
export { signSm2Message, verifySm2Authorization } from './signatures/platform-side.ts'
