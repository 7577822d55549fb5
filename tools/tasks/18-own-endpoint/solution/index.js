import { createSigner, createVerifier } from '@wxdp/auth'
import { defineEndpoint } from '@wxdp/core'
import { createClient } from '@wxdp/fetch'
import * as v from 'valibot'

const stock = defineEndpoint({
  name: 'getStock',
  method: 'GET',
  path: '/v3/marketing/favor/stocks/{stock_id}',
  caller: 'mchid',
  retry: 'safe',
  input: v.strictObject({
    stock_id: v.pipe(v.string(), v.regex(/^[1-9]\d{0,19}$/)),
    stock_creator_mchid: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  }),
  output: v.looseObject({ stock_id: v.string(), stock_name: v.string() }),
})

export async function getStock(settings, input) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    sandbox,
    fetch,
  })
  return client.call(stock, input)
}
