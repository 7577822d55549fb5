// Mends what the default theme has no option for: what it says to screen readers, and one button in another. A version of
// the theme that has something else there stops the build.
import type { DefaultTheme, UserConfig } from 'vitepress'
import type { Label } from '../labels.ts'

type Plugin = NonNullable<NonNullable<UserConfig<DefaultTheme.Config>['vite']>['plugins']>[number]

/** A component of the theme, what stands in it, and what is to stand there. */
const mends: readonly (readonly [component: string, found: string, wanted: string])[] = [
  ['VPNavBarMenu', 'Main Navigation', text('mainNavigation')],
  ['VPSidebar', 'Sidebar Navigation', text('sidebarNavigation')],
  ['VPDocFooter', 'Pager', text('pager')],
  ['VPNavBarHamburger', 'aria-label="mobile navigation"', `:aria-label="${of('mobileNavigation')}"`],
  ['VPNavBarExtra', 'label="extra navigation"', `:label="${of('more')}"`],
  // The button is called "Search", not "Search K": a style shows the letter.
  ['VPNavBarSearchButton', 'DocSearch-Button-Key">K</kbd>', 'DocSearch-Button-Key letter"></kbd>'],
  // A dialog with a list of links. As the theme has it, it is a button with a list of options, all of which contain others.
  ['VPLocalSearchBox', 'role="button"\n', 'role="dialog" aria-modal="true"\n'],
  [
    'VPLocalSearchBox',
    ':aria-owns="results?.length ? \'localsearch-list\' : undefined"\n      aria-expanded="true"\n      aria-haspopup="listbox"\n',
    '',
  ],
  [
    'VPLocalSearchBox',
    ':aria-activedescendant="selectedIndex > -1 ? (\'localsearch-item-\' + selectedIndex) : undefined"\n            aria-autocomplete="both"\n',
    '',
  ],
  ['VPLocalSearchBox', ':role="results?.length ? \'listbox\' : undefined"\n', ''],
  ['VPLocalSearchBox', ':aria-labelledby="results?.length ? \'localsearch-label\' : undefined"\n', ''],
  [
    'VPLocalSearchBox',
    ':aria-selected="selectedIndex === index ? \'true\' : \'false\'"\n            role="option"\n',
    '',
  ],
  ['VPLocalSearchBox', ':aria-label="[...p.titles, p.title].join(\' > \')"\n', ''],
  ['VPLocalSearchBox', '<span class="title-icon">', '<span class="title-icon" aria-hidden="true">'],
  ['VPLocalSearchBox', '<kbd :aria-label=', '<kbd role="img" :aria-label='],
  // The heading of a section is the button. Its arrow is a picture.
  ['VPSidebarItem', 'role="button"\n        aria-label="toggle section"', 'aria-hidden="true"'],
  ['VPSidebarItem', '@keydown.enter="onCaretClick"\n        tabindex="0"', ''],
  [
    'VPSidebarItem',
    ':role="itemRole"',
    ':role="item.items && itemRole" :aria-expanded="item.items && !collapsed"',
  ],
  ['VPSidebarItem', "e.key !== 'Enter')", "![' ', 'Enter'].includes((e as KeyboardEvent).key))"],
  [
    'VPSidebarItem',
    '  !props.item.link && toggle()\n}',
    "  'key' in e && e.preventDefault()\n  !props.item.link && toggle()\n}",
  ],
]

export const themeMends: Plugin = {
  name: 'wxdp:theme-mends',
  enforce: 'pre',
  transform(code, id) {
    const [component] = /(?<=\/theme-default\/components\/)\w+(?=\.vue$)/.exec(id) ?? []
    return mends.reduce((mended: string | undefined, [name, found, wanted]) => {
      if (name !== component) return mended
      if (!code.includes(found)) throw new Error(`${name} of VitePress has no ${found} any more.`)
      return (mended ?? code).replaceAll(found, wanted)
    }, undefined)
  },
}

function of(label: Label): string {
  return `$label('${label}')`
}

function text(label: Label): string {
  return `{{ ${of(label)} }}`
}
