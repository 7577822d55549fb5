import * as brand from '@wxdp/core/brand'
import * as brandCoupon from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner'
import * as partnerCoupon from '@wxdp/core/partner/coupon'
import * as security from '@wxdp/core/security'
import { expect, it } from 'vitest'
import { routes } from '../../src/endpoints/routes.ts'

const endpoints = [partner, brand, partnerCoupon, brandCoupon, security]
  .flatMap((entryPoint) => Object.values(entryPoint))
  .filter((value) => 'caller' in value)

it.each(endpoints)('$name of $caller has its other side, with the limit of its page', (endpoint) => {
  const { caller, limit } = endpoint
  const route = routes[caller === 'mchid' ? 'partner' : 'brand'].find((each) => each.endpoint === endpoint)
  expect(route, 'a row in routes.ts').toBeDefined()
  expect(route?.perSecond).toBe(limit?.perSecond)
  expect(route?.isUpload === true).toBe('upload' in endpoint && endpoint.upload === true)
})
