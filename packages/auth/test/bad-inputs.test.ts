// Each bad input has its own result, the same on both providers and in the README.
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

it('the README lists the same results', async () => {
  const path = new URL('../README.md', import.meta.url)
  const readme = readFileSync(path, 'utf8')
  const tables = `${table('response or callback with', messageCases)}\n\n${table('sealed resource with', sealedCases)}`
  const [begin, end] = ['<!-- bad inputs -->', '<!-- /bad inputs -->']
  const before = readme.slice(0, readme.indexOf(begin) + begin.length)
  const after = readme.slice(readme.indexOf(end))
  expect(before.endsWith(begin) && after.startsWith(end)).toBe(true)
  // `vitest --update` rewrites it.
  await expect(`${before}\n\n${tables}\n\n${after}`).toMatchFileSnapshot(path.pathname)
})

/** A table with aligned columns, as the formatter writes it. */
function table(title: string, cases: readonly { input: string; result: string }[]): string {
  const rows = [
    [title, 'result'],
    ...cases.map(({ input, result }) => [input, result.startsWith('AUTH_') ? `\`${result}\`` : result]),
  ]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)))
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`
  const [head = '', ...lines] = rows.map((row) =>
    line(row.map((cell, i) => cell.padEnd(widths[i] as number))),
  )
  return [head, line(widths.map((width) => '-'.repeat(width))), ...lines].join('\n')
}
