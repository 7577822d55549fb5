import { checkFields, type FieldPlace, type FieldRules, wrongField } from './fields.ts'
import type { Text } from './text.ts'

const repeatedName: Text = { zh: '重复出现', en: 'it is given twice' }

/**
 * The fields of a query, checked by {@link checkFields}. A repeated name is refused: which value WeChat Pay takes is not
 * documented.
 *
 * @throws Refusal `PARAM_ERROR` for the first fault
 */
export function readQuery(
  query: URLSearchParams,
  rules: FieldRules,
  place: FieldPlace,
): Readonly<Record<string, string>> {
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1)
  if (repeated !== undefined) {
    const value = query.getAll(repeated).join()
    throw wrongField(repeated, { value, issue: repeatedName, place })
  }
  const given = Object.fromEntries(query)
  checkFields(rules, given, place)
  return given
}
