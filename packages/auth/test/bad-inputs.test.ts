// Each bad input has its own result, the same on both providers and on the page in docs.
import { createDecipheriv, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createVerifier, openResource, type SealedResource, type SignedMessage } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import { keys } from '@wxdp-internal/fixtures'
import {
  genuineBody,
  genuineNonce,
  genuineSealed,
  type Message,
  messageCases,
  sealedCases,
  sealedKey,
  signedAt,
} from '@wxdp-internal/fixtures/bad-inputs'
import { describe, expect, it, vi } from 'vitest'
import { inChinese } from './support/bad-inputs-zh.ts'

const { merchant } = keys
const platformSerial = keys.platform.serialNo
const { privateKey } = merchant
const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string

/** The given word, or the code of the error that the call throws. */
async function resultOf(good: string, run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run()
    return good
  } catch (error) {
    return (error as { code?: unknown }).code ?? error
  }
}

describe('a response or callback with', () => {
  it.each(messageCases)('$input: $result', async ({ result, signs = genuineBody, change, late = 0 }) => {
    const signature = await signMessage({
      body: signs,
      serialNo: platformSerial,
      privateKey,
      timestamp: signedAt,
      nonce: genuineNonce,
    })
    const headers = Object.entries(signature).map(([name, value]) => [name.toLowerCase(), value])
    const genuine: Message = { headers: Object.fromEntries(headers), body: signs }
    const changed = change?.(genuine) ?? genuine
    // Without a real change, the test would prove nothing.
    if (change) expect(changed).not.toEqual(genuine)
    const now = () => (signedAt + late) * 1000
    const verifier = createVerifier({ keys: { [platformSerial]: publicKey }, now })
    expect(await resultOf('accepted', () => verifier.verify(changed as SignedMessage))).toBe(result)
  })
})

describe('a sealed resource with', () => {
  it.each(sealedCases)('$input: $result', async ({ result, sealed, key = sealedKey }) => {
    const changed = { ...genuineSealed, ...sealed } as SealedResource
    if (sealed) expect(changed).not.toEqual(genuineSealed)
    expect(await resultOf('opened', () => openResource(key, changed))).toBe(result)
  })

  it('a wrong tag leaves no plaintext in memory', async () => {
    const decipher = Object.getPrototypeOf(createDecipheriv('aes-256-gcm', sealedKey, Buffer.alloc(12)))
    const update = vi.spyOn(decipher, 'update')
    try {
      const opened = await openResource(sealedKey, genuineSealed)
      const wrong = sealedCases.filter(({ result }) => result === 'AUTH_OPEN_FAILED')
      for (const { sealed, key = sealedKey } of wrong) {
        await resultOf('opened', () => openResource(key, { ...genuineSealed, ...sealed } as SealedResource))
      }
      expect(update.mock.calls.length > 0).toBe(process.env.WXDP_PROVIDER === 'node')
      // The web provider decrypts in one step. Node returns plaintext before it checks the tag.
      const [first, ...others] = update.mock.results.map(({ value }) => value as Buffer)
      expect(first ?? opened).toEqual(opened)
      expect(others).toHaveLength(first ? wrong.length : 0)
      for (const plaintext of others) expect(plaintext.every((byte) => byte === 0)).toBe(true)
    } finally {
      update.mockRestore()
    }
  })
})

const inEnglish = (name: string): string => name

it.each([
  ['en', inEnglish],
  ['zh', inChinese],
] as const)('the page lists the same results: %s', async (language, translate) => {
  const path = new URL(`../../../docs/${language}/reference/bad-inputs.md`, import.meta.url)
  const page = readFileSync(path, 'utf8')
  const tables = [
    table('response or callback with', messageCases, translate),
    table('sealed resource with', sealedCases, translate),
  ].join('\n\n')
  const [begin, end] = ['<!-- bad inputs -->', '<!-- /bad inputs -->']
  const before = page.slice(0, page.indexOf(begin) + begin.length)
  const after = page.slice(page.indexOf(end))
  expect(before.endsWith(begin) && after.startsWith(end)).toBe(true)
  // `vitest --update` rewrites it.
  await expect(`${before}\n\n${tables}\n\n${after}`).toMatchFileSnapshot(path.pathname)
})

/** A table with aligned columns, as the formatter writes it. */
function table(
  title: string,
  cases: readonly { input: string; result: string }[],
  translate: (name: string) => string,
): string {
  const rows = [
    [translate(title), translate('result')],
    ...cases.map(({ input, result }) => [
      translate(input),
      result.startsWith('AUTH_') ? `\`${result}\`` : translate(result),
    ]),
  ]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => widthOf(row[column] as string))))
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`
  const [head = '', ...lines] = rows.map((row) =>
    line(row.map((cell, i) => cell + ' '.repeat((widths[i] as number) - widthOf(cell)))),
  )
  return [head, line(widths.map((width) => '-'.repeat(width))), ...lines].join('\n')
}

/** A Chinese character is as wide as two Latin ones. */
function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[\u2e80-\uffef]/.test(char) ? 2 : 1), 0)
}
