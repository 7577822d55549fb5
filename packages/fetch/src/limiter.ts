export type { Limiter, LimiterRequest } from './call/limiter-contract.ts'
export type { LimiterOptions } from './limits/limiter.ts'
export { createLimiter } from './limits/limiter.ts'
