// The upload of an image: one body in two parts, of which only the first is signed.
import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import type { ClientOptions } from '@wxdp/fetch'
import { createImageUploader, type ImageFile } from '@wxdp/fetch/coupon'
import { utf8 } from '@wxdp-internal/fixtures'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { text } from './support/bytes.ts'
import { respondWith } from './support/call.ts'
import { couponServer, type ReceivedRequest, signedBy } from './support/coupon-server.ts'

const group = 'coupon images'
const image_url = 'https://img.example.com/coupon/item.png'
const good = respondWith(JSON.stringify({ image_url }))

/** The signature of a PNG, then every byte once. */
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array.from({ length: 256 }, (_, i) => i))
/** As `sha256sum` prints it. */
const sha256 = '9d0c38e7aafe062c3a6dfc561e42771ec997d9359bb3d417ac4775a303292964'
const filename = '商品 1.png'
const meta = `{"filename":"${filename}","sha256":"${sha256}"}`
const limit = 2 * 1024 * 1024

interface UploadOptions {
  readonly entryPoint?: typeof partner | typeof brand
  readonly respond?: Parameters<typeof couponServer>[1]
  readonly more?: Partial<ClientOptions>
}

/** Uploads a file, and returns what the server got. */
async function upload(
  file: ImageFile,
  { entryPoint = partner, respond = good, more = {} }: UploadOptions = {},
): Promise<readonly ReceivedRequest[]> {
  const { uploadImage } = entryPoint
  const { options, requests } = couponServer(uploadImage.caller, respond, more)
  equal((await createImageUploader(options).upload(uploadImage, file)).image_url, image_url)
  return requests
}

/** Expects the body that the page shows, byte for byte; its boundary is free. */
function isAsDocumented({ headers, body }: Pick<ReceivedRequest, 'headers' | 'body'>, content = png): void {
  const type = headers.get('content-type') ?? ''
  const [, boundary = ''] = /^multipart\/form-data; boundary=([\w-]{1,70})$/.exec(type) ?? []
  equal(boundary.length > 0, true)
  const before = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="meta"',
    'Content-Type: application/json',
    '',
    meta,
    `--${boundary}`,
    `Content-Disposition: form-data; name="file"; filename="${filename}"`,
    'Content-Type: image/png',
    '',
    '',
  ].join('\r\n')
  alike(body, Uint8Array.of(...utf8(before), ...content, ...utf8(`\r\n--${boundary}--\r\n`)))
}

for (const entryPoint of [partner, brand]) {
  const { caller, path } = entryPoint.uploadImage

  test(group, `${caller}: the body is as the page shows it, and only the part meta is signed`, async () => {
    const requests = await upload({ filename, content: png }, { entryPoint })
    equal(requests.length, 1)
    const request = requests[0] as ReceivedRequest
    alike([request.method, request.target], ['POST', path])
    equal(request.headers.get('accept'), 'application/json')
    isAsDocumented(request)
    await signedBy(caller, request, utf8(meta))
    await refuses('AUTH_SIGNATURE_INVALID', () => signedBy(caller, request, request.body))
  })

  test(group, `${caller}: the runtime itself reads both parts`, async () => {
    const [request] = await upload({ filename, content: png }, { entryPoint })
    const { body, headers } = request as ReceivedRequest
    const form = await new Response(body as Uint8Array<ArrayBuffer>, { headers }).formData()
    const file = form.get('file') as File
    alike([...form.keys()], ['meta', 'file'])
    alike([form.get('meta'), file.name, file.type], [meta, filename, 'image/png'])
    alike(new Uint8Array(await file.arrayBuffer()), png)
  })

  test(group, `${caller}: a lost response is followed by the same bytes under a new signature`, async () => {
    const hosts = ['https://one.example', 'https://two.example']
    const torn = async () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('torn')) }))
    const respond = (_: unknown, nth: number): Promise<Response> => {
      if (nth === 1) return Promise.reject(new TypeError('connection lost'))
      return nth === 2 ? torn() : good()
    }
    const requests = await upload({ filename, content: png }, { entryPoint, respond, more: { hosts } })
    alike(
      requests.map(({ host }) => host),
      ['one.example', 'two.example', 'one.example'],
    )
    for (const request of requests) {
      isAsDocumented(request)
      await signedBy(caller, request, utf8(meta))
    }
    equal(new Set(requests.map(({ headers }) => headers.get('authorization'))).size, 3)
  })
}

test(group, 'a body that differs in one byte, and a boundary that is not named, are found', async () => {
  const [request] = await upload({ filename, content: png })
  const { body, headers } = request as ReceivedRequest
  for (const at of [0, 50, 250, body.length - 60, body.length - 1]) {
    const changed = body.map((byte, i) => (i === at ? byte ^ 1 : byte))
    await thrownBy(() => isAsDocumented({ headers, body: changed }))
  }
  await thrownBy(() => isAsDocumented({ headers: new Headers(), body }))
})

const inPieces = async function* () {
  for (const byte of png) yield Uint8Array.of(byte)
}
const contents: Readonly<Record<string, () => ImageFile['content']>> = {
  'a view of a larger buffer': () => Uint8Array.of(1, 2, ...png, 3).subarray(2, -1),
  'a Blob': () => new Blob([png]),
  'a stream': () => new Blob([png]).stream(),
  'a stream of single bytes': () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of png) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    }),
  'an async iterable': inPieces,
  'an object that streams as an async iterable': () => ({ stream: inPieces }),
}
for (const [what, content] of Object.entries(contents)) {
  test(group, `${what} is sent as bytes are`, async () => {
    const [request] = await upload({ filename, content: content() })
    isAsDocumented(request as ReceivedRequest)
  })
}

test(group, 'an image of 2 MiB is sent, and one byte more is not', async () => {
  const largest = new Uint8Array(limit)
  largest.set(png)
  const [request] = await upload({ filename: 'a.png', content: new Blob([largest]) })
  equal((request as ReceivedRequest).body.length > limit, true)
  const more = new Uint8Array(limit + 1)
  more.set(png)
  for (const content of [more, new Blob([more]), new Blob([more]).stream()]) {
    await refusesImage({ filename: 'a.png', content }, '/content image_size')
  }
})

test(group, 'a stream without an end is not read past the limit', async () => {
  let pulled = 0
  const content = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(65_536).fill(0x89))
    },
  })
  await refusesImage({ filename: 'a.png', content }, '/content image_size')
  // 2 MiB, and what the host reads ahead.
  equal(pulled < 40, true)
})

/** Expects a file to be refused for this reason, and nothing to be sent. */
async function refusesImage(file: { filename: unknown; content: unknown }, expected: string): Promise<void> {
  const { options, requests } = couponServer('mchid', good)
  const error = await thrownBy(() =>
    createImageUploader(options).upload(partner.uploadImage, file as ImageFile),
  )
  const { code, issues } = error as { code?: unknown; issues: readonly { path: string; rule: string }[] }
  equal(code, 'CORE_INPUT_INVALID')
  alike([issues.map(({ path, rule }) => `${path} ${rule}`), requests.length], [[expected], 0])
}

for (const [what, name, content, expected] of [
  ['without a byte', 'a.png', new Uint8Array(), '/content image_size'],
  ['that is not what its name says', 'a.jpg', png, '/content image_type'],
  ['of another type', 'a.gif', png, '/filename regex'],
  ['without a type', 'png', png, '/filename regex'],
  ['without a name', undefined, png, '/filename string'],
  ['whose name ends a header', 'a"\r\nX: 1.png', png, '/filename regex'],
  ['with a name of 151 characters', `${'a'.repeat(147)}.png`, png, '/filename max_length'],
] as const) {
  test(group, `an image ${what} is refused`, () => refusesImage({ filename: name, content }, expected))
}

test(group, 'what is no content is refused', async () => {
  const { options } = couponServer('mchid', good)
  const { upload: send } = createImageUploader(options)
  for (const content of [undefined, null, 'text', {}, 7]) {
    await refuses('FETCH_OPTION_INVALID', () =>
      send(partner.uploadImage, { filename: 'a.png', content } as never),
    )
  }
})

test(group, 'uploads at the same time do not disturb each other', async () => {
  const { options, requests } = couponServer('mchid', good)
  const { upload: send } = createImageUploader(options)
  const files = ['a', 'b', 'c', 'a'].map((letter, i) => ({
    filename: `${letter}.bmp`,
    content: utf8(`BM ${i === 3 ? 'a' : letter}`),
  }))
  await Promise.all(files.map((file) => send(partner.uploadImage, file)))
  const sent = requests.map(({ body }) => text(body))
  for (const letter of ['a', 'b', 'c']) {
    const own = sent.filter((body) => body.includes(`filename="${letter}.bmp"`))
    equal(own.length, letter === 'a' ? 2 : 1)
    for (const body of own) equal(body.includes(`\r\n\r\nBM ${letter}\r\n`), true)
  }
})
