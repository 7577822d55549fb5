// The examples that WeChat Pay's documentation prints, with its published key.
import official from '@wxdp-internal/fixtures/official.json'
import type { Parts } from './sign.ts'

const { mchid, serial_no, private_key } = official.merchant

/** Each with the id of its page. */
export const samples: readonly { readonly source: string; readonly parts: Parts }[] = official.sign.map(
  ({ source, method, target, timestamp, nonce, body }) => ({
    source,
    parts: {
      caller: 'mchid',
      id: mchid,
      serialNo: serial_no,
      privateKey: private_key,
      ...{ method, target, timestamp, nonce, body },
    },
  }),
)
