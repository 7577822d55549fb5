import { explainCode } from '@wxdp/core'
import { z } from 'zod'
import { type AddTools, at, reads, result } from './tool.ts'

/** How to reach the sandbox, how it is, and what its errors mean. */
export const addSettingTools: AddTools = (server, { box, url, settings }) => {
  const { control } = box
  server.registerTool(
    'sandbox_state',
    {
      title: 'State of the sandbox',
      description:
        'Shows where the sandbox is served, its clock, the callback URLs that were set, and how many plans, coupons, coupons of users, callbacks, requests and faults there are. Begin here.',
      inputSchema: {},
      outputSchema: {
        url: z.string(),
        page: z.string(),
        now: z.string(),
        notify_url: z.string().optional(),
        brand_notify_url: z.string().optional(),
        coupon_notify_url: z.string().optional(),
        brand_coupon_notify_url: z.string().optional(),
        plans: z.number(),
        coupons: z.number(),
        user_coupons: z.number(),
        user_coupons_not_confirmed: z.number(),
        callbacks: z.number(),
        callbacks_not_acknowledged: z.number(),
        requests: z.number(),
        requests_refused: z.number(),
        faults: z.number(),
      },
      annotations: reads,
    },
    () =>
      result(() => ({
        url,
        page: `${url}/`,
        now: at(control.now),
        notify_url: control.notifyUrl,
        brand_notify_url: control.brandNotifyUrl,
        coupon_notify_url: control.couponNotifyUrl,
        brand_coupon_notify_url: control.brandCouponNotifyUrl,
        plans: control.plans({ limit: 1 }).total,
        coupons: control.coupons({ limit: 1 }).total,
        user_coupons: control.userCoupons({ limit: 1 }).total,
        user_coupons_not_confirmed: control.userCoupons({ state: 'CONFIRMING', limit: 1 }).total,
        callbacks: control.callbacks.length,
        callbacks_not_acknowledged: control.callbacks.filter(({ isAcknowledged }) => !isAcknowledged).length,
        requests: control.requests.length,
        requests_refused: control.requests.filter(({ response }) => (response?.status ?? 500) >= 400).length,
        faults: control.faults.length,
      })),
  )
  server.registerTool(
    'get_settings',
    {
      title: 'Settings for .env',
      description:
        "Returns what an integration needs to use the sandbox in place of WeChat Pay, as lines of an .env file: ids, serials, keys, APIv3 key, host. The keys are this sandbox's own and useless elsewhere. With @wxdp/auth, createVerifier needs sandbox: true.",
      inputSchema: {},
      outputSchema: { env: z.string() },
      annotations: reads,
    },
    () => result(async () => ({ env: `${(await settings()).join('\n')}\n` })),
  )
  server.registerTool(
    'explain_error',
    {
      title: 'Explain an error',
      description:
        'Says what an error code (such as SIGN_ERROR or AUTH_SIGNATURE_INVALID), an error number or a Request-ID means, and what to do.',
      inputSchema: { code: z.string(), language: z.enum(['en', 'zh']).default('en') },
      outputSchema: { known: z.boolean(), text: z.string().optional() },
      annotations: reads,
    },
    ({ code, language }) =>
      result(() => {
        const text = explainCode(code, { language })
        return { known: text !== undefined, text }
      }),
  )
}
