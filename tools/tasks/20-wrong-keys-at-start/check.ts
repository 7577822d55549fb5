import { listPlans } from '@wxdp/core/partner'
import { keys } from '@wxdp-internal/fixtures'
import { accepts, type Check } from '../kit/check.ts'
import { stage } from '../kit/stage.ts'
import { toRequest } from '../kit/web.ts'

interface Service {
  readonly client: { call(endpoint: object, input: object): Promise<{ readonly total_count: number }> }
  handler(request: Request): Promise<Response>
}

const check: Check = async ({ createService }, report) => {
  const { box, settings, callback } = await stage()
  const env = {
    MCHID: settings.mchid,
    SERIAL_NO: settings.serialNo,
    PRIVATE_KEY: settings.privateKey,
    API_V3_KEY: settings.apiV3Key,
    PLATFORM_SERIAL: settings.platformSerial,
    PLATFORM_PUBLIC_KEY: settings.platformPublicKey,
  }
  let received = 0
  const create = async (
    changes: Partial<Record<keyof typeof env, string | undefined>> = {},
  ): Promise<Service> => {
    const onNotification = (): void => void received++
    const { fetch, sandbox } = settings
    return (await createService?.({ ...env, ...changes }, { fetch, sandbox, onNotification })) as Service
  }
  const works = async (name: string, { client, handler }: Service): Promise<void> => {
    const { total_count } = await client.call(listPlans, { brand_id: box.brand.brandId })
    report.same(total_count, 0, `Plans, with ${name}`)
    const { status } = await handler(toRequest(await callback()))
    report.holds(accepts(status), `A genuine callback is refused (HTTP ${status}), with ${name}.`)
  }
  await works('the right keys', await create())
  const oneLine = (pem: string): string => pem.replaceAll('\n', '\\n')
  const flat = {
    PRIVATE_KEY: oneLine(env.PRIVATE_KEY),
    PLATFORM_PUBLIC_KEY: oneLine(env.PLATFORM_PUBLIC_KEY),
  }
  await works('PEM in one line', await create(flat))
  report.same(received, 2, 'Callbacks received')
  const merchant = { SERIAL_NO: keys.merchant.serialNo, PRIVATE_KEY: keys.merchant.privateKey }
  const wrong: Readonly<Record<string, Parameters<typeof create>[0]>> = {
    'a certificate as private key': { PRIVATE_KEY: keys.merchant.certificate },
    'an APIv3 key of 31 bytes': { API_V3_KEY: settings.apiV3Key.slice(1) },
    'the merchant’s own public key as WeChat Pay’s': {
      ...merchant,
      PLATFORM_PUBLIC_KEY: keys.merchant.publicKey,
    },
    ...Object.fromEntries(Object.keys(env).map((name) => [`no ${name}`, { [name]: undefined }])),
  }
  const secrets = [
    env.API_V3_KEY.slice(1),
    keys.merchant.certificate.slice(100, 140),
    env.PRIVATE_KEY.slice(100, 140),
  ]
  for (const [name, changes] of Object.entries(wrong)) {
    const error = await create(changes).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    report.holds(error !== undefined, `The service starts with ${name}.`)
    const shown = `${error} ${JSON.stringify(error)}`
    report.holds(!secrets.some((secret) => shown.includes(secret)), `The error about ${name} shows a key.`)
  }
}
export default check
