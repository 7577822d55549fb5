/** The parts of a `multipart/form-data` body, as far as an upload may have them. */
export interface UploadParts {
  /** The bytes of the part `meta`. */
  readonly meta?: Uint8Array
  /** The part `file`, if it has a file name. */
  readonly file?: { readonly name: string; readonly content: Uint8Array }
  /** The names of all parts, as often as they occur. */
  readonly names: readonly string[]
}

export const multipart: RegExp = /^\s*multipart\/form-data\s*;/i

/**
 * Reads the parts of a body that is in memory already. One that is not `multipart/form-data`, or is damaged, has none.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7578}
 */
export async function readParts(contentType: string, body: Uint8Array): Promise<UploadParts> {
  const form = multipart.test(contentType) ? await parse(contentType, body) : undefined
  if (!form) return { names: [] }
  const [meta, file] = [form.get('meta'), form.get('file')]
  return {
    names: [...form.keys()],
    ...(meta !== null && { meta: await bytesOf(meta) }),
    ...(typeof file === 'object' &&
      file !== null && { file: { name: file.name, content: await bytesOf(file) } }),
  }
}

async function parse(contentType: string, body: Uint8Array): Promise<FormData | undefined> {
  const headers = { 'Content-Type': contentType }
  try {
    return await new Response(body as BufferSource, { headers }).formData()
  } catch {
    return undefined
  }
}

/** A part without a file name is text in UTF-8. */
async function bytesOf(part: string | Blob): Promise<Uint8Array> {
  return typeof part === 'string' ? new TextEncoder().encode(part) : new Uint8Array(await part.arrayBuffer())
}
