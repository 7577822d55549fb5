import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { codeOf } from '@wxdp-internal/fixtures'
import { expect, it } from 'vitest'
import { readRawBody } from '../../src/node/raw-body.ts'

const { signal } = new AbortController()

/** Reads a body that arrives in so many chunks of one byte. */
function readChunks(count: number): Promise<Uint8Array> {
  const stream = new PassThrough({ highWaterMark: 2 * count })
  const request = Object.assign(stream, { headers: {} }) as unknown as IncomingMessage
  const reading = readRawBody(request, {
    maxBytes: 65_536,
    signal,
    parsed: {},
    findParser: () => ({ name: '', remedy: '' }),
  })
  for (let i = 0; i < count; i += 1) stream.write('x')
  stream.end()
  return reading
}

it('reads a body of 4,096 chunks', async () => {
  expect((await readChunks(4096)).length).toBe(4096)
})

it('refuses a body of more chunks, however few its bytes are', async () => {
  expect(await codeOf(() => readChunks(4097))).toBe('NOTIFY_BODY_TOO_LARGE')
})
