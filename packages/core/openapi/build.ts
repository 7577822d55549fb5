// Writes the OpenAPI document beside the bundles.
//
//   node --import tsx openapi/build.ts
import { writeFileSync } from 'node:fs'
import { createDocument } from './document.ts'

const file = new URL('../dist/openapi.json', import.meta.url)
try {
  writeFileSync(file, `${JSON.stringify(createDocument(), null, 2)}\n`)
} catch (error) {
  // What a definition lacks. Its message says what to do, and a stack would bury it.
  if (!(error instanceof Error) || error.constructor !== Error) throw error
  console.error(`openapi.json: ${error.message}`)
  process.exitCode = 1
}
