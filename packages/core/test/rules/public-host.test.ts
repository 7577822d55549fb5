import { callbackUrlRule } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

const rule = callbackUrlRule('notify_url')
const issues = (notify_url: string, sandbox = false) => rule({ notify_url }, { sandbox })
const rules = (notify_url: string, sandbox = false) => issues(notify_url, sandbox).map((issue) => issue.rule)
const path = '/wechatpay/plans'

describe('the host of a callback URL', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'my.localhost',
    'intranet',
    'wiki.intranet',
    'com',
    'printer.local',
    'host.localdomain',
    'nas.lan',
    'erp.corp',
    'tv.home',
    'post.mail',
    'db.internal',
    'host.docker.internal',
    'metadata.google.internal',
    'router.home.arpa',
    '1.168.192.in-addr.arpa',
    'pay.default.svc',
    'pay.default.svc.cluster.local',
    'pay.default.svc.cluster.local.',
    'pay.service.consul',
    'pay.private',
    'pay.workgroup',
    'a.test',
    'a.example',
    'a.invalid',
    'a.onion',
    'a.alt',
  ])('refuses the host %s, which the internet cannot reach, except for a sandbox', (host) => {
    const value = new URL(`https://${host}${path}`).href
    expect(rules(value)).toEqual(['public_host'])
    expect(issues(value)[0]?.message).toContain('Use a public host')
    expect(rules(value, true)).toEqual([])
  })

  it.each([
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0.0.0.0',
    '10.255.255.255',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '203.0.113.9',
    '1.2.3.4',
    '8.8.8.8',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[2400:3200::1]',
    '[2606:4700::1111]',
    '[fc00::1]',
    '[fe80::1]',
  ])('refuses the address %s, public or not, except for a sandbox', (host) => {
    const value = new URL(`https://${host}${path}`).href
    expect(rules(value)).toEqual(['domain_name'])
    expect(issues(value)[0]?.message).toMatch(/^Expected a domain name; found the IP address /)
    expect(rules(value, true)).toEqual([])
  })

  it('refuses a dot at the end, with the name to use', () => {
    expect(issues(`https://pay.example.com.${path}`)).toEqual([
      {
        path: '/notify_url',
        rule: 'trailing_dot',
        message: 'Leave out the last dot: pay.example.com',
        found: 'pay.example.com.',
      },
    ])
  })

  it.each([
    'example.com',
    'pay.example.com',
    'localhost.com',
    'mylocal.com',
    'test.com',
    'lan.example.cn',
    'internal.example.com',
    'a.plan',
    'home.cn',
    'smart-home.com',
    'xn--fiqs8s.cn',
    '1.2.3.4.nip.io',
  ])('accepts the host %s', (host) => {
    expect(rules(`https://${host}${path}`)).toEqual([])
  })
})
