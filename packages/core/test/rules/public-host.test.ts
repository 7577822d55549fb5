import { callbackUrlRule } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

const rule = callbackUrlRule('notify_url')
const rules = (notify_url: string, sandbox = false) =>
  rule({ notify_url }, { sandbox }).map((issue) => issue.rule)
const path = '/wechatpay/plans'

describe('the host of a callback URL', () => {
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
  ])('refuses the host %s, which the internet cannot reach, except for a sandbox', (host) => {
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
  ])('accepts the host %s', (host) => {
    expect(rules(`https://${host}${path}`)).toEqual([])
  })
})
