// The clock changes platform certificates: the next one is listed, then signs, then the old one expires.
import { readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { createSandbox, type PlatformKeyMode, type SandboxOptions } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { describe, expect, it, vi } from 'vitest'
import { callerOf } from '../support/caller.ts'
import { connect, signerOf, year } from '../support/certificates.ts'
import { createBytes, platform } from '../support/platform-keys.ts'
import { day, start } from '../support/stage.ts'

/** Days after the first certificate, of five years. */
const end = 5 * 365
const listed = end - 180
const signs = end - 120

describe('platform certificates', () => {
  it('are changed by advance: listed 180 days before the end, signing 120 days before, then alone', async () => {
    const { box, list, opened } = await connect('certificates')
    let today = 0
    const goTo = async (to: number): Promise<void> => {
      await box.control.advance(`${to - today}d`)
      today = to
    }
    const serials = async (): Promise<string[]> => (await opened()).map(({ entry }) => entry.serial_no)
    const signers = async (): Promise<Set<string | null>> =>
      new Set([signerOf(await list()), signerOf(await list()), signerOf(await list())])
    const [first] = await serials()
    await goTo(listed - 1)
    expect(await serials()).toEqual([first])
    await goTo(listed)
    const [, second] = await serials()
    expect(await serials()).toEqual([first, second])
    expect(await signers()).toEqual(new Set([first]))
    await goTo(signs - 1)
    expect(await signers()).toEqual(new Set([first]))
    await goTo(signs)
    expect(await signers()).toEqual(new Set([first, second]))
    await goTo(end)
    expect(await serials()).toEqual([second])
    expect(await signers()).toEqual(new Set([second]))
    // The second one begins on the day on which it was listed.
    await goTo(listed + listed)
    expect(await serials()).toHaveLength(2)
  })

  it('are changed all the way, in order, by one turn of the clock over 50 years', async () => {
    const { box, opened, list } = await connect('both')
    await box.control.advance('18250d')
    const { keyring } = box.handlerSettings().verifier
    expect(keyring.serials()).toHaveLength(1 + 1 + Math.floor(18_250 / listed))
    const root = readCertificate(await box.rootCertificate())
    const certificates = (await opened()).map(({ pem }) => readCertificate(pem))
    for (const each of certificates) {
      await verifyIssuedBy(each, root, { now: () => box.control.now })
      expect(each.serialNo).toBe(keyring.serials().at(certificates.indexOf(each) - certificates.length))
    }
    const starts = certificates.map(({ notBefore }) => notBefore.getTime())
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    expect(certificates.map(({ serialNo }) => serialNo)).toContain(signerOf(await list()))
  })

  it('are changed at the next request if somebody else turns the clock', async () => {
    const { clock, opened } = await connect('certificates')
    clock.time += 12 * year
    const valid = (await opened()).map(({ pem }) => readCertificate(pem))
    expect(valid.length).toBeGreaterThan(0)
    for (const { notBefore, notAfter } of valid) {
      expect(notBefore.getTime()).toBeLessThanOrEqual(clock.time)
      expect(notAfter.getTime()).toBeGreaterThan(clock.time)
    }
  })

  it('that control has issued already are not issued again', async () => {
    const { box, opened } = await connect('certificates')
    await box.control.advance(`${listed - 10}d`)
    const early = await box.control.issueCertificate()
    await box.control.advance('20d')
    expect((await opened()).map(({ entry }) => entry.serial_no).at(-1)).toBe(early)
    expect(box.handlerSettings().verifier.keyring.serials()).toHaveLength(3)
    await box.control.rollOver()
    await box.control.advance(`${end - listed}d`)
    expect((await opened()).map(({ entry }) => entry.serial_no)).toEqual([early])
  })

  it.each<PlatformKeyMode>(['certificates', 'both'])('with a seed, repeat exactly: %s', async (mode) => {
    const run = async (): Promise<string[]> => {
      const more = [keys.platformCertificate, keys.merchant, keys.brand].map(({ privateKey }) => privateKey)
      const options: SandboxOptions = {
        ...{ now: () => start, rng: createBytes(), platformKeys: mode },
        platform: { ...platform, certificateKeys: more },
        deliver: async () => new Response(null, { status: 204 }),
      }
      const box = await createSandbox(options)
      const seen: string[] = []
      const note = async (request: Request): Promise<Response> => {
        const response = await box.fetch(request)
        seen.push(JSON.stringify([...response.headers]), await response.clone().text())
        return response
      }
      const call = await callerOf({ ...box, fetch: note } as typeof box, 'partner')
      for (let i = 0; i < 10; i++) {
        await box.control.advance('350d')
        await call('GET', '/v3/certificates')
        seen.push(
          ...(await box.control.sendNotification('https://x.cn/a', content)).map((each) =>
            JSON.stringify(each),
          ),
        )
      }
      return [...seen, ...box.handlerSettings().verifier.keyring.serials()]
    }
    const first = await run()
    expect(first.length).toBeGreaterThan(20)
    expect(await run()).toEqual(first)
  })

  it('that cannot be made are reported, and the clock goes on', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const certificateKeys = [keys.platformCertificate.privateKey, '-----BEGIN nothing-----']
    const box = await createSandbox({
      ...{ platform: { ...platform, certificateKeys }, platformKeys: 'certificates', now: () => start },
    })
    await box.control.advance(`${end}d`)
    expect(box.control.now).toBe(start + end * day)
    expect(log).toHaveBeenCalledOnce()
    expect(log.mock.calls[0]?.[0]).toBe('@wxdp/sandbox: a platform certificate was not issued:')
    log.mockRestore()
  })
})

const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
