import { callbackUrlRule } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

describe('callbackUrlRule', () => {
  const rule = callbackUrlRule('notify_url')
  const rules = (value: unknown, sandbox = false) =>
    rule({ notify_url: value }, { sandbox }).map((issue) => issue.rule)

  it.each([
    'https://pay.example.com/wechatpay/plans',
    'https://pay.example.com:8443/p/',
    'https://xn--fiqs8s.cn/%E5%9B%9E%E8%B0%83',
    'https://pay.example.com/a:b/(c)/d;e=f/~g',
    `https://pay.example.com/${'a'.repeat(231)}`,
  ])('accepts %s', (value) => {
    expect(rules(value)).toEqual([])
    expect(rules(value, true)).toEqual([])
  })

  it.each<[string, string[]]>([
    ['', ['absolute_url']],
    ['/wechatpay/plans', ['absolute_url']],
    ['pay.example.com/plans', ['absolute_url']],
    ['pay.example.com:8080/plans', ['absolute_url']],
    ['//pay.example.com/plans', ['absolute_url']],
    ['ftp://pay.example.com/p', ['absolute_url']],
    ['wss://pay.example.com/p', ['absolute_url']],
    ['javascript:alert(1)', ['absolute_url']],
    ['https://', ['absolute_url']],
    ['https：//pay.example.com/p', ['absolute_url']],
    ['https://pay example.com/p', ['absolute_url']],
    ['https://pay.example.com:99999/p', ['absolute_url']],
    ['https://pay.example.com', ['path_required']],
    ['https://pay.example.com/', ['path_required']],
    ['https://pay.example.com//', ['path_required']],
    ['https://pay.example.com/w/[id]/plans', ['no_placeholder']],
    ['https://pay.example.com/w/[[...slug]]', ['no_placeholder']],
    ['https://pay.example.com/w/{id}/plans', ['no_placeholder']],
    ['https://pay.example.com/w/%7Bid%7D/plans', ['no_placeholder']],
    ['https://pay.example.com/w/{{id}}', ['no_placeholder']],
    ['https://pay.example.com/w/$%7Bid%7D', ['no_placeholder']],
    ['https://pay.example.com/w/<id>', ['no_placeholder']],
    ['https://pay.example.com/w/:id/plans', ['no_placeholder']],
    ['https://pay.example.com/:id', ['no_placeholder']],
    ['https://pay.example.com/w/*', ['no_placeholder']],
    ['https://pay.example.com/p?', ['no_query']],
    ['https://pay.example.com/p?a=1', ['no_query']],
    ['https://pay.example.com/p#', ['no_fragment']],
    ['https://pay.example.com/#/p', ['path_required', 'no_fragment']],
    ['https://user@pay.example.com/p', ['no_credentials']],
    ['https://:pass@pay.example.com/p', ['no_credentials']],
    ['https://Pay.Example.com/p', ['normal_form']],
    ['HTTPS://pay.example.com/p', ['normal_form']],
    ['https:/pay.example.com/p', ['normal_form']],
    ['https:pay.example.com/p', ['normal_form']],
    ['https://pay.example.com:443/p', ['normal_form']],
    ['https://pay.example.com/a/../p', ['normal_form']],
    ['https://pay.example.com\\p', ['normal_form']],
    ['https://pay.example.com/回调', ['normal_form']],
    ['https://pay.example.com/a b', ['normal_form']],
    ['https://pay.example.com/p\n', ['normal_form']],
    [' https://pay.example.com/p', ['normal_form']],
    ['https://pay。example。com/p', ['normal_form']],
    [`https://pay.example.com/${'a'.repeat(233)}`, ['max_bytes']],
    [`https://pay.example.com/${'中'.repeat(80)}`, ['max_bytes', 'normal_form']],
  ])('refuses %s', (value, expected) => {
    expect(rules(value)).toEqual(expected)
    expect(rules(value, true)).toEqual(expected)
  })

  it('refuses http with what to write instead, except for a sandbox', () => {
    const [issue, ...others] = rule({ notify_url: 'http://pay.example.com/p' }, { sandbox: false })
    expect(others).toEqual([])
    expect(issue).toMatchObject({ rule: 'https_only', message: 'Expected https://; found http://.' })
    expect(rules('http://localhost:3000/plans')).toEqual(['https_only', 'public_host'])
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'app']) {
      expect(rules(`http://${host}/plans`, true)).toEqual([])
    }
  })

  it('prints the punycode form of a host in Chinese', () => {
    const [issue] = rule({ notify_url: 'https://支付.中国/plans' }, { sandbox: false })
    expect(issue).toEqual({
      path: '/notify_url',
      rule: 'normal_form',
      message: 'Write it in its normal form: https://xn--bnq875c.xn--fiqs8s/plans',
      expected: 'https://xn--bnq875c.xn--fiqs8s/plans',
    })
  })

  it('leaves a value that is not a string to the schema', () => {
    expect(rules(7)).toEqual([])
    expect(rules(undefined)).toEqual([])
  })
})
