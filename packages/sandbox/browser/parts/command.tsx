import { Copy } from './copy.tsx'

/** A command to type. */
export function Command({ text }: { text: string }) {
  return (
    <div class="command">
      <code>{text}</code>
      <Copy text={text} name={text} />
    </div>
  )
}
