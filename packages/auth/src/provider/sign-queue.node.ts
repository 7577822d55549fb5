import { type KeyObject, sign } from 'node:crypto'

let signing = 0

/**
 * Signs with SHA-256: alone on this thread, which is faster; beside others on the threads of the pool, which use all
 * cores.
 */
export async function signInTurn(key: KeyObject, message: Uint8Array): Promise<Uint8Array> {
  signing += 1
  try {
    // All calls of the same microtask are counted before the first begins.
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
