import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { version } from '../../package.json'
import { inside, wxdp } from '../support/program.ts'

const chinese = /[\u4e00-\u9fff]/

/** Lines of help without Chinese: of arguments, options and commands, but for names of files and of settings. */
function untranslated(help: string): string[] {
  return help
    .split('\n')
    .filter((line) => /^ {2}\S/.test(line) && !chinese.test(line))
    .filter((line) => !/\.pem \[\w+\]$|^ {2}[A-Z0-9_、]+$/.test(line))
}

describe('the program', () => {
  it('prints its help, its commands and its exit codes, in either language', async () => {
    const [english, none, translated] = await Promise.all([
      wxdp(['--help']),
      wxdp([]),
      wxdp(['--help', '--lang', 'zh']),
    ])
    expect(english).toMatchObject({ code: 0, stderr: '' })
    expect(english.stdout).toMatch(/^Usage: wxdp/)
    for (const code of [0, 1, 2, 3, 4, 5, 70, 130])
      expect(english.stdout).toMatch(new RegExp(`^ {2}${code} +\\w`, 'm'))
    expect(english.stdout).not.toMatch(chinese)
    expect(none).toEqual(english)
    expect(translated).toMatchObject({ code: 0, stderr: '' })
    expect(translated.stdout).toMatch(/^用法：/)
    expect(untranslated(translated.stdout)).toEqual([])
  })

  it.each([
    ['explain'],
    ['doctor'],
    ['sandbox'],
    ['completion'],
    ['demo'],
    ['reconcile'],
    ['listen'],
    ['plans'],
    ['plans', 'list'],
    ['plans', 'get'],
    ['plans', 'submit'],
    ['plans', 'create'],
    ['plans', 'update'],
    ['notify-url'],
    ['notify-url', 'set'],
    ['coupons'],
    ['coupons', 'create'],
    ['coupons', 'update'],
    ['coupons', 'upload'],
    ['coupons', 'notify-url'],
    ['coupons', 'notify-url', 'get'],
    ['batches'],
    ['batches', 'list'],
    ['batches', 'budget'],
    ['user-coupons'],
    ['user-coupons', 'use'],
    ['user-coupons', 'deactivate'],
    ['user-coupons', 'reconcile'],
    ['callback'],
    ['callback', 'verify'],
    ['callback', 'open'],
    ['callback', 'send'],
    ['callback', 'resend'],
  ])('has help for %j in both languages', async (...command) => {
    const english = await inside([...command, '--help'])
    expect(english).toMatchObject({ code: 0, stderr: '' })
    expect(english.stdout).not.toMatch(chinese)
    const translated = await inside([...command, '--help', '--lang', 'zh'])
    expect(untranslated(translated.stdout)).toEqual([])
  })

  it('prints its version', async () => {
    expect(await wxdp(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  it.each([
    [['exlain'], /^WXDP_USAGE: Unknown command 'exlain'\. Did you mean explain\? Add --help/],
    [['explain'], /^WXDP_USAGE: Missing required argument 'code'\. Add --help/],
    [['explain', 'A', 'B'], /^WXDP_USAGE: Too many arguments/],
    [['explain', 'A', '--jsno'], /^WXDP_USAGE: Unknown option '--jsno'\. Did you mean --json\?/],
    [['--lang', 'fr', 'explain', 'A'], /^WXDP_USAGE: Option '--lang <language>' argument 'fr' is invalid/],
    [['exlain', '--lang=zh'], /^WXDP_USAGE: 没有命令 exlain。是否想输入 explain？加上 --help/],
    [['explain', '--lang', 'zh'], /^WXDP_USAGE: 缺少参数 code。加上 --help/],
    [['explain', '--lang', 'zh', 'A', 'B'], /^WXDP_USAGE: 参数过多。/],
    [['explain', '--lang', 'zh', '--x'], /^WXDP_USAGE: 没有参数 --x。/],
    [['--lang', 'zh-'], /^WXDP_USAGE: 参数 --lang <language> 的值不正确。/],
    [['callback'], /^WXDP_USAGE: A command is missing\. Add --help/],
    [['callback', '--lang', 'zh'], /^WXDP_USAGE: 请指定命令。/],
    [['explain', 'A', '--lang'], /^WXDP_USAGE: Option '--lang <language>' argument missing/],
  ])('refuses %j in one line', async (args, expected) => {
    const { code, stdout, stderr } = await inside(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(expected)
    expect(stderr.trimEnd()).not.toContain('\n')
  })

  it('exits with 2 if the command line is wrong', async () => {
    expect(await wxdp(['explain', '--wrong'])).toMatchObject({ code: 2, stdout: '' })
  })

  it('takes the language from the locale, and --lang before it', async () => {
    const chineseHelp = await inside(['--help'], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(chineseHelp.stdout).toMatch(/^用法：/)
    const first = await inside(['--help'], { env: { LC_ALL: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' } })
    expect(first.stdout).toMatch(/^Usage/)
    const asked = await inside(['--help', '--lang', 'en'], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(asked.stdout).toMatch(/^Usage/)
  })

  it('colours only for terminals, and never with NO_COLOR', async () => {
    const colour = '\u001b['
    expect((await inside(['--help'], { isTTY: true })).stdout).toContain(colour)
    expect((await inside(['--help'])).stdout).not.toContain(colour)
    expect((await inside(['--help'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(colour)
    for (const env of [
      { NO_COLOR: '1' },
      { NO_COLOR: '1', FORCE_COLOR: '1' },
      { TERM: 'dumb' },
      { FORCE_COLOR: '0' },
    ]) {
      expect((await inside(['--help'], { isTTY: true, env })).stdout).not.toContain(colour)
    }
  })

  it('exits with 70 for a bug, and does not hide it', async () => {
    const stdin = new Readable({
      read() {
        this.destroy(new Error('out of order'))
      },
    })
    const ended = await inside(['callback', 'verify', '-'], { stdin })
    expect(ended).toEqual({ code: 70, stdout: '', stderr: 'Error: out of order\n' })
  })

  it.each([[['callback', 'verify', '-']], [['doctor']]])('stops at once: %j', async (args) => {
    const stop = new AbortController()
    const stdin = new Readable({ read() {} })
    const ended = inside(args, { stdin, signal: stop.signal, env: { WECHATPAY_HOST: 'http://127.0.0.1:9' } })
    stop.abort()
    expect(await ended).toMatchObject({ code: 130, stdout: '', stderr: expect.stringMatching(/^Stopped\./) })
  })
})
