import type { HeapSample } from '../questions/heap.ts'

/** Bytes that each callback leaves behind: least squares, without the first sample (the warm-up). */
export function bytesLeft(samples: readonly HeapSample[]): number {
  const [, ...settled] = samples
  const meanAt = mean(settled.map(({ callbacks }) => callbacks))
  const meanHeap = mean(settled.map(({ heap }) => heap))
  const along = settled.map(({ callbacks, heap }) => (callbacks - meanAt) * (heap - meanHeap))
  return mean(along) / mean(settled.map(({ callbacks }) => (callbacks - meanAt) ** 2))
}

export function heapTable(samples: readonly HeapSample[]): string[][] {
  return [
    ['callbacks', 'heap in kB'],
    ...samples.map(({ callbacks, heap }) => [String(callbacks), (heap / 1000).toFixed(1)]),
    ['bytes left by each callback', bytesLeft(samples).toFixed(3)],
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
