import { readHttp } from './read-http.ts'
import { readJson } from './read-json.ts'
import type { SavedCallback } from './saved-callback.ts'

/**
 * Reads a saved callback in any of the forms in which people save them: raw HTTP, `curl -i`, HAR, JSON.
 *
 * @returns `undefined` if the bytes have none of them
 */
export function readSaved(bytes: Uint8Array): SavedCallback | undefined {
  const json = parse(new TextDecoder().decode(bytes))
  return json === undefined ? readHttp(bytes) : readJson(json)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}
