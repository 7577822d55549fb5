import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { createSigner, createVerifier } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { uploadImage as brandUpload } from '@wxdp/core/brand/coupon'
import { uploadImage } from '@wxdp/core/partner/coupon'
import type { FetchInit } from '@wxdp/fetch'
import { createImageUploader } from '@wxdp/fetch/coupon'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { signedResponse } from '@wxdp-internal/fixtures/messages'
import { afterEach, describe, expect, it, vi } from 'vitest'

const image = 'https://img.example.com/coupon/item.png'
const verifier = createVerifier({ keys: { [keys.platform.serialNo]: keys.platform.publicKey } })
const signer = createSigner(keys.merchant)
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...randomBytes(1000)])
const jpg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const bmp = utf8('BM and more')
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What a server makes of an upload. */
async function read({ headers, body }: Pick<FetchInit, 'headers' | 'body'>) {
  const form = await new Response(body ?? null, { headers }).formData()
  const [meta, file] = [form.get('meta'), form.get('file')] as [string | File, File]
  const text = typeof meta === 'string' ? meta : await meta.text()
  return { names: [...form.keys()], meta: text, file, content: new Uint8Array(await file.arrayBuffer()) }
}

/** A transport that responds as WeChat Pay does, and keeps what it was called with. */
function server(responses: readonly (() => Response | Promise<Response>)[] = []) {
  const sent: { url: string; init: FetchInit }[] = []
  const fetch = async (url: string, init: FetchInit) => {
    sent.push({ url, init })
    return (responses[sent.length - 1] ?? (() => signedResponse(JSON.stringify({ image_url: image }))))()
  }
  const wait = async (): Promise<void> => {}
  return { sent, uploader: createImageUploader({ signer, verifier, fetch, wait }) }
}

const issueOf = (error: unknown) => (error as { issues: readonly { path: string; rule: string }[] }).issues

describe('an upload', () => {
  it('has two parts: the meta that is signed, byte for byte, and the file', async () => {
    const { sent, uploader } = server()
    const output = await uploader.upload(uploadImage, { filename: '商品 1.png', content: png })
    expect(output).toEqual({ image_url: image })
    const [{ url, init } = expect.unreachable()] = sent
    expect([init.method, new URL(url).pathname]).toEqual([
      'POST',
      '/v3/marketing/partner/product-coupon/media/upload-image',
    ])
    const { names, meta, file, content } = await read(init)
    expect(names).toEqual(['meta', 'file'])
    expect(meta).toBe(JSON.stringify({ filename: '商品 1.png', sha256: sha256(png) }))
    expect([file.name, file.type]).toEqual(['商品 1.png', 'image/png'])
    expect(Buffer.from(content).equals(png)).toBe(true)
    expect(init.headers.Accept).toBe('application/json')
    await verifyAuthorization({
      authorization: init.headers.Authorization ?? '',
      method: 'POST',
      target: '/v3/marketing/partner/product-coupon/media/upload-image',
      body: utf8(meta),
      findKey: () => keys.merchant.publicKey,
    })
  })

  it('is written as the documentation shows it', async () => {
    const { sent, uploader } = server()
    await uploader.upload(uploadImage, { filename: 'a.bmp', content: bmp })
    const { headers, body } = sent[0]?.init ?? expect.unreachable()
    const boundary = `wxdp-${sha256(bmp)}`
    expect(headers['Content-Type']).toBe(`multipart/form-data; boundary=${boundary}`)
    expect(new TextDecoder().decode(body)).toBe(
      [
        `--${boundary}`,
        'Content-Disposition: form-data; name="meta"',
        'Content-Type: application/json',
        '',
        JSON.stringify({ filename: 'a.bmp', sha256: sha256(bmp) }),
        `--${boundary}`,
        'Content-Disposition: form-data; name="file"; filename="a.bmp"',
        'Content-Type: image/bmp',
        '',
        'BM and more',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    )
  })

  it.each<[string, unknown]>([
    ['bytes', jpg],
    ['a Blob', new Blob([jpg])],
    ['a File', new File([jpg], 'x')],
    ['a web stream', new Blob([jpg]).stream()],
    [
      'an iterable',
      (async function* () {
        for (const byte of jpg) yield Uint8Array.of(byte)
      })(),
    ],
    ['a Buffer that is a part of a larger one', Buffer.concat([Buffer.alloc(9), jpg]).subarray(9)],
  ])('takes %s', async (_, content) => {
    const { sent, uploader } = server()
    await uploader.upload(uploadImage, { filename: 'A.JPG', content: content as Uint8Array })
    const { content: received, file } = await read(sent[0]?.init ?? expect.unreachable())
    expect([...received]).toEqual([...jpg])
    expect(file.type).toBe('image/jpeg')
  })

  describe('of an async iterable', () => {
    afterEach(() => vi.unstubAllGlobals())

    it('needs no ReadableStream.from, which edges lack', async () => {
      const without = new Proxy(ReadableStream, {
        get: (target, name) => (name === 'from' ? undefined : Reflect.get(target, name)),
      })
      vi.stubGlobal('ReadableStream', without)
      const { sent, uploader } = server()
      const inPieces = async function* () {
        for (const byte of jpg) yield Uint8Array.of(byte)
      }
      for (const content of [inPieces(), { stream: inPieces }])
        await uploader.upload(uploadImage, { filename: 'a.jpg', content })
      for (const { init } of sent) expect([...(await read(init)).content]).toEqual([...jpg])
      expect(sent).toHaveLength(2)
    })

    it('takes no more of it than is needed, and ends it', async () => {
      let ended = false
      const yielded: number[] = []
      const endlessly = async function* () {
        try {
          for (;;) {
            yielded.push(1)
            yield new Uint8Array(1024 * 1024).fill(0x89)
          }
        } finally {
          ended = true
        }
      }
      const { uploader } = server()
      const upload = uploader.upload(uploadImage, { filename: 'a.png', content: endlessly() })
      await expect(upload).rejects.toMatchObject({ code: 'CORE_INPUT_INVALID' })
      expect([yielded.length, ended]).toEqual([3, true])
    })

    it('that needs no end is left as it is', async () => {
      const chunk = new Uint8Array(1024 * 1024).fill(0x89)
      const content = {
        [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false as const, value: chunk }) }),
      }
      const { uploader } = server()
      const upload = uploader.upload(uploadImage, { filename: 'a.png', content })
      await expect(upload).rejects.toMatchObject({ code: 'CORE_INPUT_INVALID' })
    })

    it('that fails ends the upload with its error', async () => {
      const { sent, uploader } = server()
      const content = (async function* () {
        yield jpg
        throw new Error('torn')
      })()
      await expect(uploader.upload(uploadImage, { filename: 'a.jpg', content })).rejects.toThrow('torn')
      expect(sent).toEqual([])
    })
  })

  it('is sent again with the same bytes and another signature', async () => {
    const { sent, uploader } = server([() => new Response('busy', { status: 503 })])
    await uploader.upload(uploadImage, { filename: 'a.png', content: png })
    const [one, two] = sent.map(({ init }) => init)
    expect(sent).toHaveLength(2)
    expect(Buffer.from(one?.body ?? []).equals(two?.body ?? new Uint8Array())).toBe(true)
    expect(one?.headers.Authorization).not.toBe(two?.headers.Authorization)
  })

  it('does not disturb others at the same time, the same image included', async () => {
    // No response comes before all three are under way.
    let arrived = 0
    let open = (): void => {}
    const all = new Promise<void>((resolve) => {
      open = resolve
    })
    const respond = async (): Promise<Response> => {
      arrived += 1
      if (arrived === 3) open()
      await all
      return signedResponse(JSON.stringify({ image_url: image }))
    }
    const { sent, uploader } = server([respond, respond, respond])
    const files = [png, jpg, png].map((content, i) => ({ filename: i === 1 ? 'a.jpg' : 'a.png', content }))
    await Promise.all(files.map((file) => uploader.upload(uploadImage, file)))
    const received = await Promise.all(sent.map(({ init }) => read(init)))
    expect(received.map(({ content }) => sha256(content)).sort()).toEqual([png, jpg, png].map(sha256).sort())
  })

  it('of a brand goes to its own path, and by the runtime’s fetch', async () => {
    const bodies: Buffer[] = []
    const http = createServer(async (request, response) => {
      for await (const chunk of request) bodies.push(chunk)
      const reply = await signedResponse(JSON.stringify({ image_url: image }))
      response
        .writeHead(reply.status, Object.fromEntries(reply.headers))
        .end(Buffer.from(await reply.arrayBuffer()))
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const { port } = http.address() as { port: number }
    const { mchid: _, ...key } = keys.merchant as typeof keys.merchant & { mchid: string }
    const uploader = createImageUploader({
      signer: createSigner({ ...key, brandId: '40001' }),
      verifier,
      hosts: [`http://127.0.0.1:${port}`],
      sandbox: true,
    })
    expect(await uploader.upload(brandUpload, { filename: 'a.png', content: png })).toEqual({
      image_url: image,
    })
    expect(Buffer.concat(bodies).includes(Buffer.from(png))).toBe(true)
    http.close()
  })
})

describe('an image is refused', () => {
  const large = new Uint8Array(2 * 1024 * 1024 + 1).fill(0x89)
  it.each<[string, { filename: unknown; content: unknown }, string]>([
    ['that is empty', { filename: 'a.png', content: new Uint8Array() }, '/content image_size'],
    ['that is too large', { filename: 'a.png', content: large }, '/content image_size'],
    ['that is a stream without an end', { filename: 'a.png', content: endless() }, '/content image_size'],
    ['that is not what its name says', { filename: 'a.png', content: jpg }, '/content image_type'],
    ['of another type', { filename: 'a.gif', content: jpg }, '/filename regex'],
    ['without a name', { filename: undefined, content: jpg }, '/filename string'],
    ['whose name ends the header', { filename: 'a"\r\nX: 1.png', content: png }, '/filename regex'],
  ])('%s', async (_, file, expected) => {
    const { sent, uploader } = server()
    const error = await uploader.upload(uploadImage, file as never).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'CORE_INPUT_INVALID' })
    expect(issueOf(error).map(({ path, rule }) => `${path} ${rule}`)).toEqual([expected])
    expect(sent).toEqual([])
  })

  it.each([undefined, null, 'text', {}, 7, { stream: () => null }, { stream: () => ({}) }])(
    '%o',
    async (content) => {
      const { uploader } = server()
      await expect(
        uploader.upload(uploadImage, { filename: 'a.png', content } as never),
      ).rejects.toMatchObject({
        code: 'FETCH_OPTION_INVALID',
      })
    },
  )

  it('whose stream fails or whose call is aborted, with that reason', async () => {
    const { uploader } = server()
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error('torn')),
    })
    await expect(uploader.upload(uploadImage, { filename: 'a.png', content: broken })).rejects.toThrow('torn')
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(
      uploader.upload(uploadImage, { filename: 'a.png', content: endless() }, { signal }),
    ).rejects.toThrow('enough')
  })
})

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(0x89)) })
}
