// What the calculator shows of a signed request.
import { h, type VNode } from 'vue'
import type { Said } from '../../../languages.ts'
import { findings, output } from '../parts/outputs.ts'
import { linesOf, type Parts, type Signed } from './sign.ts'
import { texts } from './texts.ts'

interface Shown {
  readonly parts: Parts
  readonly signed: Signed | undefined
  /** Why nothing was signed. */
  readonly problem: string
  readonly say: (said: Said) => string
}

export function calculated({ parts, signed, problem, say }: Shown): VNode {
  return h('div', [
    h('div', { class: 'tool-output' }, [
      h('p', { class: 'tool-label', id: 'message-label' }, say(texts.message)),
      h(
        'pre',
        { class: 'tool-text', 'data-output': 'message', 'aria-labelledby': 'message-label' },
        messageOf(parts),
      ),
    ]),
    h('div', { role: 'status', class: 'tool-status' }, [
      problem ? findings([{ kind: 'bad', text: problem }]) : signed ? say(texts.signed) : '',
    ]),
    ...(signed
      ? [
          output(say(texts.bodyFacts), factsOf(signed, say), 'body'),
          output(say(texts.signature), signed.signature, 'signature'),
          output(say(texts.authorization), `Authorization: ${signed.authorization}`, 'authorization'),
        ]
      : []),
  ])
}

/** The message, with its line feeds as one sees them. */
function messageOf(parts: Parts): (string | VNode)[] {
  return linesOf(parts).flatMap((line) =>
    line.split('\n').flatMap((piece) => [piece, h('span', { class: 'tool-mark' }, '\\n'), '\n']),
  )
}

function factsOf({ bodyBytes, bodyDigest }: Signed, say: Shown['say']): string {
  return `${bodyBytes} ${say(texts.bytes)}\nSHA-256 ${bodyDigest}`
}
