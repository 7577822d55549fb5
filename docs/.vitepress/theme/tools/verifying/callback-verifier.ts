// Verifies and opens a pasted callback with @wxdp/auth and @wxdp/core, in the browser.
import { defineComponent, h, onMounted, reactive, shallowRef, watch } from 'vue'
import { button, check, field } from '../parts/fields.ts'
import { useLanguage } from '../parts/language.ts'
import { findings, output } from '../parts/outputs.ts'
import type { Input } from './input.ts'
import { type Judgement, judge } from './judge.ts'
import sample from './sample.json'
import { texts } from './texts.ts'

const example: Input = { ...sample, isLive: false }
const empty: Input = { headers: '', body: '', key: '', serialNo: '', apiV3Key: '', isLive: false }

export const CallbackVerifier = defineComponent({
  name: 'CallbackVerifier',
  setup() {
    const { language, say } = useLanguage()
    const input = reactive<{ -readonly [Name in keyof Input]: Input[Name] }>({ ...example })
    const judged = shallowRef<Judgement>({ findings: [] })
    let run = 0

    async function verify(): Promise<void> {
      run += 1
      const own = run
      const judgement = await judge({ ...input }, language.value)
      if (own === run) judged.value = judgement
    }

    onMounted(verify)
    // What is shown belongs to what was typed.
    watch(input, () => {
      run += 1
      judged.value = { findings: [] }
    })
    watch(language, verify)

    const text = (name: Exclude<keyof Input, 'isLive'>, rows?: number, hint?: string) =>
      field({
        id: `verify-${name}`,
        label: say(texts[name]),
        value: input[name],
        input: (value) => {
          input[name] = value
        },
        ...(rows && { rows }),
        ...(hint && { hint }),
      })

    return () =>
      h('section', { class: 'tool', 'aria-labelledby': 'verify-title' }, [
        h('p', { class: 'tool-title', id: 'verify-title' }, say(texts.title)),
        h('p', { class: 'tool-hint' }, say(texts.local)),
        h('div', { class: 'tool-buttons' }, [
          button(say(texts.example), () => Object.assign(input, example)),
          button(say(texts.empty), () => Object.assign(input, empty)),
        ]),
        h('div', { class: 'tool-fields' }, [
          text('headers', 6, say(texts.headersHint)),
          text('body', 5),
          text('key', 4),
          text('serialNo', undefined, say(texts.serialHint)),
          text('apiV3Key'),
          check({
            id: 'verify-live',
            label: say(texts.isLive),
            checked: input.isLive,
            input: (checked) => {
              input.isLive = checked
            },
          }),
        ]),
        h('div', { class: 'tool-buttons' }, [button(say(texts.verify), verify)]),
        h('div', { role: 'status', 'data-output': 'judged' }, [findings(judged.value.findings)]),
        judged.value.resource ? output(say(texts.resource), judged.value.resource, 'resource') : null,
      ])
  },
})
