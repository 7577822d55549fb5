// Writes the OpenAPI document beside the bundles.
//
//   node --import tsx openapi/build.ts
import { writeFileSync } from 'node:fs'
import { createDocument } from './document.ts'

const file = new URL('../dist/openapi.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(createDocument(), null, 2)}\n`)
