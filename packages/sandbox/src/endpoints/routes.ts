import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import type { IdentityKind } from '../identities/identity.ts'
import { couponRoutes } from './coupon/routes.ts'
import { createPlan } from './create-plan.ts'
import { respondToEcho } from './echo.ts'
import { listCertificates } from './list-certificates.ts'
import { listPlans } from './list-plans.ts'
import { pausePlan } from './pause-plan.ts'
import { resumePlan } from './resume-plan.ts'
import type { Route } from './route.ts'
import { setNotifyUrl } from './set-notify-url.ts'
import { submitPlan } from './submit-plan.ts'
import { terminatePlan } from './terminate-plan.ts'
import { updatePlan } from './update-plan.ts'

const certificates = { name: 'listCertificates', method: 'GET', path: '/v3/certificates' } as const

/** The documented endpoints of each identity, with their rate limits. */
export const routes: Readonly<Record<IdentityKind, readonly Route[]>> = {
  partner: [
    { endpoint: partner.createPlan, perSecond: 100, respond: createPlan },
    { endpoint: partner.listPlans, perSecond: 100, respond: listPlans },
    { endpoint: partner.updatePlan, perSecond: 100, respond: updatePlan },
    { endpoint: partner.terminatePlan, perSecond: 100, respond: terminatePlan },
    { endpoint: partner.setNotifyUrl, perSecond: 10, respond: setNotifyUrl },
    ...couponRoutes.partner,
    { endpoint: echo, respond: respondToEcho },
    { endpoint: certificates, perSecond: 1000, respond: listCertificates },
  ],
  brand: [
    { endpoint: brand.createPlan, perSecond: 50, respond: createPlan },
    { endpoint: brand.listPlans, perSecond: 100, respond: listPlans },
    { endpoint: brand.updatePlan, perSecond: 50, respond: updatePlan },
    { endpoint: brand.submitPlan, perSecond: 50, respond: submitPlan },
    { endpoint: brand.resumePlan, perSecond: 50, respond: resumePlan },
    { endpoint: brand.pausePlan, perSecond: 50, respond: pausePlan },
    { endpoint: brand.terminatePlan, perSecond: 50, respond: terminatePlan },
    { endpoint: brand.setNotifyUrl, perSecond: 1, respond: setNotifyUrl },
    ...couponRoutes.brand,
  ],
}
