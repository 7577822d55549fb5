// Each wrong key in the tables of learn/keys.md has the code that they name.
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSigner, createVerifier, importApiV3Key, type KeyMap } from '@wxdp/auth'
import { createClient } from '@wxdp/fetch'
import { keys } from '@wxdp-internal/fixtures'
import { openssl } from '@wxdp-internal/fixtures/openssl'
import { describe, expect, it } from 'vitest'

const { merchant, platform, platformCertificate, unsupported } = keys
const { mchid, serialNo, privateKey } = merchant

const sign = (key: unknown): unknown => createSigner({ mchid, serialNo, privateKey: key as string })
const serial = (wrong: string): unknown => createSigner({ mchid, serialNo: wrong, privateKey })
const verify = (known: unknown): unknown => createVerifier({ keys: known as KeyMap })
const key = (name: string): string => {
  const { privateKey: pem } = generateKeyPairSync('ec', {
    namedCurve: name,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return pem
}
const request = (): Buffer =>
  openssl((file) => ['req', '-new', '-subj', '/CN=1900007291', '-key', file('key.pem', privateKey)])
const container = (): Buffer =>
  openssl((file) => {
    const files = ['-inkey', file('key.pem', privateKey), '-in', file('cert.pem', merchant.certificate)]
    return ['pkcs12', '-export', '-passout', `pass:${mchid}`, ...files]
  })

/** By the first column, as the page has it. */
const attempts: Readonly<Record<string, () => unknown>> = {
  'the path of the file instead of its contents': () => sign('apiclient_key.pem'),
  '`undefined`, because the variable is not set': () => sign(undefined),
  'a PEM that is cut off, such as its first line': () => sign(privateKey.split('\n')[0]),
  '`apiclient_cert.pem`': () => sign(merchant.certificate),
  '`pub_key.pem`': () => sign(platform.publicKey),
  'the certificate request': () => sign(request()),
  '`apiclient_cert.p12`': () => sign(container()),
  'an encrypted private key': () => sign(unsupported.encrypted),
  'a key for elliptic curves': () => sign(key('P-256')),
  '`PUB_KEY_ID_…`': () => serial(platform.serialNo),
  'the serial as a decimal number': () => serial(BigInt(`0x${serialNo}`).toString()),
  '`apiclient_key.pem`': () => verify({ [platform.serialNo]: privateKey }),
  '`apiclient_cert.pem` among them': () => verify({ [serialNo]: merchant.certificate }),
  'a platform certificate under another serial': () =>
    verify({ [serialNo]: platformCertificate.certificate }),
  '`pub_key.pem` under its id without `PUB_KEY_ID_`': () =>
    verify({ [platform.serialNo.slice('PUB_KEY_ID_'.length)]: platform.publicKey }),
  'a list of keys without their serials': () => verify([platform.publicKey]),
  'your own public key, to a client': () =>
    createClient({
      signer: createSigner({ mchid, serialNo, privateKey }),
      verifier: createVerifier({ keys: { [platform.serialNo]: merchant.publicKey } }),
    }),
  '33 characters, one of them a line break': () => importApiV3Key(`${'a'.repeat(32)}\n`),
  '64 hexadecimal digits': () => importApiV3Key('0f'.repeat(32)),
}

/** The rows between the marks, without the headings of the tables. */
function rowsOf(language: string): [what: string, code: string][] {
  const page = readFileSync(join(import.meta.dirname, `../../../docs/${language}/learn/keys.md`), 'utf8')
  const [, tables = ''] = page.split(/<!-- \/?wrong keys -->/)
  return [...tables.matchAll(/^\| (.+?) +\| `([A-Z_0-9]+)` +\|$/gm)].map(([, what = '', code = '']) => [
    what,
    code,
  ])
}

describe('a wrong key', () => {
  it.for(rowsOf('en'))('%s: %s', ([what, code]) => {
    expect(attempts).toHaveProperty([what])
    expect(() => attempts[what]?.()).toThrow(expect.objectContaining({ code }))
  })

  it('is on the page, in both languages', () => {
    expect(rowsOf('en').map(([what]) => what)).toEqual(Object.keys(attempts))
    expect(rowsOf('zh').map(([, code]) => code)).toEqual(rowsOf('en').map(([, code]) => code))
  })
})
