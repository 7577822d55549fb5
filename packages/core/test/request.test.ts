import { CoreError, callbackUrlRule, defineEndpoint, type Endpoint, toRequest } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'

const url = 'https://pay.example.com/wechatpay/plans'
const text = (body: Uint8Array): string => new TextDecoder().decode(body)
const issuesOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (error instanceof CoreError) return error.issues.map(({ path, rule }) => `${path} ${rule}`)
    throw error
  }
  return []
}

describe('toRequest', () => {
  it('expands the path, serialises the rest once, and touches nothing else', () => {
    const request = toRequest(setNotifyUrl, { notify_url: url, sp_mchid: '1900007291' })
    expect(request).toMatchObject({
      method: 'POST',
      target: '/v3/marketing/partner/delivery-plan/1900007291/notify-url',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    })
    expect(text(request.body)).toBe(`{"notify_url":"${url}"}`)
  })

  const list = defineEndpoint({
    name: 'list',
    method: 'GET',
    path: '/v3/things/{thing_id}',
    caller: 'mchid',
    retry: 'safe',
    input: v.strictObject({
      thing_id: v.string(),
      name: v.optional(v.string()),
      limit: v.optional(v.number()),
      all: v.optional(v.boolean()),
    }),
    output: v.looseObject({}),
  })

  it('puts the rest of a GET into the query, percent-encoded, and sends no body', () => {
    const request = toRequest(list, { thing_id: "a/b'", name: "中 &=+!'()*", limit: 3, all: false })
    expect(request.target).toBe(
      '/v3/things/a%2Fb%27?name=%E4%B8%AD%20%26%3D%2B%21%27%28%29%2A&limit=3&all=false',
    )
    expect(request.headers).toEqual({ Accept: 'application/json' })
    expect(request.body).toHaveLength(0)
    expect(toRequest(list, { thing_id: 'x', name: undefined }).target).toBe('/v3/things/x')
  })

  it('makes a target that a URL parser leaves alone, or refuses, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (thing_id, name) => {
        let target: string
        try {
          target = toRequest(list, { thing_id, name }).target
        } catch (error) {
          expect(error).toBeInstanceOf(CoreError)
          return
        }
        const parsed = new URL(`https://api.example${target}`)
        expect(parsed.pathname + parsed.search).toBe(target)
        expect(decodeURIComponent(parsed.pathname.split('/')[3] as string)).toBe(thing_id)
        expect(new URLSearchParams(parsed.search).get('name')).toBe(name)
      }),
    )
  })

  it.each(['', '.', '..'])('refuses the path field %j, which a URL parser would swallow', (thing_id) => {
    expect(issuesOf(() => toRequest(list, { thing_id }))).toEqual(['/thing_id path_segment'])
  })

  it('sends no body where nothing is left for it', () => {
    const end = defineEndpoint({
      name: 'end',
      method: 'POST',
      path: '/v3/things/{thing_id}/end',
      caller: 'mchid',
      retry: 'never',
      input: v.strictObject({ thing_id: v.string() }),
    })
    expect(toRequest(end, { thing_id: '1' }).body).toHaveLength(0)
  })

  const anything: Endpoint<Record<string, unknown>, undefined> = defineEndpoint({
    name: 'anything',
    method: 'POST',
    path: '/v3/anything',
    caller: 'mchid',
    retry: 'never',
    input: v.record(v.string(), v.unknown()),
  })

  it.each<[string, unknown, string]>([
    ['null', null, '/x no_null'],
    ['an emoji', '🎁', '/x bmp'],
    ['half an emoji', '\ud83c', '/x bmp'],
    ['NaN', Number.NaN, '/x exact_number'],
    ['an integer beyond 2^53', 2 ** 53, '/x exact_number'],
    ['a bigint', 1n, '/x json'],
    ['a function', () => 1, '/x json'],
    ['null deep inside', { a: [{ 'b/~': null }] }, '/x/a/0/b~1~0 no_null'],
    ['a hole in a list', [undefined], '/x/0 json'],
    ['a name that libraries drop', JSON.parse('{"a":{"__proto__":0}}'), '/x/a json'],
  ])('refuses %s anywhere in a body', (_, x, issue) => {
    expect(issuesOf(() => toRequest(anything, { x }))).toEqual([issue])
  })

  it('refuses a field that its schema would drop', () => {
    expect(issuesOf(() => toRequest(anything, JSON.parse('{"__proto__":0}')))).toEqual([' json'])
  })

  it('refuses a circle', () => {
    const circle: Record<string, unknown> = {}
    circle.x = circle
    expect(issuesOf(() => toRequest(anything, circle))).toHaveLength(1)
  })

  it('takes what is exact: the largest safe integer, a fraction, Chinese, an absent field', () => {
    const x = { a: 2 ** 53 - 1, b: 0.5, c: '中', d: undefined, e: [true] }
    expect(text(toRequest(anything, { x }).body)).toBe(
      `{"x":{"a":9007199254740991,"b":0.5,"c":"中","e":[true]}}`,
    )
  })

  it('round-trips any JSON that it takes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (input) => {
        let request: ReturnType<typeof toRequest>
        try {
          request = toRequest(anything, input)
        } catch (error) {
          expect(error).toBeInstanceOf(CoreError)
          return
        }
        const sent: unknown = request.body.length === 0 ? {} : JSON.parse(text(request.body))
        expect(sent).toEqual(JSON.parse(JSON.stringify(input)))
      }),
    )
  })

  it('refuses a query field that is no text', () => {
    const search = defineEndpoint({
      name: 'search',
      method: 'GET',
      path: '/v3/search',
      caller: 'mchid',
      retry: 'safe',
      input: v.strictObject({ ids: v.array(v.string()) }),
    })
    expect(issuesOf(() => toRequest(search, { ids: ['1'] }))).toEqual(['/ids text'])
  })

  it('refuses any input at all with a CoreError and nothing else', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(() => toRequest(setNotifyUrl, input as never)).toThrow(CoreError)
      }),
    )
  })

  it('lists every problem at once, with the page', () => {
    const run = () =>
      toRequest(setNotifyUrl, { sp_mchid: 'x', notify_url: 'http://10.0.0.1?a#b', more: 1 } as never)
    expect(issuesOf(run)).toEqual([
      '/sp_mchid regex',
      '/more unknown_field',
      '/notify_url path_required',
      '/notify_url no_query',
      '/notify_url no_fragment',
      '/notify_url public_host',
    ])
    expect(run).toThrow(expect.objectContaining({ code: 'CORE_INPUT_INVALID' }))
    expect(run).toThrow(
      /^setNotifyUrl: nothing was sent\. \/sp_mchid: Expected a merchant id of 1 to 32 digits\./,
    )
    try {
      run()
    } catch (error) {
      expect((error as CoreError).issues[0]?.page).toBe('https://pay.weixin.qq.com/doc/v3/partner/4016184598')
    }
  })
})

describe('defineEndpoint', () => {
  it('freezes what it defines', () => {
    expect(Object.isFrozen(setNotifyUrl)).toBe(true)
  })

  it.each(['v3/x', '/v3/x?y=1', '/v3//x', '/v3/{}', '/v3/{a}b', ''])('refuses the path %j', (path) => {
    const make = () =>
      defineEndpoint({
        name: 'x',
        method: 'GET',
        caller: 'mchid',
        path,
        retry: 'safe',
        input: v.strictObject({}),
      })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'CORE_OPTION_INVALID' }))
  })

  it.each([0, 0.5, -1, Number.NaN])('refuses a limit of %d calls a second', (perSecond) => {
    const make = () =>
      defineEndpoint({
        name: 'x',
        method: 'GET',
        path: '/v3/x',
        caller: 'mchid',
        retry: 'safe',
        limit: { perSecond, per: 'mchid' },
        input: v.strictObject({}),
      })
    expect(make).toThrow(/^x: limit\.perSecond must be at least 1\.$/)
    expect(make).toThrow(expect.objectContaining({ code: 'CORE_OPTION_INVALID' }))
  })

  it('takes schemas of any library that follows Standard Schema, and names their rule if they do', () => {
    const withIssue = (issue: object) =>
      defineEndpoint({
        name: 'x',
        method: 'GET',
        path: '/v3/x',
        caller: 'mchid',
        retry: 'safe',
        input: {
          '~standard': {
            version: 1,
            vendor: 'test',
            validate: () => ({ issues: [{ message: 'no', ...issue }] }),
          },
        },
      })
    expect(issuesOf(() => toRequest(withIssue({ path: ['a', { key: 'b' }], code: 'too_big' }), {}))).toEqual([
      '/a/b too_big',
    ])
    expect(issuesOf(() => toRequest(withIssue({}), {}))).toEqual([' schema'])
  })

  it('refuses a schema that wants to wait', () => {
    const later = defineEndpoint({
      name: 'x',
      method: 'GET',
      path: '/v3/x',
      caller: 'mchid',
      retry: 'safe',
      input: v.pipeAsync(
        v.string(),
        v.checkAsync(async () => true),
      ) as never,
    })
    expect(() => toRequest(later, 'x' as never)).toThrow(TypeError)
  })
})

describe('callbackUrlRule', () => {
  const rule = callbackUrlRule('notify_url')
  const rules = (value: unknown, sandbox = false) =>
    rule({ notify_url: value }, { sandbox }).map((issue) => issue.rule)
  const path = '/wechatpay/plans'

  it.each([
    'https://pay.example.com/wechatpay/plans',
    'http://pay.example.com/p',
    'https://pay.example.com:8443/p/',
    'https://xn--fiqs8s.cn/%E5%9B%9E%E8%B0%83',
    'https://1.2.3.4/p',
    'https://[2606:4700::1111]/p',
    `https://pay.example.com/${'a'.repeat(231)}`,
  ])('accepts %s', (value) => {
    expect(rules(value)).toEqual([])
  })

  it.each<[string, string[]]>([
    ['', ['absolute_url']],
    ['/wechatpay/plans', ['absolute_url']],
    ['pay.example.com/plans', ['absolute_url']],
    ['ftp://pay.example.com/p', ['absolute_url']],
    ['HTTPS://pay.example.com/p', ['absolute_url']],
    ['https:/pay.example.com/p', ['absolute_url']],
    ['https://', ['absolute_url']],
    ['https://pay.example.com/回调', ['absolute_url']],
    ['https://pay.example.com/a b', ['absolute_url']],
    ['https://pay.example.com/p\n', ['absolute_url']],
    ['https://pay.example.com:99999/p', ['absolute_url']],
    ['https://pay.example.com', ['path_required']],
    ['https://pay.example.com/', ['path_required']],
    ['https://pay.example.com/p?', ['no_query']],
    ['https://pay.example.com/p?a=1', ['no_query']],
    ['https://pay.example.com/p#', ['no_fragment']],
    ['https://user@pay.example.com/p', ['no_credentials']],
    ['https://:pass@pay.example.com/p', ['no_credentials']],
    ['https://Pay.Example.com/p', ['normal_form']],
    ['https://pay.example.com:443/p', ['normal_form']],
    ['https://pay.example.com/a/../p', ['normal_form']],
    ['https://pay.example.com\\p', ['normal_form']],
    [`https://pay.example.com/${'a'.repeat(233)}`, ['max_bytes']],
    [`https://pay.example.com/${'中'.repeat(80)}`, ['max_bytes', 'absolute_url']],
  ])('refuses %s', (value, expected) => {
    expect(rules(value)).toEqual(expected)
    expect(rules(value, true)).toEqual(expected)
  })

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'my.localhost',
    'intranet',
    'printer.local',
    'db.internal',
    'router.home.arpa',
    'a.test',
    'a.example',
    'a.invalid',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0.0.0.0',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::ffff:1.2.3.4]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[100::1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[2001:1ff::1]',
    '[2002:7f00:1::]',
    '[3fff:0fff::1]',
    '[4000::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '[ff02::1]',
  ])('refuses the host %s, which the internet cannot reach, and lets it through in a sandbox', (host) => {
    const value = new URL(`https://${host}${path}`).href
    expect(rules(value)).toEqual(['public_host'])
    expect(rules(value, true)).toEqual([])
  })

  it.each([
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '[2000::1]',
    '[2001:200::1]',
    '[2400:3200::1]',
    '[3fff:1000::1]',
    'localhost.com',
    'mylocal.com',
    'test.com',
  ])('accepts the host %s next door', (host) => {
    expect(rules(`https://${host}${path}`)).toEqual([])
  })

  it('leaves what is no string to the schema', () => {
    expect(rules(7)).toEqual([])
    expect(rules(undefined)).toEqual([])
  })
})
