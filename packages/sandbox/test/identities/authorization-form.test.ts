import { describe, expect, it } from 'vitest'
import { describeForm } from '../../src/identities/authorization-form.ts'

const scheme = 'WECHATPAY2-SHA256-RSA2048'

describe('describeForm', () => {
  it.each([
    ['Bearer x', 'the scheme is not one of WeChat Pay'],
    [`"${scheme}" mchid="1"`, 'the scheme is not one of WeChat Pay'],
    [`${scheme} mchid="1",\nnonce_str="2"`, 'it contains a line break'],
    [`${scheme} mchid=“1”，nonce_str="2"`, 'it contains full-width punctuation'],
    [`${scheme} mchid='1',nonce_str='2'`, 'it has single quotes instead of double quotes'],
    [`${scheme} mchid=1,nonce_str=2`, 'a value is not in double quotes'],
    [`${scheme} mchid="1", nonce_str="2"`, 'there is a space beside a comma'],
    [`${scheme} mchid="1" ,nonce_str="2"`, 'there is a space beside a comma'],
    [`${scheme}  mchid="1"`, 'there is more than one space after the scheme'],
    [
      `${scheme} mchid="1",nonce_str="a, b"`,
      'mchid (of a brand: brand_id), nonce_str, signature, timestamp and serial_no must occur once each, separated by commas',
    ],
  ])('of %j says that %s', (value, expected) => {
    expect(describeForm(value).en).toBe(`The format of Authorization is wrong: ${expected}.`)
    expect(describeForm(value).zh).toMatch(/^Authorization格式错误：/)
  })
})
