// What a server, or a proxy in its place, can send without end: memory and time of a call stay bounded. Real sockets.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createGzip, gzipSync } from 'node:zlib'
import { setNotifyUrl } from '@wxdp/core/partner'
import { describe, expect, it, onTestFinished } from 'vitest'
import { respondSuccess, serve, serveBytes } from '../support/servers.ts'
import { errorOf, input, output, setup } from '../support/setup.ts'

const MiB = 1024 * 1024
setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** The code with which a call ends, and the most memory beyond the start, in bytes. */
async function costOf(url: string, options = {}) {
  const { client } = setup({
    hosts: [url],
    sandbox: true,
    attempts: 1,
    // Far more than it takes: a busy machine, and garbage collected again and again.
    timeout: 50_000,
    deadline: 50_000,
    clock: () => performance.now(),
    ...options,
  })
  collectGarbage()
  const used = (): number => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = used()
  let peak = 0
  const sample = setInterval(() => {
    collectGarbage()
    peak = Math.max(peak, used() - before)
  }, 250)
  onTestFinished(() => clearInterval(sample))
  const { code } = await errorOf(client.call(setNotifyUrl, input))
  clearInterval(sample)
  return { code, peak }
}

describe('a response', () => {
  it('of 1 MiB in chunks of one byte costs no more than its bound allows', async () => {
    const chunks = Buffer.from('1\r\nx\r\n'.repeat(64 * 1024))
    const served = await serveBytes(async (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
      for (let at = 0; at < 17; at++) {
        if (!socket.write(chunks)) await new Promise((resolve) => socket.once('drain', resolve))
      }
      socket.end('0\r\n\r\n')
    })
    const { code, peak } = await costOf(served.url)
    expect(code).toBe('FETCH_BODY_TOO_LARGE')
    expect(peak).toBeLessThan(24 * MiB)
  })

  it('that is a bomb of gzip, 1000 to 1, is given up at maxBytes', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * MiB))
    expect(bomb.length).toBeLessThan(MiB / 8)
    const { url } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    )
    const { code, peak } = await costOf(url)
    expect(code).toBe('FETCH_BODY_TOO_LARGE')
    expect(peak).toBeLessThan(32 * MiB)
  })

  it('that never ends is given up at maxBytes, and its connection is closed', async () => {
    const part = Buffer.alloc(64 * 1024, 'x')
    const endless = await serve((_, response) => {
      response.writeHead(200)
      const more = (): void => {
        while (!response.destroyed && response.write(part));
      }
      response.on('drain', more)
      more()
    })
    const { code, peak } = await costOf(endless.url)
    expect(code).toBe('FETCH_BODY_TOO_LARGE')
    expect(peak).toBeLessThan(16 * MiB)
    await endless.disconnected
  })

  it('that never ends as gzip is given up, too', async () => {
    const endless = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      const gzip = createGzip()
      gzip.pipe(response)
      const zeros = Buffer.alloc(MiB)
      const more = (): void => {
        if (response.destroyed) gzip.destroy()
        else gzip.write(zeros, () => setImmediate(more))
      }
      more()
    })
    const { code, peak } = await costOf(endless.url)
    expect(code).toBe('FETCH_BODY_TOO_LARGE')
    expect(peak).toBeLessThan(24 * MiB)
    await endless.disconnected
  })

  it('whose headers trickle without end is given up at the time limit', async () => {
    const drip = await serveBytes((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => socket.write('X: y\r\n'), 10)
      socket.on('close', () => clearInterval(timer))
    })
    const { code, peak } = await costOf(drip.url, { timeout: 500 })
    expect(code).toBe('FETCH_TIMEOUT')
    expect(peak).toBeLessThan(4 * MiB)
    await drip.disconnected
  })

  it('of endless headers, as fast as they go, is given up', async () => {
    const flood = await serveBytes(async (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const lines = Buffer.from('X-Header: yyyyyyyyyyyyyyyy\r\n'.repeat(1000))
      while (!socket.destroyed) {
        if (!socket.write(lines))
          await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve))
      }
    })
    const { code, peak } = await costOf(flood.url, { timeout: 2000 })
    expect(['FETCH_NETWORK', 'FETCH_TIMEOUT']).toContain(code)
    expect(peak).toBeLessThan(8 * MiB)
  })

  it('before it, endless interim responses end at the time limit', async () => {
    const interim = await serveBytes((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5)
      socket.on('close', () => clearInterval(timer))
    })
    const { code } = await costOf(interim.url, { timeout: 500 })
    expect(code).toBe('FETCH_TIMEOUT')
  })
})

it('a call after all these still works', async () => {
  const { url } = await serve(respondSuccess)
  await expect(setup({ hosts: [url], sandbox: true }).client.call(setNotifyUrl, input)).resolves.toEqual(
    output,
  )
})
