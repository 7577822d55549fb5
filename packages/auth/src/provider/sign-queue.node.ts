import { type KeyObject, sign } from 'node:crypto'

let signing = 0

/**
 * Signs with SHA-256. A single call runs on this thread, which is faster. Calls at the same time run in the thread pool,
 * which uses all cores.
 */
export async function signInTurn(key: KeyObject, message: Uint8Array): Promise<Uint8Array> {
  signing += 1
  try {
    // Wait a microtask, so that calls made together are all counted before the first one signs.
    await undefined
    return signing === 1 ? sign('sha256', message, key) : await signInPool(key, message)
  } finally {
    signing -= 1
  }
}

function signInPool(key: KeyObject, message: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    sign('sha256', message, key, (error, signature) => (error ? reject(error) : resolve(signature)))
  })
}
