import { createPlan } from '@wxdp/core/brand'
import { createPlan as createAsPartner } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandbox, type Sandbox, type SandboxOptions } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { onTestFinished } from 'vitest'

export interface Box {
  readonly sandbox: Sandbox
  readonly url: string
  /** The settings of its service provider, and of its brand. */
  readonly partner: Readonly<Record<string, string>>
  readonly brand: Readonly<Record<string, string>>
}

/** A sandbox on loopback that is closed when the test is over. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Box> {
  const deliver = async () => new Response(null, { status: 204 })
  const sandbox = await createSandbox({ deliver, ...options })
  const served = await serveSandbox(sandbox)
  onTestFinished(() => served.close())
  const settings = (
    credentials: Awaited<ReturnType<Sandbox['brand']['credentials']>> | Sandbox['credentials'],
  ) => ({
    SERIAL_NO: credentials.serialNo,
    PRIVATE_KEY: credentials.privateKey,
    API_V3_KEY: credentials.apiV3Key,
    PLATFORM_SERIAL: credentials.platformSerial,
    PLATFORM_PUBLIC_KEY: credentials.platformPublicKey,
    BRAND_ID: sandbox.brand.brandId,
    WECHATPAY_HOST: served.url,
    WECHATPAY_SANDBOX: '1',
  })
  return {
    sandbox,
    url: served.url,
    partner: { ...settings(sandbox.credentials), MCHID: sandbox.credentials.mchid },
    brand: settings(await sandbox.brand.credentials()),
  }
}

const terms = {
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: true,
} as const

/** Makes a plan as the service provider, and returns its id. */
export async function planOf({ sandbox }: Box, number: number): Promise<string> {
  const client = createClient(sandbox.clientOptions())
  const input = { out_request_no: `create-${number}`, brand_id: sandbox.brand.brandId, ...terms }
  const { plan } = await client.call(createAsPartner, input)
  return plan.plan_id
}

/** Makes a draft as the brand, and returns the id of its plan. */
export async function planOfBrand({ sandbox }: Box, number: number): Promise<string> {
  const client = createClient(await sandbox.brand.clientOptions())
  const { plan } = await client.call(createPlan, {
    out_request_no: `create-${number}`,
    save_as_draft: true,
    ...terms,
  })
  return plan.plan_id
}
