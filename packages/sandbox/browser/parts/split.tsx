import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { hrefHere, route } from '../route.ts'
import { type TextKey, t } from '../texts.ts'

interface SplitProps {
  readonly list: ComponentChildren
  readonly detail: ComponentChildren
  /** Shown in place of the detail until something is chosen. */
  readonly choose: TextKey
}

/** A list, and what was chosen from it: side by side, or one of both where there is little room. */
export function Split({ list, detail, choose }: SplitProps) {
  const { view, id } = route.value
  const ref = useRef<HTMLElement>(null)
  // What was chosen is read first: the focus goes there.
  useEffect(() => {
    if (id === undefined) return
    ref.current?.focus()
    if (matchMedia('(max-width: 899px)').matches) scrollTo(0, 0)
  }, [view, id])
  return (
    <div class={id === undefined ? 'split' : 'split chosen'}>
      <section class="list" aria-label={t(view)}>
        {list}
      </section>
      <article class="detail" ref={ref} tabIndex={-1}>
        {id === undefined ? (
          <p class="hint choose">{t(choose)}</p>
        ) : (
          <>
            <a class="back" href={hrefHere()}>
              ← {t('back')}
            </a>
            {detail}
          </>
        )}
      </article>
    </div>
  )
}
