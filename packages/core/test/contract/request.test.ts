import { CoreError, defineEndpoint, type Endpoint, toRequest } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { issuesOf, thrownIssues } from '../support/issues-of.ts'

const url = 'https://pay.example.com/wechatpay/plans'
const text = (body: Uint8Array): string => new TextDecoder().decode(body)

describe('toRequest', () => {
  it('expands the path, serialises the other fields once, and changes nothing else', () => {
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

  it('puts the other fields of a GET into the query, percent-encoded, and sends no body', () => {
    const request = toRequest(list, { thing_id: "a/b'", name: "中 &=+!'()*", limit: 3, all: false })
    expect(request.target).toBe(
      '/v3/things/a%2Fb%27?name=%E4%B8%AD%20%26%3D%2B%21%27%28%29%2A&limit=3&all=false',
    )
    expect(request.headers).toEqual({ Accept: 'application/json' })
    expect(request.body).toHaveLength(0)
    expect(toRequest(list, { thing_id: 'x', name: undefined }).target).toBe('/v3/things/x')
  })

  it('for any string, makes a target that a URL parser does not change, or refuses it', () => {
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

  it.each(['', '.', '..'])('refuses the path field %j, which a URL parser would remove', (thing_id) => {
    expect(issuesOf(() => toRequest(list, { thing_id }))).toEqual(['/thing_id path_segment'])
  })

  it('sends no body when all fields are in the path', () => {
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

  it('round-trips any JSON that it accepts', () => {
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

  it('refuses a query field that is not a string, number or boolean', () => {
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

  it('refuses any invalid input with a CoreError and nothing else', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(() => toRequest(setNotifyUrl, input as never)).toThrow(CoreError)
      }),
    )
  })

  it('reports every problem at once, with its page', () => {
    const run = () =>
      toRequest(setNotifyUrl, { sp_mchid: 'x', notify_url: 'http://10.0.0.1?a#b', more: 1 } as never)
    expect(issuesOf(run)).toEqual([
      '/sp_mchid regex',
      '/more unknown_field',
      '/notify_url path_required',
      '/notify_url no_query',
      '/notify_url no_fragment',
      '/notify_url https_only',
      '/notify_url domain_name',
    ])
    expect(run).toThrow(expect.objectContaining({ code: 'CORE_INPUT_INVALID' }))
    expect(run).toThrow(
      /^setNotifyUrl: nothing was sent\. \/sp_mchid: Expected a merchant id of 1 to 32 digits\./,
    )
    expect(thrownIssues(run)[0]?.page).toBe('https://pay.weixin.qq.com/doc/v3/partner/4016184598')
  })
})
