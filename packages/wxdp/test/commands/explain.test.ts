import { describe, expect, it } from 'vitest'
import { programTexts } from '../../src/commands/program-texts.ts'
import { inside, wxdp } from '../support/program.ts'

describe('wxdp explain', () => {
  it('explains a code, and exits with 0', async () => {
    const { code, stdout, stderr } = await wxdp(['explain', 'sign_error'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^SIGN_ERROR: WeChat Pay rejected the signature of the request\./)
  })

  it('explains the business cause of a Request-ID, in Chinese', async () => {
    const { code, stdout } = await wxdp(['--lang', 'zh', 'explain', '08F1CCA90610F20618E2E4-268585869'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^268585869: 品牌没有商家名片/)
    expect(stdout).toMatch(/^PARAM_ERROR: 参数错误。/m)
  })

  it('exits with 1 if nothing is known, and shows no control characters', async () => {
    const { code, stdout, stderr } = await wxdp(['explain', 'NOTHING\u001b[31m'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^Nothing is known about NOTHING\\u\{1b\}\[31m\./)
    expect((await inside(['explain', 'constructor', '--lang', 'zh'])).stderr).toMatch(
      /^没有 constructor 的说明。/,
    )
  })

  it.each(Object.keys(programTexts))('explains its own code %s', async (own) => {
    for (const [language, form] of [
      ['en', /^WXDP_\w+: [A-Z].*\.\n {2}https:\S+#wxdp_\w+$/],
      ['zh', /^WXDP_\w+: .*[\u4e00-\u9fff].*。?\n {2}https:\S+#wxdp_\w+$/],
    ] as const) {
      const { code, stdout } = await inside(['explain', own, '--lang', language])
      expect(code).toBe(0)
      expect(stdout.trim()).toMatch(form)
    }
  })

  it('prints JSON', async () => {
    const known = await inside(['explain', '268585869', '--json'])
    expect(JSON.parse(known.stdout)).toMatchObject({ asked: '268585869', known: true })
    const unknown = await inside(['explain', '1', '--json'])
    expect(unknown).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(unknown.stdout)).toEqual({ asked: '1', known: false, text: null })
  })
})
