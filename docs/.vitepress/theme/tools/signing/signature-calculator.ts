// Signs a request with @wxdp/auth, in the browser.
import { explain } from '@wxdp/core'
import { defineComponent, h, onMounted, reactive, ref, shallowRef, watch } from 'vue'
import { button, choice, field } from '../parts/fields.ts'
import { useLanguage } from '../parts/language.ts'
import { type Finding, findings } from '../parts/outputs.ts'
import { calculated } from './calculated.ts'
import { compare } from './compare.ts'
import { samples } from './samples.ts'
import { type Parts, type Signed, sign } from './sign.ts'
import { texts } from './texts.ts'

export const SignatureCalculator = defineComponent({
  name: 'SignatureCalculator',
  setup() {
    const { language, say } = useLanguage()
    const sample = samples.at(-1)?.parts as Parts
    const parts = reactive<{ -readonly [Name in keyof Parts]: Parts[Name] }>({ ...sample })
    const signed = shallowRef<Signed>()
    const problem = ref('')
    const pasted = ref('')
    const compared = shallowRef<readonly Finding[]>([])
    let run = 0

    const explained = (error: unknown): string => explain(error, { language: language.value })

    async function calculate(): Promise<void> {
      run += 1
      const own = run
      compared.value = []
      const isTime = /^\d{1,12}$/.test(parts.timestamp)
      const outcome = isTime ? await sign({ ...parts }).catch(explained) : say(texts.badTimestamp)
      // A later run has more to say.
      if (own !== run) return
      signed.value = typeof outcome === 'string' ? undefined : outcome
      problem.value = typeof outcome === 'string' ? outcome : ''
    }

    async function judge(): Promise<void> {
      const outcome = await compare(pasted.value, { ...parts }).catch(explained)
      compared.value =
        typeof outcome === 'string'
          ? [{ kind: 'bad', text: outcome }]
          : outcome.map(({ kind, said }) => ({ kind, text: say(said) }))
    }

    function renew(): void {
      parts.timestamp = String(Math.floor(Date.now() / 1000))
      parts.nonce = crypto.randomUUID().replaceAll('-', '').toUpperCase()
    }

    onMounted(calculate)
    watch([parts, language], calculate)

    const text = (name: Exclude<keyof Parts, 'caller'>, rows?: number, hint?: string) =>
      field({
        id: `sign-${name}`,
        label: say(texts[name]),
        value: parts[name],
        input: (value) => {
          parts[name] = value
        },
        ...(rows && { rows }),
        ...(hint && { hint }),
      })

    return () =>
      h('section', { class: 'tool', 'aria-labelledby': 'sign-title' }, [
        h('p', { class: 'tool-title', id: 'sign-title' }, say(texts.title)),
        h('p', { class: 'tool-hint' }, say(texts.local)),
        h(
          'div',
          { class: 'tool-buttons' },
          samples.map(({ source, parts: { method }, parts: chosen }) =>
            button(`${say(texts.example)} ${source} (${method})`, () => Object.assign(parts, chosen)),
          ),
        ),
        h('div', { class: 'tool-fields' }, [
          text('method'),
          text('target'),
          text('timestamp'),
          text('nonce'),
          text('body', 5),
          choice({
            id: 'sign-caller',
            label: say(texts.caller),
            value: parts.caller,
            options: [
              ['mchid', say(texts.merchant)],
              ['brandId', say(texts.brand)],
            ],
            input: (value) => {
              parts.caller = value as Parts['caller']
            },
          }),
          text('id'),
          text('serialNo'),
          text('privateKey', 4, parts.privateKey === sample.privateKey ? say(texts.published) : undefined),
        ]),
        h('div', { class: 'tool-buttons' }, [button(say(texts.now), renew)]),
        calculated({ parts, signed: signed.value, problem: problem.value, say }),
        field({
          id: 'sign-pasted',
          label: say(texts.compareTitle),
          rows: 3,
          value: pasted.value,
          input: (value) => {
            pasted.value = value
          },
        }),
        h('div', { class: 'tool-buttons' }, [button(say(texts.compare), judge)]),
        h('div', { role: 'status', 'data-output': 'compared' }, [findings(compared.value)]),
      ])
  },
})
