// Mends what the default theme says to screen readers and has no option for. A version of the theme that says something
// else there stops the build.
import type { DefaultTheme, UserConfig } from 'vitepress'
import type { Label } from '../labels.ts'

type Plugin = NonNullable<NonNullable<UserConfig<DefaultTheme.Config>['vite']>['plugins']>[number]

/** A component of the theme, what stands in its template, and what is to stand there. */
const places: readonly (readonly [component: string, found: string, wanted: string])[] = [
  ['VPNavBarMenu', 'Main Navigation', text('mainNavigation')],
  ['VPSidebar', 'Sidebar Navigation', text('sidebarNavigation')],
  ['VPDocFooter', 'Pager', text('pager')],
  ['VPSidebarItem', 'aria-label="toggle section"', `:aria-label="${of('toggleSection')}"`],
  ['VPNavBarHamburger', 'aria-label="mobile navigation"', `:aria-label="${of('mobileNavigation')}"`],
  ['VPNavBarExtra', 'label="extra navigation"', `:label="${of('more')}"`],
  // The button is called "Search", not "Search K": a style shows the letter.
  ['VPNavBarSearchButton', 'DocSearch-Button-Key">K</kbd>', 'DocSearch-Button-Key letter"></kbd>'],
]

export const themeLabels: Plugin = {
  name: 'wxdp:theme-labels',
  enforce: 'pre',
  transform(code, id) {
    const place = places.find(([component]) => id.endsWith(`/theme-default/components/${component}.vue`))
    if (!place) return undefined
    const [component, found, wanted] = place
    if (!code.includes(found)) throw new Error(`${component} of VitePress has no ${found} any more.`)
    return code.replace(found, wanted)
  },
}

function of(label: Label): string {
  return `$label('${label}')`
}

function text(label: Label): string {
  return `{{ ${of(label)} }}`
}
