import { describe, expect, it } from 'vitest'
import { callbackUrl } from '../../src/endpoints/callback-url.ts'

describe('a callback URL', () => {
  it.each([
    'https://pay.example.com/p',
    'https://pay.example.com:8443/p/',
    'https://203.1.2.3/p',
    'https://100.128.0.1/p',
    'https://172.32.0.1/p',
    'https://[2409:8c00::1]/p',
    // Loopback is the sandbox's own exception.
    'http://127.0.0.1:3000/p',
    'https://127.0.0.1/p',
    'http://127.1:3000/p',
    'http://localhost:3000/p',
    'http://app.localhost/p',
    'http://[::1]:3000/p',
  ])('may be %s', (url) => {
    expect(callbackUrl(url)).toBeUndefined()
  })

  it.each([
    ['http://pay.example.com/p', 'it must begin with https://'],
    ['http://192.168.1.2/p', 'it must begin with https://'],
    ['http://localhost.example.com/p', 'it must begin with https://'],
    ['ftp://pay.example.com/p', 'it must be an absolute URL'],
    ['HTTPS://pay.example.com/p', 'it must be an absolute URL'],
    ['pay.example.com/p', 'it must be an absolute URL'],
    ['https://', 'it must be an absolute URL'],
    ['https://10.1.2.3/p', 'its host must be reachable from the internet'],
    ['https://192.168.1.2/p', 'its host must be reachable from the internet'],
    ['https://172.16.0.1/p', 'its host must be reachable from the internet'],
    ['https://172.31.255.255/p', 'its host must be reachable from the internet'],
    ['https://169.254.169.254/p', 'its host must be reachable from the internet'],
    ['https://100.64.0.1/p', 'its host must be reachable from the internet'],
    ['https://0.0.0.0/p', 'its host must be reachable from the internet'],
    ['https://224.0.0.1/p', 'its host must be reachable from the internet'],
    ['https://[fd00::1]/p', 'its host must be reachable from the internet'],
    ['https://[fe80::1]/p', 'its host must be reachable from the internet'],
    ['https://[::ffff:10.0.0.1]/p', 'its host must be reachable from the internet'],
    ['https://0x0a000001/p', 'its host must be reachable from the internet'],
    ['https://pay.example.com', 'it must have a path'],
    ['https://pay.example.com/', 'it must have a path'],
    ['https://pay.example.com/p?', 'it must have no query parameters'],
    ['https://pay.example.com/p?a=1', 'it must have no query parameters'],
    ['https://pay.example.com/p#a', 'it must have no fragment and no credentials'],
    ['https://me:pw@pay.example.com/p', 'it must have no fragment and no credentials'],
    ['', 'it must be a non-empty string'],
    [1, 'it must be a non-empty string'],
    [`https://pay.example.com/${'a'.repeat(233)}`, 'it must have at most 256 bytes; found 257'],
  ])('must not be %s', (url, issue) => {
    expect(callbackUrl(url)?.en).toBe(issue)
    expect(callbackUrl(url)?.zh).toMatch(/[\u4e00-\u9fff]/)
  })
})
