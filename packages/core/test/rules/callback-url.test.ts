import { callbackUrlRule } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

describe('callbackUrlRule', () => {
  const rule = callbackUrlRule('notify_url')
  const rules = (value: unknown, sandbox = false) =>
    rule({ notify_url: value }, { sandbox }).map((issue) => issue.rule)

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

  it('leaves a value that is not a string to the schema', () => {
    expect(rules(7)).toEqual([])
    expect(rules(undefined)).toEqual([])
  })
})
