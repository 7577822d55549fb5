import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { describe, expect, it, onTestFinished } from 'vitest'
import { soundEnv } from '../support/callbacks.ts'
import { inside, temporaryFolder, wxdp } from '../support/program.ts'
import { startSandbox } from '../support/sandbox.ts'

const sound: Readonly<Record<string, string>> = {
  ...soundEnv,
  MCHID: keys.merchant.mchid,
  CERTIFICATE: keys.merchant.certificate,
  NOTIFY_URL: 'https://pay.example.com/wechatpay/plans',
}

interface Check {
  readonly check: string
  readonly status: string
  readonly text: string
  readonly remedy: string | null
}

async function checksOf(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = ['--offline'],
  now?: number,
) {
  const options = now === undefined ? { env } : { env, now }
  const { code, stdout, stderr } = await inside(['doctor', '--json', ...args], options)
  const { well, checks } = JSON.parse(stdout) as { well: boolean; checks: Check[] }
  expect(code).toBe(well ? 0 : 1)
  return { well, checks, stderr, faults: checks.filter(({ status }) => status === 'fault') }
}

/** Set-ups that are wrong, the check that finds each, and what it says. */
const wrong: readonly (readonly [
  what: string,
  change: Readonly<Record<string, string>>,
  check: string,
  says: RegExp,
])[] = [
  ['no identity', { MCHID: '' }, 'caller', /Neither MCHID nor BRAND_ID/],
  ['no private key', { PRIVATE_KEY: '' }, 'private_key', /not set/],
  [
    'the certificate as private key',
    { PRIVATE_KEY: keys.merchant.certificate },
    'private_key',
    /Found a certificate, expected a private key/,
  ],
  ['a path as private key', { PRIVATE_KEY: './apiclient_key.pem' }, 'private_key', /Found a file path/],
  [
    'the private key as certificate',
    { CERTIFICATE: keys.merchant.privateKey },
    'certificate',
    /Found a private key, expected a certificate/,
  ],
  [
    'key and certificate of two downloads',
    { PRIVATE_KEY: keys.brand.privateKey },
    'key_pair',
    /do not belong together/,
  ],
  [
    'the certificate of another merchant',
    { MCHID: '1900000109' },
    'certificate',
    /belongs to \d+, and MCHID is 1900000109/,
  ],
  [
    'a serial of another certificate',
    { SERIAL_NO: '1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C' },
    'serial_no',
    /not the serial of the certificate/,
  ],
  [
    'a decimal serial',
    { CERTIFICATE: '', SERIAL_NO: `${BigInt(`0x${keys.merchant.serialNo}`)}` },
    'serial_no',
    /a decimal number/,
  ],
  [
    'the id of the public key as serial',
    { CERTIFICATE: '', SERIAL_NO: keys.platform.serialNo },
    'serial_no',
    /the id of a WeChat Pay public key/,
  ],
  ['no serial', { CERTIFICATE: '', SERIAL_NO: '' }, 'serial_no', /not set/],
  ['an APIv3 key of 34 characters', { API_V3_KEY: `${apiV3Key}12` }, 'api_v3_key', /found 34 bytes/],
  ['no APIv3 key', { API_V3_KEY: '' }, 'api_v3_key', /not set/],
  [
    "the own public key as WeChat Pay's",
    { PLATFORM_PUBLIC_KEY: keys.merchant.publicKey },
    'platform_key',
    /is your own, not WeChat Pay's/,
  ],
  [
    "the own certificate as WeChat Pay's",
    { PLATFORM_PUBLIC_KEY: keys.merchant.certificate, PLATFORM_SERIAL: keys.merchant.serialNo },
    'platform_key',
    /own|belongs to a merchant/,
  ],
  [
    "the own serial as WeChat Pay's",
    { PLATFORM_SERIAL: keys.merchant.serialNo },
    'platform_key',
    /is your own/,
  ],
  [
    "a private key as WeChat Pay's",
    { PLATFORM_PUBLIC_KEY: keys.platform.privateKey },
    'platform_key',
    /Found a private key, expected a public key/,
  ],
  [
    'a platform certificate under the id of the public key',
    { PLATFORM_PUBLIC_KEY: keys.platformCertificate.certificate },
    'platform_key',
    /id of a public key, but its value is a certificate/,
  ],
  ["no key of WeChat Pay's", { PLATFORM_PUBLIC_KEY: '' }, 'platform_key', /PLATFORM_PUBLIC_KEY is not set/],
  [
    'a callback URL without a path',
    { NOTIFY_URL: 'https://pay.example.com' },
    'notify_url',
    /A path is required/,
  ],
  [
    'a callback URL on loopback',
    { NOTIFY_URL: 'https://localhost/plans' },
    'notify_url',
    /cannot reach localhost/,
  ],
  [
    'a callback URL over http',
    { NOTIFY_URL: 'http://pay.example.com/plans' },
    'notify_url',
    /Expected https/,
  ],
]

describe('wxdp doctor', () => {
  it('finds nothing in a sound set-up', async () => {
    const { well, checks, stderr } = await checksOf(sound)
    expect({ well, stderr }).toEqual({ well: true, stderr: '' })
    expect(checks.map(({ check, status }) => `${check} ${status}`)).toEqual([
      'caller well',
      'private_key well',
      'certificate well',
      'serial_no well',
      'key_pair well',
      'api_v3_key well',
      'platform_key well',
      'permissions well',
      'notify_url well',
    ])
  })

  it.each(wrong)('names %s', async (_, change, check, says) => {
    const { faults } = await checksOf({ ...sound, ...change })
    const found = faults.filter((fault) => fault.check === check)
    expect(found.map(({ text }) => text)).toEqual([expect.stringMatching(says)])
    const { stdout } = await inside(['doctor', '--offline', '--lang', 'zh'], { env: { ...sound, ...change } })
    expect(stdout).toMatch(new RegExp(`^✗ ${check}: .*[\\u4e00-\\u9fff]`, 'm'))
    expect(stdout).not.toContain('PRIVATE KEY-----')
    expect(stdout).not.toContain(apiV3Key)
  })

  it('warns of a certificate that expires soon, and names one that has expired', async () => {
    const [, until = ''] = /until (\S+)\./.exec((await checksOf(sound)).checks[2]?.text ?? '') ?? []
    const soon = await checksOf(sound, ['--offline'], Date.parse(until) - 10 * 86_400_000)
    expect(soon.checks[2]).toMatchObject({
      status: 'warning',
      remedy: expect.stringMatching(/expires in \d+ days/),
    })
    expect(soon.well).toBe(true)
    const late = await checksOf(sound, ['--offline'], Date.parse(until) + 2 * 86_400_000)
    expect(late.checks[2]).toMatchObject({ status: 'fault', text: expect.stringMatching(/not valid now/) })
  })

  it('reads the serial from the certificate', async () => {
    const { checks, well } = await checksOf({ ...sound, SERIAL_NO: '' })
    expect(well).toBe(true)
    expect(checks[3]?.text).toBe(`Read from the certificate: ${keys.merchant.serialNo}.`)
  })

  it.skipIf(process.platform === 'win32')('warns of secrets that others can read', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'key.pem'), keys.merchant.privateKey, { mode: 0o644 })
    const { PRIVATE_KEY, ...env } = sound
    expect(PRIVATE_KEY).toBeDefined()
    const { code, stdout } = await inside(['doctor', '--offline', '--private-key-file', 'key.pem'], {
      cwd,
      env,
    })
    expect(code).toBe(0)
    expect(stdout).toContain(
      '! permissions: key.pem holds a secret, and others can read it (mode 644). Run: chmod 600 key.pem',
    )
  })

  it('checks host, clock and a call against a sandbox', async () => {
    const box = await startSandbox()
    for (const env of [box.partner, box.brand]) {
      const { well, checks } = await checksOf(env, [])
      expect(checks.slice(-4).map(({ check, status }) => `${check} ${status}`)).toEqual([
        'host well',
        'clock well',
        'call well',
        'coupon skipped',
      ])
      expect(well).toBe(true)
    }
  })

  it('names a clock that is wrong', async () => {
    const { partner } = await startSandbox()
    const minutes = (count: number) => Date.now() + count * 60_000
    const ahead = await checksOf(partner, [], minutes(10))
    expect(ahead.faults).toMatchObject([
      { check: 'clock', text: expect.stringMatching(/^This machine is [56]\d\d s ahead of the server/) },
    ])
    const behind = await checksOf(partner, [], minutes(-2))
    expect(behind.checks.find(({ check }) => check === 'clock')).toMatchObject({ status: 'warning' })
  })

  it('names what WeChat Pay refuses, and what it does not sign as configured', async () => {
    const { partner, brand, sandbox } = await startSandbox()
    const other = await checksOf({ ...partner, PRIVATE_KEY: keys.merchant.privateKey }, [])
    expect(other.faults).toMatchObject([
      {
        check: 'call',
        text: expect.stringContaining('SIGN_ERROR'),
        remedy: expect.stringContaining('belong together'),
      },
    ])
    const wrongField = await checksOf({ ...partner, BRAND_ID: '..' }, [])
    expect(wrongField.faults).toMatchObject([
      {
        check: 'call',
        text: expect.stringMatching(
          /^CORE_INPUT_INVALID: .*\n\/brand_id \(\w+\): [^\n]*[^/]\nhttps:\S+#core_input_invalid$/,
        ),
      },
    ])
    const unauthorised = await checksOf({ ...partner, BRAND_ID: '999999' }, [])
    expect(unauthorised.faults).toMatchObject([{ check: 'call', text: expect.stringContaining('NO_AUTH') }])
    const untrusted = await checksOf({ ...partner, PLATFORM_PUBLIC_KEY: brand.PLATFORM_PUBLIC_KEY ?? '' }, [])
    expect(untrusted.faults).toMatchObject([
      { check: 'call', text: expect.stringContaining('FETCH_UNTRUSTED') },
    ])
    const { BRAND_ID, ...withoutBrand } = partner
    expect(BRAND_ID).toBe(sandbox.brand.brandId)
    const skipped = await checksOf(withoutBrand, [])
    expect(skipped.checks.at(-2)).toMatchObject({ check: 'call', status: 'skipped' })
  })

  it('names a host that cannot be reached', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    onTestFinished(() => void server.close())
    const env = { ...sound, WECHATPAY_HOST: `http://127.0.0.1:${port}`, WECHATPAY_SANDBOX: '1' }
    const { faults, checks } = await checksOf(env, [])
    expect(faults).toMatchObject([{ check: 'host', text: expect.stringContaining('ECONNREFUSED') }])
    expect(checks.slice(-3).map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped'])
    const proxied = await checksOf({ ...env, HTTPS_PROXY: 'http://127.0.0.1:9' }, [])
    expect(proxied.faults[0]?.remedy).toContain('NODE_USE_ENV_PROXY')
  })

  it('says what key files are, and which belong together', async () => {
    const cwd = temporaryFolder()
    const files: Readonly<Record<string, string | Uint8Array>> = {
      'apiclient_key.pem': keys.merchant.privateKey,
      'apiclient_cert.pem': keys.merchant.certificate,
      'own.pem': keys.merchant.publicKey,
      'pub_key.pem': keys.platform.publicKey,
      'der.cer': Buffer.from(keys.platformCertificate.certificate.replace(/-----.*-----|\s/g, ''), 'base64'),
    }
    for (const [name, contents] of Object.entries(files)) writeFileSync(join(cwd, name), contents)
    const { code, stdout, stderr } = await wxdp(['doctor', ...Object.keys(files)], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const lines = stdout.trim().split('\n')
    expect(lines).toEqual([
      '✓ file: apiclient_key.pem: a private key (apiclient_key.pem). Keep it secret.',
      expect.stringMatching(
        new RegExp(
          `^✓ file: apiclient_cert\\.pem: a certificate, serial ${keys.merchant.serialNo}, of .*; it belongs to the private key in apiclient_key\\.pem\\.$`,
        ),
      ),
      "✓ file: own.pem: the public half of your own private key in apiclient_key.pem. It is not WeChat Pay's.",
      expect.stringMatching(
        /^✓ file: pub_key\.pem: a public key, and none of these private keys is its other half\./,
      ),
      expect.stringMatching(
        new RegExp(
          `^✓ file: der\\.cer: a platform certificate of WeChat Pay, serial ${keys.platformCertificate.serialNo}`,
        ),
      ),
    ])
    writeFileSync(join(cwd, 'other'), 'nothing')
    const unknown = await inside(['doctor', 'other'], { cwd })
    expect(unknown.code).toBe(1)
    expect(unknown.stdout).toBe('✗ file: other: Found a string that is not PEM.\n')
  })

  it('tells containers, and a file that holds both', async () => {
    const cwd = temporaryFolder()
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd, stdio: 'pipe' })
    writeFileSync(join(cwd, 'key.pem'), keys.merchant.privateKey)
    writeFileSync(join(cwd, 'both.pem'), `${keys.merchant.certificate}\n${keys.merchant.privateKey}`)
    openssl('pkcs12', '-export', '-in', 'both.pem', '-out', 'apiclient_cert.p12', '-passout', 'pass:x')
    openssl('pkcs8', '-topk8', '-nocrypt', '-in', 'key.pem', '-outform', 'DER', '-out', 'key.der')
    const { code, stdout } = await inside(['doctor', 'both.pem', 'apiclient_cert.p12', 'key.der'], { cwd })
    expect(code).toBe(1)
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^✓ file: both\.pem: a certificate, .*; it belongs to the private key in both\.pem\.$/,
      ),
      expect.stringMatching(
        /^✗ file: apiclient_cert\.p12: Found PKCS#12 \(\.p12\)\. Convert it: openssl pkcs12 /,
      ),
      '✓ file: key.der: a private key (apiclient_key.pem). Keep it secret.',
    ])
    const { PRIVATE_KEY, ...env } = sound
    expect(PRIVATE_KEY).toBeDefined()
    const der = await inside(['doctor', '--offline', '--private-key-file', 'key.der'], { cwd, env })
    expect(der.stdout).toMatch(/^✓ key_pair: /m)
  })

  it('names a platform certificate that has expired', async () => {
    const env = { ...sound, PLATFORM_CERTIFICATE: keys.platformCertificate.certificate }
    expect((await checksOf(env)).well).toBe(true)
    const { faults } = await checksOf(env, ['--offline'], Date.parse('2200-01-01'))
    expect(faults.find(({ check }) => check === 'platform_key')?.text).toMatch(
      /^The platform certificate expired on /,
    )
  })

  it('runs as a program: 0 if all is well, 1 if not, 2 for a file that is missing', async () => {
    const { partner } = await startSandbox()
    const [good, bad, missing] = await Promise.all([
      wxdp(['doctor'], { env: partner }),
      wxdp(['doctor', '--offline'], { env: { ...partner, API_V3_KEY: 'short' } }),
      wxdp(['doctor', 'gone.pem']),
    ])
    expect(good).toMatchObject({ code: 0, stderr: '' })
    expect(good.stdout).toMatch(/^✓ call: WeChat Pay accepted a signed call/m)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toMatch(/^✗ api_v3_key: .*found 5 bytes/m)
    expect(missing).toMatchObject({ code: 2, stdout: '' })
    expect(missing.stderr).toMatch(/^WXDP_FILE_UNREADABLE: gone\.pem/)
  })
})
