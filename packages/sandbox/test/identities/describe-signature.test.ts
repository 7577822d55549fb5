import { createSandboxFor } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'
import { authorizationOf, documented, pairsOf, type SignedParts, sign } from '../support/signing.ts'

const { mchid, serialNo, publicKey, certificate } = {
  ...keys.merchant,
  certificate: keys.merchant.certificate,
}
const now = 1_795_903_893_000
const target =
  '/v3/marketing/partner/delivery-plan/delivery-plans/12000000000000000000000000000001/terminate?a=b%20c'
const parts: SignedParts = {
  method: 'POST',
  target,
  timestamp: String(now / 1000),
  nonce: 'n0NCe',
  body: '{"out_request_no":"a/b<c>","modify_content":{"recommend_word":"满减"}}',
}
const empty = { ...parts, body: '' }

const box = await createSandboxFor({ merchant: { mchid, serialNo, publicKey } }, { now: () => now })

interface Diagnosis {
  readonly message: string
  readonly expected: string
  readonly signed: string | undefined
  readonly at: number | undefined
  readonly truncated: string
}

async function diagnose(
  sent: SignedParts,
  signature: string,
  language = 'en',
  sandbox = box,
): Promise<Diagnosis> {
  const response = await sandbox.fetch(`https://api.mch.weixin.qq.com${sent.target}`, {
    method: sent.method,
    headers: {
      Authorization: authorizationOf(pairsOf(sent, signature)),
      Host: 'sandbox.example:8080',
      'Accept-Language': language,
    },
    body: sent.body,
  })
  const { code, message, detail } = (await response.json()) as {
    code: string
    message: string
    detail: { issue: string; sign_information: Record<string, unknown> }
  }
  expect([response.status, code, detail.issue]).toEqual([401, 'SIGN_ERROR', 'sign not match'])
  const { sign_information: information } = detail
  expect([information.method, information.url]).toEqual([sent.method, sent.target])
  expect(information.sign_message_length).toBe(Buffer.byteLength(documented(sent)))
  return {
    message,
    expected: String(information.expected_message),
    signed: information.signed_message as string | undefined,
    at: information.first_difference as number | undefined,
    truncated: String(information.truncated_sign_message),
  }
}

const lines = ({ method, target, timestamp, nonce, body }: SignedParts): string[] => [
  method,
  target,
  timestamp,
  nonce,
  body,
]
const json = JSON.parse(parts.body)
const [path = ''] = target.split('?')
const shown = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('\n', '\\n')

describe('a wrong signature is explained', () => {
  it.each<[string, SignedParts, string, RegExp]>([
    ['no last line feed', parts, lines(parts).join('\n'), /no last line feed/],
    ['no line feed after an empty body', empty, lines(empty).join('\n'), /no last line feed/],
    ['no line for an empty body', empty, lines(empty).slice(0, 4).join('\n'), /no line for the empty body/],
    ['a line feed too many', parts, `${documented(parts)}\n`, /a line feed too many/],
    ['CR LF', parts, `${lines(parts).join('\r\n')}\r\n`, /CR LF/],
    ['CR LF between the lines', parts, lines(parts).join('\r\n'), /CR LF/],
    ['a backslash and an n', parts, `${lines(parts).join('\\n')}\\n`, /two characters \\ and n/],
    ['nothing between the lines', parts, lines(parts).join(''), /not separated/],
    [
      'timestamp and nonce in the wrong order',
      parts,
      documented({ ...parts, timestamp: parts.nonce, nonce: parts.timestamp }),
      /changed places/,
    ],
    [
      'the message of a response',
      parts,
      `${parts.timestamp}\n${parts.nonce}\n${parts.body}\n`,
      /message of a response/,
    ],
    ['no query', parts, documented({ ...parts, target: path }), /no query/],
    [
      'neither query nor last line feed',
      parts,
      documented({ ...parts, target: path }).slice(0, -1),
      /no query/,
    ],
    [
      'the host of the request',
      parts,
      documented({ ...parts, target: `http://sandbox.example:8080${target}` }),
      /has a host/,
    ],
    [
      'the host of WeChat Pay',
      parts,
      documented({ ...parts, target: `https://api.mch.weixin.qq.com${target}` }),
      /has a host/,
    ],
    [
      'a decoded target',
      parts,
      documented({ ...parts, target: decodeURIComponent(target) }),
      /encoded in another way/,
    ],
    [
      'a plus for a space',
      parts,
      documented({ ...parts, target: target.replace('%20', '+') }),
      /encoded in another way/,
    ],
    [
      'a target that is encoded twice',
      parts,
      documented({ ...parts, target: encodeURI(target) }),
      /encoded in another way/,
    ],
    ['a slash too many', parts, documented({ ...parts, target: `/${target}` }), /another slash/],
    ['no slash', parts, documented({ ...parts, target: target.slice(1) }), /another slash/],
    ['no /v3', parts, documented({ ...parts, target: target.slice(3) }), /no \/v3/],
    ['a lower-case method', parts, documented({ ...parts, method: 'post' }), /method/],
    ['another method', parts, documented({ ...parts, method: 'GET' }), /method/],
    ['no body', parts, documented(empty), /no body/],
    ['an empty object for an empty body', empty, documented({ ...empty, body: '{}' }), /none was sent/],
    [
      'a line feed after the body',
      parts,
      documented({ ...parts, body: `${parts.body}\n` }),
      /a line feed too many|white space/,
    ],
    ['a trimmed body', { ...parts, body: `${parts.body}\n` }, documented(parts), /white space/],
    [
      'spaces in the JSON',
      parts,
      documented({
        ...parts,
        body: '{"out_request_no": "a/b<c>", "modify_content": {"recommend_word": "满减"}}',
      }),
      /serialised again/,
    ],
    [
      'an indented JSON',
      parts,
      documented({ ...parts, body: JSON.stringify(json, null, 2) }),
      /serialised again/,
    ],
    [
      'another order of the members',
      parts,
      documented({
        ...parts,
        body: JSON.stringify({ modify_content: json.modify_content, out_request_no: json.out_request_no }),
      }),
      /serialised again/,
    ],
    [
      'escaped slashes',
      parts,
      documented({ ...parts, body: parts.body.replaceAll('/', '\\/') }),
      /serialised again/,
    ],
    [
      'escaped Chinese',
      parts,
      documented({ ...parts, body: parts.body.replace('满减', '\\u6ee1\\u51cf') }),
      /serialised again/,
    ],
    [
      'escaped angle brackets',
      parts,
      documented({ ...parts, body: parts.body.replace('<c>', '\\u003cc\\u003e') }),
      /serialised again/,
    ],
    [
      'the JSON as a string',
      parts,
      documented({ ...parts, body: JSON.stringify(parts.body) }),
      /serialised again/,
    ],
    [
      'a timestamp a second older',
      parts,
      documented({ ...parts, timestamp: String(now / 1000 - 1) }),
      /timestamp/,
    ],
    [
      'a timestamp four minutes younger',
      parts,
      documented({ ...parts, timestamp: String(now / 1000 + 240) }),
      /timestamp/,
    ],
    ['milliseconds', parts, documented({ ...parts, timestamp: String(now) }), /timestamp/],
    ['another case of the nonce', parts, documented({ ...parts, nonce: 'N0NCE' }), /nonce/],
  ])('that was made over %s', async (_, sent, message, expected) => {
    const found = await diagnose(sent, sign(message))
    expect(found.message).toMatch(expected)
    expect([found.signed, found.expected]).toEqual([shown(message), shown(documented(sent))])
    const at = found.at as number
    expect(message.slice(0, at)).toBe(documented(sent).slice(0, at))
    expect(message[at]).not.toBe(documented(sent)[at])
    expect(found.truncated).toBe(documented(sent))
  })

  it('that no typical mistake explains, with the whole message', async () => {
    const found = await diagnose(parts, sign(documented({ ...parts, nonce: 'another' })))
    expect(found.message).toMatch(/the private key is right/)
    expect([found.signed, found.at, found.expected]).toEqual([undefined, undefined, shown(documented(parts))])
  })

  it.each([
    [
      'with another private key',
      sign(documented(parts), { key: freshKeyPair().privateKey }),
      /not made with the private key of 408B07E7/,
    ],
    ['with SHA-1', sign(documented(parts), { hash: 'RSA-SHA1' }), /expected SHA-256, found SHA-1/],
    ['with SHA-512', sign(documented(parts), { hash: 'RSA-SHA512' }), /expected SHA-256, found SHA-512/],
    [
      'in hexadecimal',
      Buffer.from(sign(documented(parts)), 'base64').toString('hex'),
      /not the Base64 of 256 bytes/,
    ],
    ['in no encoding at all', '§', /not the Base64 of 256 bytes/],
  ])('that was made %s', async (_, signature, expected) => {
    expect((await diagnose(parts, signature)).message).toMatch(expected)
  })

  it('in Chinese by default', async () => {
    expect((await diagnose(parts, sign(lines(parts).join('\n')), '*')).message).toBe(
      '签名错误：签名串缺少最后一个换行符',
    )
  })

  it('of a merchant who gave a certificate', async () => {
    const own = await createSandboxFor(
      { merchant: { mchid, serialNo, publicKey: certificate } },
      { now: () => now },
    )
    expect((await diagnose(parts, sign(lines(parts).join('\n')), 'en', own)).message).toMatch(
      /no last line feed/,
    )
  })

  it('of a body that is not UTF-8, and of a target that is not percent-encoded', async () => {
    const odd = { ...parts, target: '/v3/%zz?a', body: 'x' }
    expect((await diagnose(odd, sign(documented({ ...odd, target: '/v3/%zz' })))).message).toMatch(/no query/)
  })
})

describe('a long message', () => {
  const long = (at: number): string => `{"a":"${'x'.repeat(at)}/${'y'.repeat(20_000 - at)}"}`

  it.each([10, 10_000, 19_990])('shows the first difference, at %i, and is bounded', async (at) => {
    const sent = { ...parts, body: long(at) }
    const message = documented({ ...sent, body: sent.body.replace('/', '\\/') })
    const found = await diagnose(sent, sign(message))
    expect(found.signed).toContain('\\\\/yyy')
    expect(found.expected).toMatch(/[x"]\/yyy/)
    expect(found.truncated).toMatch(/[x"]\/yyy/)
    expect(Math.max(found.signed?.length ?? 0, found.expected.length, found.truncated.length)).toBeLessThan(
      2_100,
    )
  })

  it('shows both of its ends if the difference is unknown', async () => {
    const sent = { ...parts, body: long(10_000) }
    const { expected } = await diagnose(sent, sign('something else'))
    expect([expected.startsWith('POST\\n'), expected.endsWith('"}\\n'), expected.length < 2_100]).toEqual([
      true,
      true,
      true,
    ])
  })

  it('is not hashed without end', async () => {
    const sent = { ...parts, body: `"${'x'.repeat(900_000)}"` }
    // Hashing every likely message of this length outlasts the timeout of the test.
    expect(await diagnose(sent, sign('something else'))).toBeDefined()
  })
})

it('a key in any form gets the diagnosis', async () => {
  const { createPublicKey } = await import('node:crypto')
  const pkcs1 = String(createPublicKey(publicKey).export({ type: 'pkcs1', format: 'pem' }))
  const own = await createSandboxFor({ merchant: { mchid, serialNo, publicKey: pkcs1 } }, { now: () => now })
  const { message } = await diagnose(parts, sign(lines(parts).join('\n')), 'en', own)
  expect(message).toMatch(/the message has no last line feed/)
})
