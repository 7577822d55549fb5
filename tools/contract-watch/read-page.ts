// Reads a page of WeChat Pay's documentation, as its Markdown is: a field is a name, 必填 or 选填, and a type, in a line of
// its own or, if it is part of an object, one after the other in the cell of a table.
import type { Facts, Field, Section } from './facts.ts'

const call = /请求方式：\s*【(\w+)】\s*`?([^\s`]+)/
const limit = /(\d+)\s*次\s*\/\s*秒/
const field =
  /(?<![\w.])([a-z][a-z0-9_]*)[\s\u3000]+(必填|选填)[\s\u3000]+(string|integer|number|boolean|object|array)(?:\((\d+)\)|\[[^\]]*\])?/g
const value = /([A-Z][A-Z0-9_]{2,})`?\s*[:：]/g
const code = /^\|\s*\d{3}\s*\|\s*`?([A-Z][A-Z_]+)`?\s*\|/gm

/** The headings of the parts of a page. The parts between others, such as examples, say nothing of the contract. */
const sections: readonly (readonly [RegExp, Section | undefined])[] = [
  [/^(#+\s*)?header\s+HTTP头参数/i, undefined],
  [/^(#+\s*)?path\s+路径参数/i, 'path'],
  [/^(#+\s*)?query\s+查询参数/i, 'query'],
  [/^(#+\s*)?body\s+包体参数/i, 'body'],
  [/^#+\s*应答参数/, 'response'],
  [/^#+\s*.*解密/, 'resource'],
  [/^(#+\s*)?(请求示例|应答示例|通知示例|错误码)/, undefined],
]

export function readPage(markdown: string): Facts {
  const [, method, path] = call.exec(markdown) ?? []
  const [, perSecond] = limit.exec(markdown) ?? []
  return {
    ...(method && { call: `${method} ${path}` }),
    ...(perSecond && { limit: Number(perSecond) }),
    fields: unique(partsOf(markdown).flatMap(([section, text]) => fieldsIn(section, text))),
    codes: [...new Set([...markdown.matchAll(code)].map(([, name = '']) => name))],
  }
}

function partsOf(markdown: string): [Section, string][] {
  const parts: [Section, string][] = []
  let section: Section | undefined
  let lines: string[] = []
  const end = (): void => {
    if (section) parts.push([section, lines.join('\n')])
    lines = []
  }
  for (const line of markdown.split(/\r?\n/)) {
    const heading = sections.find(([pattern]) => pattern.test(line.trim()))
    if (heading) {
      end()
      section = heading[1]
    } else lines.push(line)
  }
  end()
  return parts
}

function fieldsIn(section: Section, text: string): Field[] {
  const found = [...text.matchAll(field)]
  return found.map((match, at) => {
    const [whole, name = '', need, , length] = match
    const rest = text.slice(match.index + whole.length, found[at + 1]?.index)
    const [, list] = rest.split('可选取值')
    const values = list === undefined ? [] : [...list.matchAll(value)].map(([, each = '']) => each)
    return {
      ...{ section, name, isRequired: need === '必填' },
      ...(length && { length: Number(length) }),
      ...(values.length > 0 && { values: [...new Set(values)] }),
    }
  })
}

/** A table repeats the fields of objects in objects. The first mention counts. */
function unique(fields: readonly Field[]): Field[] {
  const first = new Map(fields.toReversed().map((each) => [`${each.section} ${each.name}`, each]))
  return [...first.values()].toReversed()
}
