// What the last table of learn/keys.md says of keys that have the right form and are the wrong ones.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSigner, createVerifier, type KeyMap } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'
import { createSandbox } from '@wxdp/sandbox'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { beforeAll, describe, expect, it } from 'vitest'

let handler: (request: Request) => Promise<Response>
let sandbox: Awaited<ReturnType<typeof createSandbox>>
beforeAll(async () => {
  sandbox = await createSandbox({ deliver: (request) => handler(request) })
  const { mchid } = sandbox.credentials
  const client = createClient(sandbox.clientOptions())
  await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: 'https://pay.example.com/plans' })
})

interface Values {
  readonly privateKey: string
  readonly serialNo: string
  readonly apiV3Key: string
  readonly keys: KeyMap
}

/** How a call and a callback end with these values, as the page writes it. */
async function outcomesWith(wrong: Partial<Values>): Promise<[call: string, callback: string]> {
  const { mchid, platformSerial, platformPublicKey, ...own } = sandbox.credentials
  const values: Values = { ...own, keys: { [platformSerial]: platformPublicKey }, ...wrong }
  const verifier = createVerifier({ keys: values.keys, sandbox: true })
  const client = createClient({
    signer: createSigner({ mchid, serialNo: values.serialNo, privateKey: values.privateKey }),
    verifier,
    fetch: sandbox.fetch,
    sandbox: true,
  })
  const url = { sp_mchid: mchid, notify_url: 'https://pay.example.com/plans' }
  const call = await client.call(setNotifyUrl, url).then(
    () => '',
    ({ code }) => `\`${code}\``,
  )

  const seen: string[] = []
  handler = createHandler({
    verifier,
    apiV3Key: values.apiV3Key,
    onNotification() {},
    observe: ({ status, code }) => void seen.push(code ? `${status} \`${code}\`` : ''),
  })
  await sandbox.control.sendPlanChange({ plan_id: '1200000000000000000000000012000' })
  // The first delivery is a probe, the second one genuine.
  return [call, `${seen[1]}`]
}

/** By the first column, as the page has it. */
const mistakes: Readonly<Record<string, () => Partial<Values>>> = {
  'the private key of another certificate': () => ({ privateKey: keys.merchant.privateKey }),
  'the serial of another certificate': () => ({ serialNo: keys.merchant.serialNo }),
  "another merchant's public key, under the right id": () => ({
    keys: { [sandbox.credentials.platformSerial]: keys.platform.publicKey },
  }),
  'the id of another public key': () => ({
    keys: { [keys.platform.serialNo]: sandbox.credentials.platformPublicKey },
  }),
  "another merchant's APIv3 key, or the APIv2 key": () => ({ apiV3Key }),
}

/** The statuses of calls are WeChat Pay's own, before the code. */
function rowsOf(language: string): [what: string, call: string, callback: string][] {
  const page = readFileSync(join(import.meta.dirname, `../../../docs/${language}/learn/keys.md`), 'utf8')
  const [, table = ''] = page.split(/<!-- \/?wrong values -->/)
  const rows = [...table.matchAll(/^\| (.+?) +\| (.*?) *\| (.*?) *\|$/gm)].slice(2)
  return rows.map(([, what = '', call = '', callback = '']) => [what, call.replace(/^4\d\d /, ''), callback])
}

describe('with', () => {
  it('the right values, all is well', async () => {
    expect(await outcomesWith({})).toEqual(['', ''])
  })

  it.for(rowsOf('en'))('%s', async ([what, ...outcomes]) => {
    expect(mistakes).toHaveProperty([what])
    expect(await outcomesWith((mistakes[what] as () => Partial<Values>)())).toEqual(outcomes)
  })

  it('rows alike in both languages', () => {
    expect(rowsOf('en').map(([what]) => what)).toEqual(Object.keys(mistakes))
    expect(rowsOf('zh').map(([, ...outcomes]) => outcomes)).toEqual(
      rowsOf('en').map(([, ...outcomes]) => outcomes),
    )
  })
})
