import type { PlanTerms } from '../../src/plans/plan.ts'
import { t } from '../texts.ts'

/** The live terms of a plan, and beside them what its draft changes. */
export function Terms({ live, draft }: { live: PlanTerms; draft: PlanTerms | undefined }) {
  const names = Object.keys({ ...live, ...draft }) as (keyof PlanTerms)[]
  return (
    <>
      {draft && <p class="note">{t('draftHint')}</p>}
      <dl class="fields">
        {names.map((name) => {
          const isChanged = draft !== undefined && draft[name] !== live[name]
          return (
            <div key={name} class={isChanged ? 'changed' : ''}>
              <dt>{name}</dt>
              <dd>
                {isChanged ? (
                  <>
                    <del>{String(live[name] ?? '')}</del>
                    <span class="arrow" aria-hidden="true">
                      {' '}
                      →{' '}
                    </span>
                    <ins>{String(draft[name] ?? '')}</ins>
                  </>
                ) : (
                  String(live[name] ?? '')
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}
