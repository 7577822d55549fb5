/** How often an endpoint may be called, as its page says. */
export interface RateLimit {
  /** Calls, in any second. */
  readonly perSecond: number
  /** What shares it: all that one merchant (`mchid`) or one brand (`brand_id`) calls, in all processes together. */
  readonly per: 'mchid' | 'brand_id'
}
