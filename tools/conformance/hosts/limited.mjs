// An edge VM without what some edges lack: none of Node's globals, and only the older half of the Web's.
import { readFileSync } from 'node:fs'
import { EdgeVM } from '@edge-runtime/vm'

const missing = `
  for (const name of [
    'process', 'Buffer', 'global', 'navigator', 'performance', 'structuredClone', 'queueMicrotask', 'setImmediate',
    'URLPattern', 'CompressionStream', 'DecompressionStream', 'WebSocket', 'EdgeRuntime',
  ]) {
    Object.defineProperty(globalThis, name, { value: undefined })
  }
  for (const [where, names] of [
    [Response, ['json', 'error']],
    [URL, ['canParse', 'parse']],
    [AbortSignal, ['any', 'timeout']],
    [Promise, ['withResolvers', 'try']],
    [Array, ['fromAsync']],
    [ReadableStream, ['from']],
    [ReadableStream.prototype, [Symbol.asyncIterator, 'values']],
    [Uint8Array, ['fromBase64']],
    [Uint8Array.prototype, ['toBase64', 'toHex']],
  ]) {
    for (const name of names) delete where[name]
  }
`
const vm = new EdgeVM()
vm.evaluate(missing)
vm.evaluate(readFileSync(new URL('suite.js', import.meta.url), 'utf8'))
console.log(`RESULT ${await vm.evaluate('report().then(JSON.stringify)')}`)
