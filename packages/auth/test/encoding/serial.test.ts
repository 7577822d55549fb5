// Serials as people have them, on every way in.
import { createKeyring, createSigner, createVerifier, sameSerial } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { signMessage } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor, describeCertificate } from '@wxdp-internal/fixtures/openssl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serialOf } from '../../src/encoding/serial.ts'

const { merchant, platform } = keys
const { privateKey, publicKey } = freshKeyPair()
const subject = '/CN=Tenpay.com sign'
const body = utf8('{}')

it.each([
  ['00', [0x00]],
  ['0A', [0x0a]],
  ['FF', [0x00, 0xff]],
  ['01000A', [0x01, 0x00, 0x0a]],
])('the serial %s is that of its INTEGER', (serialNo, integer) => {
  expect(serialOf(Uint8Array.from(integer))).toBe(serialNo)
})

/** What is printed for a serial. */
const printed: Readonly<Record<string, (digits: string) => string>> = {
  'openssl x509 -serial': (digits) => `serial=${digits}\n`,
  'openssl x509 -text': (digits) =>
    `Serial Number:\n            ${digits.toLowerCase().replace(/..(?=.)/g, '$&:')}\n`,
  'a console, with colons': (digits) => digits.replace(/..(?=.)/g, '$&:'),
  'a console, with spaces': (digits) => digits.replace(/..(?=.)/g, '$& '),
  'a Windows dialog': (digits) => `\u200e${digits.toLowerCase().replace(/..(?=.)/g, '$& ')}`,
  'lower case': (digits) => digits.toLowerCase(),
  '0x': (digits) => `0x${digits}`,
  'serial=0x': (digits) => `serial=0x${digits.toLowerCase()}`,
  'serialNo: ': (digits) => `serialNo: ${digits}`,
  'an environment variable in quotes': (digits) => `"${digits}"`,
  'a line feed after it': (digits) => `${digits}\r\n`,
}

describe.each(Object.entries(printed))('a serial as printed by %s', (_, print) => {
  it('is taken from a merchant', async () => {
    const signer = createSigner({ ...merchant, serialNo: print(merchant.serialNo) })
    expect(signer.serialNo).toBe(merchant.serialNo)
    const authorization = await signer.authorize({ method: 'GET', target: '/' })
    expect(authorization).toContain(`serial_no="${merchant.serialNo}"`)
  })

  it('is taken for a key of WeChat Pay, and from a message', async () => {
    const serialNo = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'
    const certificate = certificateFor(privateKey, { serialNo, subject })
    const keyring = createKeyring({ [print(serialNo)]: certificate }, { preferred: print(serialNo) })
    expect(keyring).toMatchObject({ preferred: serialNo })
    expect(keyring.serials()).toEqual([serialNo])
    const headers = { ...(await signMessage({ body, serialNo: print(serialNo), privateKey })) }
    const message = { headers: { ...headers, 'Wechatpay-Serial': print(serialNo) }, body }
    await expect(createVerifier({ keys: keyring }).verify(message)).resolves.toMatchObject({ serialNo })
    expect(createKeyring({ [print('PUB_KEY_ID_0116')]: publicKey }).serials()).toEqual(['PUB_KEY_ID_0116'])
  })
})

describe('leading zeros do not matter:', () => {
  const short = '57F09EFDC096DE15EBE81A47057A7232F1B8E1'
  const whole = `00${short}`
  const certificate = certificateFor(privateKey, { serialNo: short, subject })

  it('OpenSSL prints 38 digits for a serial that begins with a zero byte', () => {
    expect(describeCertificate(certificate, '-serial')).toBe(`serial=${short}`)
    expect(readCertificate(certificate).serialNo).toBe(short)
  })

  it.each([
    [short, short],
    [short, whole],
    [whole, short],
    [whole, whole],
  ])('registered as %s, signed as %s', async (registered, sent) => {
    for (const key of [certificate, readCertificate(certificate).publicKey, publicKey]) {
      const verifier = createVerifier({ keys: { [registered]: key } })
      expect(verifier.keyring).toMatchObject({ preferred: registered })
      const headers = { ...(await signMessage({ body, serialNo: sent, privateKey })) }
      await expect(verifier.verify({ headers, body })).resolves.toMatchObject({ serialNo: sent })
    }
    expect(createKeyring({ [registered]: publicKey }, { preferred: sent }).preferred).toBe(registered)
    expect(createSigner({ ...merchant, serialNo: registered }).serialNo).toBe(registered)
  })

  it('a certificate is used under its serial with any number of zeros', () => {
    for (const registered of [`0${short}`, `0000${short}`]) {
      const { keyring } = createVerifier({ keys: { [registered]: certificate } })
      for (const serialNo of [short, whole, registered]) expect(keyring.find(serialNo)).toBeDefined()
    }
  })

  it('a certificate with a serial of any length is used under it', async () => {
    for (const serialNo of ['01', '7F', '0102030405060708', '11'.repeat(16)]) {
      const made = certificateFor(privateKey, { serialNo, subject })
      const read = readCertificate(made)
      const { keyring } = createVerifier({ keys: { [read.serialNo]: read.publicKey } })
      expect(keyring.find(serialNo)).toBe(read.publicKey)
      expect(createKeyring({ [serialNo]: made }, { preferred: serialNo }).preferred).toBe(serialNo)
    }
  })

  it('two keys cannot have one serial', () => {
    const make = () => createKeyring({ [short]: publicKey, [whole]: certificate })
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
    expect(make).toThrow(`keys contains ${whole} twice.`)
  })

  it('other digits do', async () => {
    expect(await codeOf(() => createKeyring({ [`${short}00`]: certificate }))).toBe('AUTH_SERIAL_MISMATCH')
    expect(await codeOf(() => createKeyring({ main: certificate }))).toBe('AUTH_SERIAL_INVALID')
  })
})

describe('sameSerial', () => {
  it.each([
    ['serial=00AB', 'ab', true],
    ['AB:CD', '0xabcd', true],
    ['0', '00', true],
    ['AB', 'BA', false],
    ['A0', 'A', false],
    ['PUB_KEY_ID_01', 'PUB_KEY_ID_01', true],
    ['PUB_KEY_ID_01', 'PUB_KEY_ID_1', false],
    [platform.serialNo, '01', false],
  ])('%s, %s: %s', (one, other, result) => {
    expect(sameSerial(one, other)).toBe(result)
    expect(sameSerial(other, one)).toBe(result)
  })

  it('compares numbers', () => {
    const number = fc.bigInt({ min: 0n, max: 2n ** 160n })
    fc.assert(
      fc.property(number, number, fc.nat(4), (one, other, zeros) => {
        const write = (value: bigint): string => '0'.repeat(zeros) + value.toString(16)
        expect(sameSerial(write(one), one.toString(16))).toBe(true)
        expect(sameSerial(write(one), write(other))).toBe(one === other)
      }),
    )
  })
})

it('a long serial takes linear time', async () => {
  // A reader that is not linear outlasts the timeout of the test.
  for (const text of ['0', ' ', ':', 'SERIAL', '0X', 'serial=', 'A'].map((part) => part.repeat(200_000))) {
    expect(await codeOf(() => createSigner({ ...merchant, serialNo: `${text}!` }))).toBe(
      'AUTH_SERIAL_INVALID',
    )
    expect(await codeOf(() => createKeyring({ [`${text}!`]: publicKey }))).toBe('AUTH_SERIAL_INVALID')
  }
})
