// Lists that must be refused, and lists of which only some certificates can be used.

import { generateKeyPairSync } from 'node:crypto'
import { createVerifier } from '@wxdp/auth'
import { FetchError } from '@wxdp/fetch'
import { apiV3Key, codeOf, utf8 } from '@wxdp-internal/fixtures'
import type { IssuedCertificate } from '@wxdp-internal/fixtures/certificates'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { signedHeaders } from '@wxdp-internal/fixtures/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  day,
  entryOf,
  issue,
  keyringOf,
  listOf,
  otherRoot,
  rootCertificate,
  signed,
  start,
} from '../support/certificate-list.ts'

const genuine = await issue()
const second = await issue()
const unknown = '0'.repeat(40)
const ok = () => listOf([genuine], { by: genuine })

/** The code with which a keyring refuses a response, and the code of the cause. */
async function refusal(fetch: () => Promise<Response>, options = {}, time = start): Promise<unknown[]> {
  const { keyring, errors, clock } = keyringOf(fetch, options)
  clock.time = time
  const error = (await Promise.resolve(keyring.find(genuine.serialNo)).then(
    () => ({ code: 'accepted' }),
    (error: unknown) => error,
  )) as { code: unknown; cause?: { code?: unknown } }
  if (error instanceof Error) expect(errors).toEqual([error])
  expect(keyring.serials()).toEqual(error instanceof Error ? [] : [genuine.serialNo])
  return [error.code, error.cause?.code]
}

describe('a list is refused', () => {
  it('unless it is genuine', async () => {
    expect(await refusal(ok)).toEqual(['accepted', undefined])
    expect(await refusal(ok, { issuer: rootCertificate })).toEqual(['accepted', undefined])
    expect(await refusal(ok, { apiV3Key: ['y'.repeat(32), apiV3Key] })).toEqual(['accepted', undefined])
  })

  it.each<[string, () => Promise<Response>, string, string | undefined]>([
    [
      'signed by a key that is not in it',
      () => listOf([genuine], { by: second }),
      'FETCH_UNTRUSTED',
      'AUTH_SERIAL_UNKNOWN',
    ],
    [
      'signed by another key under its serial',
      () => listOf([genuine], { by: second, serialNo: genuine.serialNo }),
      'FETCH_UNTRUSTED',
      'AUTH_SIGNATURE_INVALID',
    ],
    [
      'not signed',
      async () => new Response(await (await ok()).text()),
      'FETCH_UNTRUSTED',
      'AUTH_HEADER_MISSING',
    ],
    [
      'signed 301 s ago',
      () => listOf([genuine], { by: genuine, now: () => start - 301_000 }),
      'FETCH_UNTRUSTED',
      'AUTH_TIMESTAMP_EXPIRED',
    ],
    [
      'altered after it was signed',
      async () => {
        const { headers } = await ok()
        return new Response(await (await listOf([genuine, second], { by: genuine })).text(), { headers })
      },
      'FETCH_UNTRUSTED',
      'AUTH_SIGNATURE_INVALID',
    ],
    [
      'under the serial of another',
      async () =>
        listOf([{ ...(await entryOf(genuine)), serial_no: second.serialNo }], {
          by: genuine,
          serialNo: second.serialNo,
        }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_SERIAL_MISMATCH',
    ],
    [
      'under an invalid serial',
      async () => listOf([{ ...(await entryOf(genuine)), serial_no: '__proto__' }], { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_SERIAL_INVALID',
    ],
    [
      'sealed with another key',
      async () => listOf([await entryOf(genuine, { key: 'y'.repeat(32) })], { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_OPEN_FAILED',
    ],
    [
      'sealed for another purpose',
      async () => listOf([await entryOf(genuine, { associatedData: 'delivery_plan' })], { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_OPEN_FAILED',
    ],
    [
      'sealed in another form',
      async () =>
        listOf(
          [
            {
              ...(await entryOf(genuine)),
              encrypt_certificate: { algorithm: 'AEAD_AES_256_GCM', nonce: '', ciphertext: '' },
            },
          ],
          { by: genuine },
        ),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_SEALED_INVALID',
    ],
    [
      'with text instead of a certificate',
      async () => listOf([await entryOf(genuine, { plaintext: 'hello' })], { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_CERTIFICATE_INVALID',
    ],
    [
      'with a key instead of a certificate',
      async () => listOf([await entryOf(genuine, { plaintext: genuine.privateKey })], { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_KEY_ROLE',
    ],
    [
      'with an invalid expire_time',
      async () => listOf([{ ...(await entryOf(genuine)), expire_time: 'never' }], { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_CERTIFICATE_INVALID',
    ],
    [
      'with an invalid effective_time',
      async () =>
        listOf([{ ...(await entryOf(genuine)), effective_time: '2026-02-30T00:00:00Z' }], { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_CERTIFICATE_INVALID',
    ],
    ['that is an empty array', () => listOf([], { by: genuine }), 'FETCH_CERTIFICATES_INVALID', undefined],
    ['that is HTML', async () => signed('<html>', { by: genuine }), 'FETCH_CERTIFICATES_INVALID', undefined],
    [
      'that is not UTF-8',
      async () => new Response(Uint8Array.of(0xff), { headers: (await ok()).headers }),
      'FETCH_CERTIFICATES_INVALID',
      undefined,
    ],
    ['that is empty', async () => signed('', { by: genuine }), 'FETCH_CERTIFICATES_INVALID', undefined],
    [
      'that does not match the schema',
      async () => signed('{"data":{"serial_no":1}}', { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      undefined,
    ],
    [
      'with only an entry that does not match the schema',
      async () => signed('{"data":[{"serial_no":1}]}', { by: genuine }),
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_CERTIFICATE_INVALID',
    ],
    [
      'if a redirect arrives instead',
      async () => Response.redirect('https://two.example'),
      'FETCH_REDIRECTED',
      undefined,
    ],
    [
      'if a page of HTML arrives instead',
      async () => new Response('<html>', { status: 502 }),
      'HTTP_502',
      undefined,
    ],
    [
      'if a signed error arrives instead',
      async () => signed('{"code":"SYSTEM_ERROR"}', { by: genuine, status: 500 }),
      'SYSTEM_ERROR',
      undefined,
    ],
    ['if another 404 arrives instead', async () => new Response('', { status: 404 }), 'HTTP_404', undefined],
    ['if no response arrives', () => Promise.reject(new Error('down')), 'FETCH_NETWORK', undefined],
    [
      'of more than 1 MiB',
      async () => new Response(new Uint8Array(1024 * 1024 + 1)),
      'FETCH_BODY_TOO_LARGE',
      undefined,
    ],
  ])('%s', async (_, fetch, code, cause) => {
    expect(await refusal(fetch)).toEqual([code, cause])
  })

  it.each<[string, () => Promise<IssuedCertificate>, number]>([
    ['expired', async () => genuine, start + 30 * day],
    ['not valid yet', async () => genuine, start - day - 1],
    ['of an elliptic curve', () => issue({ keys: curve }), start],
    ['of 1024 bits', () => issue({ keys: freshKeyPair(1024) }), start],
  ])('if its only certificate is %s', async (_, of, time) => {
    const only = await of()
    const list = await (await listOf([only], { by: genuine, now: () => time })).text()
    const fetch = () => signed(list, { by: genuine, now: () => time })
    const [code, cause] = await refusal(fetch, {}, time)
    expect(code).toBe('FETCH_CERTIFICATES_INVALID')
    expect(['AUTH_KEY_UNSUPPORTED', 'AUTH_CERTIFICATE_UNTRUSTED']).toContain(cause)
  })

  it('if issuer has not issued its only certificate', async () => {
    const other = await issue({ by: 'another' })
    const forged = () => listOf([other], { by: other })
    const untrusted = ['FETCH_CERTIFICATES_INVALID', 'AUTH_CERTIFICATE_UNTRUSTED']
    expect(await refusal(forged, { issuer: rootCertificate })).toEqual(untrusted)
    expect(await refusal(ok, { issuer: otherRoot })).toEqual(untrusted)
  })

  it("if it contains only a merchant's certificate", async () => {
    const merchants = await issue({ subject: 'CN=1900007291' })
    expect(await refusal(() => listOf([merchants], { by: merchants }))).toEqual([
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_KEY_ROLE',
    ])
  })

  it('if one certificate is listed under the serial of another', async () => {
    const { keyring } = keyringOf(async () =>
      listOf([genuine, { ...(await entryOf(second)), serial_no: unknown }], { by: genuine }),
    )
    await expect(keyring.ready()).rejects.toMatchObject({
      code: 'FETCH_CERTIFICATES_INVALID',
      cause: { code: 'AUTH_SERIAL_MISMATCH' },
      message: expect.stringContaining('certificate 2 of 2'),
    })
  })

  it('if two of its certificates have the same serial', async () => {
    const twin = await issue({ serialNo: genuine.serialNo })
    expect(await refusal(() => listOf([genuine, twin], { by: genuine }))).toEqual([
      'FETCH_CERTIFICATES_INVALID',
      'AUTH_SERIAL_MISMATCH',
    ])
    expect(await refusal(() => listOf([genuine, genuine], { by: genuine }))).toEqual(['accepted', undefined])
  })

  it('with an error that reveals none of its contents', async () => {
    const { keyring } = keyringOf(async () =>
      listOf([{ ...(await entryOf(genuine, { plaintext: 'secret' })), serial_no: 'secret' }], {
        by: genuine,
      }),
    )
    const error = await Promise.resolve(keyring.find(unknown)).catch((error: unknown) => error)
    expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toMatch(
      new RegExp(`secret|${apiV3Key}`),
    )
  })
})

const { privateKey: curveKey, publicKey: curvePublic } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const curve = {
  privateKey: curveKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  publicKey: curvePublic.export({ type: 'spki', format: 'pem' }).toString(),
}

describe('a list that can be used in part', () => {
  it.each<[string, () => Promise<Parameters<typeof listOf>[0][number]>, string]>([
    ['that has expired', () => issue({ until: start - 1000 }), 'AUTH_CERTIFICATE_UNTRUSTED'],
    ['that is not valid yet', () => issue({ from: start + 1000 }), 'AUTH_CERTIFICATE_UNTRUSTED'],
    ['with a key on an elliptic curve', () => issue({ keys: curve }), 'AUTH_KEY_UNSUPPORTED'],
    [
      'that is sealed with SM4',
      async () => ({
        ...(await entryOf(second)),
        encrypt_certificate: { algorithm: 'AEAD_SM4_GCM', nonce: '', ciphertext: '' },
      }),
      'AUTH_KEY_UNSUPPORTED',
    ],
    ['that another authority issued', () => issue({ by: 'another' }), 'AUTH_CERTIFICATE_UNTRUSTED'],
    ['of a merchant', () => issue({ subject: 'CN=1900009191' }), 'AUTH_KEY_ROLE'],
    [
      'of a merchant, with a space',
      () => issue({ subject: 'CN="1900009191 "' }),
      'AUTH_CERTIFICATE_UNTRUSTED',
    ],
    ['of a part of a merchant', () => issue({ subject: 'CN=sub.1900009191' }), 'AUTH_CERTIFICATE_UNTRUSTED'],
    ['without a common name', () => issue({ subject: 'O=Tenpay.com' }), 'AUTH_CERTIFICATE_UNTRUSTED'],
    ['without a subject', () => issue({ subject: '' }), 'AUTH_CERTIFICATE_UNTRUSTED'],
    [
      "with the issuer's name",
      () => issue({ subject: 'CN=Tenpay.com Root CA' }),
      'AUTH_CERTIFICATE_UNTRUSTED',
    ],
    ['with a longer name', () => issue({ subject: 'CN=Tenpay.com sign2' }), 'AUTH_CERTIFICATE_UNTRUSTED'],
    ['in other case', () => issue({ subject: 'CN=tenpay.com sign' }), 'AUTH_CERTIFICATE_UNTRUSTED'],
    [
      'with two common names',
      () => issue({ subject: 'CN=Tenpay.com sign, CN=1900009191x' }),
      'AUTH_CERTIFICATE_UNTRUSTED',
    ],
    [
      'with the name as its organisation',
      () => issue({ subject: 'O=Tenpay.com sign, CN=x' }),
      'AUTH_CERTIFICATE_UNTRUSTED',
    ],
    ['that does not open', () => entryOf(second, { key: 'y'.repeat(32) }), 'AUTH_OPEN_FAILED'],
    [
      'sealed for another purpose',
      () => entryOf(second, { associatedData: 'transaction' }),
      'AUTH_OPEN_FAILED',
    ],
    ['that is text', () => entryOf(second, { plaintext: 'hello' }), 'AUTH_CERTIFICATE_INVALID'],
    ['that is a key', () => entryOf(second, { plaintext: second.privateKey }), 'AUTH_KEY_ROLE'],
    [
      'with an invalid expire_time',
      async () => ({ ...(await entryOf(second)), expire_time: 'never' }),
      'AUTH_CERTIFICATE_INVALID',
    ],
    [
      'under an invalid serial',
      async () => ({ ...(await entryOf(second)), serial_no: '__proto__' }),
      'AUTH_SERIAL_INVALID',
    ],
    ['that is not an object', async () => [] as never, 'AUTH_CERTIFICATE_INVALID'],
    [
      'that has expired only by the list',
      async () => ({ ...(await entryOf(second)), expire_time: new Date(start - 1000).toISOString() }),
      'AUTH_CERTIFICATE_UNTRUSTED',
    ],
    [
      'that is not valid yet only by the list',
      async () => ({ ...(await entryOf(second)), effective_time: new Date(start + 1).toISOString() }),
      'AUTH_CERTIFICATE_UNTRUSTED',
    ],
  ])('does not use a certificate %s, and reports it', async (_, of, code) => {
    const { keyring, errors } = keyringOf(async () => listOf([await of(), genuine], { by: genuine }), {
      issuer: rootCertificate,
    })
    await keyring.ready()
    expect(keyring.serials()).toEqual([genuine.serialNo])
    expect(errors).toMatchObject([{ code: 'FETCH_CERTIFICATES_INVALID', cause: { code } }])
  })

  it('uses certificates of another name if subject says so, and then no others', async () => {
    const named = await issue({ subject: 'CN=Another name' })
    const { keyring, errors } = keyringOf(async () => listOf([named, genuine], { by: named }), {
      issuer: rootCertificate,
      subject: 'Another name',
    })
    await keyring.ready()
    expect(keyring.serials()).toEqual([named.serialNo])
    expect(errors).toMatchObject([{ message: expect.stringContaining('Tenpay.com sign') }])
  })

  it("does not use the issuer's own certificate", async () => {
    const own = { ...genuine, certificate: rootCertificate, serialNo: '40'.repeat(20) }
    const { keyring, errors } = keyringOf(async () => listOf([own, genuine], { by: genuine }), {
      issuer: rootCertificate,
    })
    await keyring.ready()
    expect(keyring.serials()).toEqual([genuine.serialNo])
    expect(errors).toMatchObject([{ cause: { code: 'AUTH_CERTIFICATE_UNTRUSTED' } }])
  })

  it('needs no effective_time and no expire_time: its certificates have their own', async () => {
    const { effective_time: _, expire_time: __, ...entry } = await entryOf(genuine)
    const { keyring, clock } = keyringOf(() => listOf([entry], { by: genuine }))
    await keyring.ready()
    expect(keyring.serials()).toEqual([genuine.serialNo])
    clock.time = start + 30 * day
    expect(keyring.serials()).toEqual([])
  })

  it('must not be signed by a certificate that is left out', async () => {
    const other = await issue({ by: 'another' })
    const { keyring } = keyringOf(() => listOf([genuine, other], { by: other }), { issuer: rootCertificate })
    await expect(keyring.ready()).rejects.toMatchObject({
      code: 'FETCH_UNTRUSTED',
      cause: { code: 'AUTH_SERIAL_UNKNOWN' },
    })
  })
})

const forged = await issue({ by: 'another' })

describe('a later list', () => {
  const replaced = async (
    by: IssuedCertificate,
    options = {},
    listed: readonly IssuedCertificate[] = [genuine, by],
  ) => {
    let next: () => Promise<Response> = ok
    const { keyring, clock, errors, now } = keyringOf(() => next(), options)
    await keyring.ready()
    next = () => listOf(listed, { by, now })
    clock.time += 10_000
    const found = await Promise.resolve(keyring.find(by.serialNo)).catch((error: unknown) => error)
    return { found, keyring, clock, errors, now, set: (fetch: typeof next) => (next = fetch) }
  }

  it('signed by an unknown certificate is refused although it opens: whoever knows the APIv3 key can seal it', async () => {
    const { found, keyring } = await replaced(forged)
    expect(found).toMatchObject({
      code: 'FETCH_UNTRUSTED',
      cause: { code: 'AUTH_CERTIFICATE_UNTRUSTED', message: expect.stringContaining(forged.serialNo) },
    })
    expect(keyring.serials()).toEqual([genuine.serialNo])
  })

  it('signed by a new certificate is accepted if issuer has issued it', async () => {
    const { found, keyring } = await replaced(second, { issuer: rootCertificate })
    expect(found).toMatchObject({ role: 'public' })
    expect(keyring.serials()).toEqual([genuine.serialNo, second.serialNo])
    const other = await replaced(forged, { issuer: rootCertificate })
    expect(other.found).toMatchObject({ code: 'FETCH_UNTRUSTED', cause: { code: 'AUTH_SERIAL_UNKNOWN' } })
  })

  it('adds new certificates if a known one signs it, and removes those that it does not contain', async () => {
    const { keyring, clock, now, set } = await replaced(second)
    clock.time += 10_000
    set(() => listOf([genuine, second], { by: genuine, now }))
    expect(await keyring.find(second.serialNo)).toBeDefined()
    clock.time += 10_000
    set(() => listOf([second], { by: second, now }))
    expect(await keyring.find(unknown)).toBeUndefined()
    expect(keyring.serials()).toEqual([second.serialNo])
  })

  it('may be signed by its own certificate again once all known ones have expired', async () => {
    const late = await issue({ until: start + 90 * day })
    const { keyring, clock, now, set } = await replaced(genuine)
    clock.time = start + 31 * day
    set(() => listOf([late], { by: late, now }))
    expect(keyring.serials()).toEqual([])
    expect(await keyring.find(late.serialNo)).toBeDefined()
  })
})

describe('any bytes at all', () => {
  const codes = /^(FETCH_|AUTH_|CORE_|HTTP_)|^[A-Z_]+$/
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map(utf8),
    fc.record({ data: fc.anything() }).map((value) => utf8(JSON.stringify(value))),
    fc
      .array(
        fc.record({
          serial_no: fc.oneof(fc.string(), fc.constant(genuine.serialNo)),
          effective_time: fc.oneof(fc.string(), fc.constant(new Date(start).toISOString())),
          expire_time: fc.oneof(fc.string(), fc.constant(new Date(start + 1).toISOString())),
          encrypt_certificate: fc.record({
            algorithm: fc.oneof(fc.string(), fc.constant('AEAD_AES_256_GCM')),
            nonce: fc.oneof(fc.string(), fc.constant('123456789012')),
            ciphertext: fc.oneof(fc.string(), fc.base64String()),
          }),
        }),
        { maxLength: 3 },
      )
      .map((data) => utf8(JSON.stringify({ data }))),
  )

  it('end in a typed error, signed or not', async () => {
    const headers = fc.constantFrom('none', 'other', 'own')
    await fc.assert(
      fc.asyncProperty(
        body,
        headers,
        fc.constantFrom(200, 204, 400, 404, 500),
        async (bytes, how, status) => {
          const { keyring } = keyringOf(
            async () => {
              const by = how === 'own' ? genuine : second
              const signature = how === 'none' ? {} : (await signedBytes(bytes, by)).headers
              return new Response(status === 204 ? null : (bytes as BodyInit), { status, headers: signature })
            },
            { keys: { [genuine.serialNo]: genuine.certificate } },
          )
          const error = (await keyring.ready().catch((error: unknown) => error)) as Error & { code: string }
          expect(error).toBeInstanceOf(Error)
          expect(['FetchError', 'AuthError', 'ApiError', 'CoreError']).toContain(error.name)
          expect(error.code).toMatch(codes)
          expect(keyring.serials()).toEqual([genuine.serialNo])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('end in a typed error, even sealed with the APIv3 key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), async (plaintext) => {
        const { keyring } = keyringOf(async () =>
          listOf([await entryOf(genuine, { plaintext })], { by: genuine }),
        )
        const error = await keyring.ready().catch((error: unknown) => error)
        expect(error).toBeInstanceOf(FetchError)
      }),
      { numRuns: 100 },
    )
  })
})

async function signedBytes(bytes: Uint8Array, by: IssuedCertificate): Promise<Response> {
  return new Response(null, { headers: await signedHeaders(bytes, { by, timestamp: start / 1000 }) })
}

it('the keys of a keyring verify responses', async () => {
  const { keyring, now } = keyringOf(ok)
  const verifier = createVerifier({ keys: keyring, now })
  const { headers } = await signed('{}', { by: genuine })
  await expect(verifier.verify({ headers, body: utf8('{}') })).resolves.toMatchObject({
    serialNo: genuine.serialNo,
  })
  const other = await signed('{}', { by: second })
  expect(await codeOf(() => verifier.verify({ headers: other.headers, body: utf8('{}') }))).toBe(
    'AUTH_SERIAL_UNKNOWN',
  )
})
