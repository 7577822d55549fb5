// Dockerfiles, which nothing here can build: a linter finds no fault, the image is exact, and nothing runs as root.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { at, type Check, filesOf } from './check.ts'

/** A name without a registry, and an exact version or a digest. */
const exactImage = /^[\w-]+(\/[\w-]+)?(:\d+\.\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})$/

export const containers: Check = async (root) => {
  const files = filesOf(root).filter((file) => /(^|\/)Dockerfile$/.test(file))
  const violations = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const faults = validate(text).map(({ range, message }) => `${file}:${range.start.line + 1} ${message}`)
    const dockerfile = DockerfileParser.parse(text)
    for (const from of dockerfile.getFROMs()) {
      const image = from.getImage() ?? ''
      if (exactImage.test(image)) continue
      const place = at(root, join(root, file), text, text.indexOf(image))
      faults.push(`${place} ${image} is not exact. Write name:1.2.3 or a digest, without a registry.`)
    }
    const keywords = dockerfile.getInstructions().map((each) => each.getKeyword())
    const last = dockerfile.getInstructions().findLast((each) => each.getKeyword() === 'USER')
    if (!last || /^(root|0)(:|$)/.test(last.getArgumentsContent() ?? '')) {
      faults.push(`${file}:1 runs as root. End with USER and another user.`)
    }
    if (!keywords.includes('HEALTHCHECK')) faults.push(`${file}:1 has no HEALTHCHECK.`)
    return faults
  })
  return { looked: `${files.length} Dockerfiles`, violations }
}
