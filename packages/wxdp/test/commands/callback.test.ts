import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { asHttp, envelope, fileWith, type Saved, signed, soundEnv } from '../support/callbacks.ts'
import { inside, temporaryFolder, wxdp } from '../support/program.ts'

/** Python's json.dumps: spaces, and ASCII alone. */
const asPython = (text: string): string =>
  JSON.stringify(JSON.parse(text), null, 1)
    .replace(/\n */g, ' ')
    .replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
/** PHP's json_encode: slashes and all beyond ASCII escaped. */
const asPhp = (text: string): string =>
  JSON.stringify(JSON.parse(text))
    .replaceAll('/', '\\/')
    .replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, member]) => [name, sorted(member)]),
      )
    : value
const inJava = (text: string): string =>
  text.replace(
    /"([a-z]+)_([a-z])([a-z]*)":/g,
    (_, first, letter, rest) => `"${first}${letter.toUpperCase()}${rest}":`,
  )

interface Case {
  readonly cause: string
  readonly change?: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly make: () => Promise<string | object>
}

const withBody = async (change: (body: string) => string): Promise<string> => {
  const callback = await signed()
  return asHttp({ ...callback, body: change(callback.body) })
}
const withHeaders = async (headers: Readonly<Record<string, string | undefined>>): Promise<Saved> =>
  signed(undefined, { headers })
const certificateSerial = keys.platformCertificate.serialNo

const cases: Readonly<Record<string, Case>> = {
  'a genuine callback': { cause: 'genuine', make: async () => asHttp(await signed()) },
  'a callback under a platform certificate': {
    cause: 'genuine',
    env: { PLATFORM_CERTIFICATE: keys.platformCertificate.certificate },
    make: async () => signed(undefined, { by: keys.platformCertificate }),
  },
  // 1 of pains.md
  'express.json(), then JSON.stringify': {
    cause: 'body_parsed',
    change: 'reserialised',
    make: async () => {
      const { headers, body } = await signed()
      return { headers, body: JSON.parse(body) }
    },
  },
  'Python json.dumps': { cause: 'body_changed', change: 'reserialised', make: () => withBody(asPython) },
  'PHP json_encode': { cause: 'body_changed', change: 'reserialised', make: () => withBody(asPhp) },
  'a pretty printed body': {
    cause: 'body_changed',
    change: 'reserialised',
    make: () => withBody((body) => JSON.stringify(JSON.parse(body), null, 2)),
  },
  'keys sorted by a map': {
    cause: 'body_changed',
    change: 'reordered',
    make: () => withBody((body) => JSON.stringify(sorted(JSON.parse(body)))),
  },
  'keys renamed by a Java class, with a null': {
    cause: 'body_changed',
    change: 'renamed',
    make: () => withBody((body) => inJava(body).replace(/\}$/, ',"more":null}')),
  },
  'a JSON string around it': {
    cause: 'body_changed',
    change: 'json_string',
    make: () => withBody((body) => JSON.stringify(body)),
  },
  'an event in Base64, not decoded': {
    cause: 'body_changed',
    change: 'base64',
    make: () => withBody((body) => Buffer.from(body).toString('base64')),
  },
  'a line feed from an editor': {
    cause: 'body_changed',
    change: 'line_feed',
    make: () => withBody((body) => `${body}\n`),
  },
  'a byte order mark': {
    cause: 'body_changed',
    change: 'byte_order_mark',
    make: () => withBody((body) => `\ufeff${body}`),
  },
  'the wrong charset': {
    cause: 'body_changed',
    change: 'encoding',
    make: () => withBody((body) => Buffer.from(body).toString('latin1')),
  },
  'a form decoder': {
    cause: 'body_changed',
    change: 'plus_signs',
    make: async () => {
      // With a plus sign in the ciphertext, too.
      const body = (await envelope()).replace(/"ciphertext":"...../, (start) => `${start.slice(0, -1)}+`)
      const callback = await signed(body)
      return asHttp({
        ...callback,
        body: body.replaceAll('+', ' '),
      })
    },
  },
  'an altered body': {
    cause: 'body_changed',
    make: () => withBody((body) => body.replace('CHANGE', 'CHANGED')),
  },
  'a body that was read before': { cause: 'body_empty', make: () => withBody(() => '') },
  'a body cut off': {
    cause: 'body_truncated',
    make: async () => {
      const { headers, body } = await signed()
      return asHttp({
        headers: { ...headers, 'content-length': `${Buffer.byteLength(body)}` },
        body: body.slice(0, 100),
      })
    },
  },
  // 3, 6, 7
  'the certificate, while only the public key is configured': {
    cause: 'serial_unknown',
    make: async () => signed(undefined, { by: keys.platformCertificate }),
  },
  'the public key, while only the certificate is configured': {
    cause: 'serial_unknown',
    env: {
      PLATFORM_PUBLIC_KEY: '',
      PLATFORM_SERIAL: '',
      PLATFORM_CERTIFICATE: keys.platformCertificate.certificate,
    },
    make: async () => signed(),
  },
  "the merchant's own key under the id of WeChat Pay's": {
    cause: 'own_key',
    env: { PLATFORM_PUBLIC_KEY: keys.merchant.publicKey },
    make: async () => signed(),
  },
  'the serial of the own certificate': {
    cause: 'own_serial',
    env: { PLATFORM_SERIAL: keys.merchant.serialNo },
    make: async () => signed(),
  },
  "another merchant's public key": {
    cause: 'wrong_key',
    env: { PLATFORM_PUBLIC_KEY: keys.brand.publicKey },
    make: async () => signed(),
  },
  'a forged signature': {
    cause: 'wrong_key',
    make: async () => signed(undefined, { by: { ...keys.brand, serialNo: keys.platform.serialNo } }),
  },
  // 5
  'a signature probe': {
    cause: 'probe',
    make: async () => withHeaders({ 'Wechatpay-Signature': `WECHATPAY/SIGNTEST/${'A'.repeat(325)}` }),
  },
  // 4, 9
  'an APIv3 key of another merchant': {
    cause: 'api_v3_key_wrong',
    env: { API_V3_KEY: apiV3Key.toUpperCase() },
    make: async () => signed(),
  },
  'an APIv3 key of 34 characters': {
    cause: 'api_v3_key_invalid',
    env: { API_V3_KEY: `${apiV3Key}12` },
    make: async () => signed(),
  },
  // 13
  'a saved callback that was sent again': {
    cause: 'stale',
    args: ['--received-at', '2026-11-29T08:00:00+08:00'],
    make: async () => signed(undefined, { timestamp: Date.parse('2026-11-28T08:00:00Z') / 1000 }),
  },
  'a clock that is behind': {
    cause: 'stale',
    make: async () => ({ ...(await signed()), receivedAt: Date.now() - 400_000 }),
  },
  // 10, 12 and others
  'a proxy that removes headers': {
    cause: 'header_missing',
    make: async () => withHeaders({ 'Wechatpay-Nonce': undefined, 'Wechatpay-Serial': undefined }),
  },
  'a proxy that repeats a header': {
    cause: 'header_invalid',
    make: async () => {
      const { headers, body } = await signed()
      return { headers: [...Object.entries(headers), ['Wechatpay-Serial', 'x']], body }
    },
  },
  'a nonce that no message has': {
    cause: 'header_invalid',
    make: async () => withHeaders({ 'Wechatpay-Nonce': 'a"b' }),
  },
  'a timestamp in milliseconds with a fraction': {
    cause: 'timestamp_invalid',
    make: async () => withHeaders({ 'Wechatpay-Timestamp': '1764316800.5' }),
  },
  'a signature cut off': {
    cause: 'signature_damaged',
    make: async () => withHeaders({ 'Wechatpay-Signature': 'c2hvcnQ=' }),
  },
  'a signature with spaces for plus signs': {
    cause: 'signature_damaged',
    make: async () => {
      for (;;) {
        const { headers, body } = await signed()
        const signature = headers['wechatpay-signature'] ?? ''
        if (signature.includes('+'))
          return { headers: { ...headers, 'wechatpay-signature': signature.replaceAll('+', ' ') }, body }
      }
    },
  },
  'a notification of APIv2': {
    cause: 'api_v2',
    make: async () => ({ headers: { 'Content-Type': 'text/xml' }, body: '<xml><appid>1</appid></xml>' }),
  },
  'a response': { cause: 'envelope_invalid', make: async () => signed('{"total_count":0}') },
  'a resource of another shape': {
    cause: 'resource_invalid',
    make: async () => signed(await envelope({ resource: { plan_id: 1 } })),
  },
}

describe('wxdp callback verify', () => {
  it.each(Object.entries(cases))('recognises %s', async (_, { cause, change, env = {}, args = [], make }) => {
    const saved = await make()
    const file = fileWith(typeof saved === 'string' ? saved : JSON.stringify(saved))
    const run = { env: { ...soundEnv, ...env } }
    const ended = await inside(['callback', 'verify', file, '--json', ...args], run)
    expect(ended.stderr).toBe('')
    const verdict = JSON.parse(ended.stdout)
    expect(verdict).toMatchObject({ cause, change: change ?? null, genuine: cause === 'genuine' })
    expect(ended.code).toBe(cause === 'genuine' ? 0 : 1)
    // The same for people, in both languages, without a secret.
    for (const [language, remedy] of [
      ['en', 'Remedy:'],
      ['zh', '处理方法：'],
    ] as const) {
      const { stdout } = await inside(['callback', 'verify', file, '--lang', language, ...args], run)
      expect(stdout).toMatch(new RegExp(`^[✓✗] ${cause}: `))
      expect(stdout.includes(remedy)).toBe(cause !== 'genuine')
      expect(stdout).not.toContain(apiV3Key.slice(0, 8))
      expect(stdout).not.toContain('PRIVATE KEY')
    }
  })

  it('says how swapped keys are mixed up', async () => {
    const { platform, platformCertificate } = keys
    const file = fileWith(
      JSON.stringify(
        await signed(undefined, { by: { ...platformCertificate, serialNo: platform.serialNo } }),
      ),
    )
    const { stdout } = await inside(['callback', 'verify', file], {
      env: { ...soundEnv, PLATFORM_CERTIFICATE: platformCertificate.certificate },
    })
    expect(stdout).toMatch(/^✗ wrong_key/)
    expect(stdout).toContain(`configured under ${certificateSerial}: the two are swapped`)
  })

  it('needs no key to see that headers are missing', async () => {
    const { code, stdout } = await inside(['callback', 'verify', fileWith('{"headers":{},"body":""}')])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^✗ header_missing: .*\n {2}Missing: wechatpay-serial, /)
  })

  it('runs as a program: 0 if genuine, 1 if not, 2 if a setting is missing or the file is none', async () => {
    const env = soundEnv
    const genuine = fileWith(asHttp(await signed()))
    const [good, bad, missing, none, absent, time] = await Promise.all([
      wxdp(['callback', 'verify', genuine], { env }),
      wxdp(['callback', 'verify', '-'], { env, stdin: await withBody((body) => `${body} `) }),
      wxdp(['callback', 'verify', genuine]),
      wxdp(['callback', 'verify', fileWith('nothing')], { env }),
      wxdp(['callback', 'verify', 'gone.txt'], { env }),
      wxdp(['callback', 'verify', genuine, '--received-at', 'noon'], { env }),
    ])
    expect(good).toMatchObject({ code: 0, stderr: '' })
    expect(good.stdout).toMatch(/^✓ genuine: .*\n {2}Signed at 20.*\n {2}DELIVERY_PLAN.CHANGE EV-1\n$/)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('an editor or a log did that')
    expect(missing).toMatchObject({ code: 2, stdout: '' })
    expect(missing.stderr).toMatch(/^WXDP_SETTING_MISSING: PLATFORM_PUBLIC_KEY is not set\. .*\n$/)
    expect(none.code).toBe(2)
    expect(none.stderr).toMatch(/^WXDP_CALLBACK_UNREADABLE: /)
    expect(absent).toMatchObject({
      code: 2,
      stderr: `WXDP_FILE_UNREADABLE: gone.txt cannot be read (ENOENT). Check its path and its permissions.${ERROR_LINK}wxdp_file_unreadable\n`,
    })
    expect(time.stderr).toMatch(/^WXDP_USAGE: --received-at is not a time/)
  })

  it('says that the resource was not opened without a key', async () => {
    const { API_V3_KEY, ...env } = soundEnv
    const file = fileWith(asHttp(await signed()))
    const { code, stdout } = await inside(['callback', 'verify', file], { env })
    expect({ code, API_V3_KEY }).toEqual({ code: 0, API_V3_KEY: apiV3Key })
    expect(stdout).toContain('API_V3_KEY is not set, so the sealed resource was not opened.')
  })
})

describe('wxdp callback open', () => {
  it('prints the resource of a genuine callback', async () => {
    const file = fileWith(asHttp(await signed()))
    const { code, stdout, stderr } = await wxdp(['callback', 'open', file], { env: soundEnv })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ plan_id: '12000', plan_state: 'DELIVERING' })
  })

  it('opens nothing that is not genuine', async () => {
    const file = fileWith(await withBody((body) => `${body}\n`))
    const { code, stdout, stderr } = await wxdp(['callback', 'open', file], { env: soundEnv })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^✗ body_changed: /)
  })

  it('prints a resource of another shape, and says so', async () => {
    const file = fileWith(asHttp(await signed(await envelope({ resource: { plan_id: 1 } }))))
    const { code, stdout, stderr } = await inside(['callback', 'open', file], { env: soundEnv })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({ plan_id: 1 })
    expect(stderr).toMatch(/^✗ resource_invalid: /)
  })

  it('needs the APIv3 key', async () => {
    const { code, stderr } = await inside(['callback', 'open', fileWith('')], {
      env: { ...soundEnv, API_V3_KEY: '' },
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^WXDP_SETTING_MISSING: API_V3_KEY is not set\./)
  })
})

describe('settings', () => {
  it('come from flags, then the environment, then the file', async () => {
    const cwd = temporaryFolder()
    const write = (name: string, contents: string, mode = 0o600): string => {
      writeFileSync(join(cwd, name), contents, { mode })
      return name
    }
    const file = write('callback.txt', asHttp(await signed()))
    const wrong = keys.brand.publicKey
    write('right.pem', keys.platform.publicKey)
    write('wrong.pem', wrong)
    write('wxdp.env', `PLATFORM_SERIAL=${keys.platform.serialNo}\nPLATFORM_PUBLIC_KEY_FILE=right.pem\n`)
    const verify = async (args: readonly string[], env = {}) => {
      const { stdout, stderr } = await inside(['callback', 'verify', file, ...args], { cwd, env })
      return (stdout || stderr).split(':')[0]
    }
    expect(await verify([])).toBe('✓ genuine')
    expect(await verify([], { PLATFORM_PUBLIC_KEY: wrong })).toBe('✗ wrong_key')
    expect(await verify([], { PLATFORM_PUBLIC_KEY_FILE: 'wrong.pem' })).toBe('✗ wrong_key')
    expect(await verify(['--platform-public-key-file', 'right.pem'], { PLATFORM_PUBLIC_KEY: wrong })).toBe(
      '✓ genuine',
    )
    write('other.env', `PLATFORM_SERIAL=${keys.platform.serialNo}\nPLATFORM_PUBLIC_KEY="${wrong}"\n`)
    expect(await verify(['--config', 'other.env'])).toBe('✗ wrong_key')
    expect(await verify(['--config', 'gone.env'])).toBe('WXDP_FILE_UNREADABLE')
    expect(await verify([], { PLATFORM_PUBLIC_KEY: wrong, PLATFORM_PUBLIC_KEY_FILE: 'right.pem' })).toBe(
      'WXDP_SETTING_INVALID',
    )
    expect(await verify(['--platform-serial', 'PUB_KEY_ID_2'])).toBe('✗ serial_unknown')
  })

  it.skipIf(process.platform === 'win32')('warn of files with secrets that others can read', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'key.txt'), `${apiV3Key}\n`, { mode: 0o644 })
    const file = fileWith(asHttp(await signed()))
    const { API_V3_KEY, ...env } = soundEnv
    const open = await inside(['callback', 'verify', file, '--api-v3-key-file', 'key.txt'], { cwd, env })
    expect(open.code).toBe(0)
    expect(open.stderr).toBe(
      'Warning: key.txt holds a secret, and others can read it (mode 644). Run: chmod 600 key.txt\n',
    )
    writeFileSync(join(cwd, 'wxdp.env'), `API_V3_KEY=${API_V3_KEY}\n`, { mode: 0o640 })
    const config = await inside(['callback', 'verify', file, '--lang', 'zh'], { cwd, env })
    expect(config.stderr).toBe(
      '警告：wxdp.env 含有敏感数据，但其他用户可以读取（权限 640）。请执行：chmod 600 wxdp.env\n',
    )
  })
})
