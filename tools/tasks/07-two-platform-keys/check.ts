import { keys } from '@wxdp-internal/fixtures'
import { accepts, type Check, inTime } from '../kit/check.ts'
import { createLedger } from '../kit/ledger.ts'
import { receives } from '../kit/receives.ts'
import { stage } from '../kit/stage.ts'
import { toRequest, webReceiver } from '../kit/web.ts'

type Handler = (request: Request) => Promise<Response>

const { serialNo, publicKey, privateKey } = keys.platformCertificate
const platformKeys = (settings: { platformSerial: string; platformPublicKey: string }) => [
  { serialNo: settings.platformSerial, publicKey: settings.platformPublicKey },
  { serialNo, publicKey },
]

const check: Check = async ({ createCallbackHandler }, report) => {
  const more = ({ settings }: Awaited<ReturnType<typeof stage>>) => ({ platformKeys: platformKeys(settings) })
  await receives(webReceiver(createCallbackHandler, more), report)
  const { settings, callback, sign } = await stage()
  const send = async (name: string, expected: boolean, signed: Awaited<ReturnType<typeof callback>>) => {
    const { record, entries } = createLedger()
    const given = { ...settings, platformKeys: platformKeys(settings) }
    const handler = (await createCallbackHandler?.(given, { record })) as Handler
    const status = await inTime(handler(toRequest(signed)).then((response) => response.status))
    report.holds(accepts(status) === expected, `A callback signed by ${name}: HTTP ${status}.`)
    report.same(entries.length, expected ? 1 : 0, `Entries of a callback signed by ${name}`)
  }
  const { id, body } = await callback()
  await send('the other key', true, await sign({ id, body }, { serialNo, privateKey }))
  await send(
    'the other key under the serial of the first',
    false,
    await sign({ id, body }, { serialNo: settings.platformSerial, privateKey }),
  )
}
export default check
