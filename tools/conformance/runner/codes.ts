import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const packages = join(import.meta.dirname, '../../../packages')
const code = /'((?:AUTH|CORE|FETCH|NOTIFY|SANDBOX)_[A-Z0-9_]+)'/g

/** Every error code that the packages define: each has them in its errors.ts. */
export function everyCode(): string[] {
  const files = readdirSync(packages).map((name) => join(packages, name, 'src/errors.ts'))
  const texts = files.filter(existsSync).map((file) => readFileSync(file, 'utf8'))
  return [...new Set(texts.flatMap((text) => [...text.matchAll(code)].map(([, name = '']) => name)))]
}
