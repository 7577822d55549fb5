import { type RequestRecord, type Seen, sizeOf, toRecord } from './request-record.ts'

/** The newest requests, the oldest first. */
export interface RequestRecords {
  readonly all: readonly RequestRecord[]
  add(seen: Seen): void
}

const maxRecords = 1000
const maxBytes = 16 * 1024 * 1024

/** @param onChange Called with the id of each request that was added. */
export function createRequestRecords(onChange: (id: string) => void): RequestRecords {
  const records = new Map<RequestRecord, number>()
  let bytes = 0
  return {
    get all() {
      return [...records.keys()]
    },
    add(seen) {
      const record = toRecord(seen)
      const size = sizeOf(seen)
      records.set(record, size)
      bytes += size
      for (const [oldest, its] of records) {
        if (records.size <= maxRecords && bytes <= maxBytes) break
        records.delete(oldest)
        bytes -= its
      }
      onChange(record.id)
    },
  }
}
