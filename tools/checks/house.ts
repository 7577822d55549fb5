// The plan of the house. A package may import the packages under `uses`. Inside a package, a room may import the rooms
// before it in `rooms`; rooms of one inner list may not import each other. `errors.ts` lies below all rooms, entry
// points above them.

export interface Floor {
  readonly uses: readonly string[]
  /** Lowest first. Empty: the package is too small for rooms, and its files lie at the top. */
  readonly rooms: readonly (string | readonly string[])[]
  /** Whether it is a program for Node, so that all of it may use Node. */
  readonly forNode?: true
  /** The entry point that also exports what other packages have: a file for hosts that cannot install packages. */
  readonly standalone?: string
}

export const house: Readonly<Record<string, Floor>> = {
  '@wxdp/bounds': { uses: [], rooms: [] },
  '@wxdp/auth': { uses: [], rooms: ['encoding', 'provider', 'keys', ['signatures', 'seals']] },
  '@wxdp/auth-sm': { uses: ['@wxdp/auth'], rooms: ['primitives', 'keys', 'signatures', 'seals'] },
  '@wxdp/core': {
    uses: [],
    rooms: ['contract', 'rules', 'plan', 'coupon', ['partner', 'brand', 'security'], 'explain'],
  },
  '@wxdp/fetch': {
    uses: ['@wxdp/auth', '@wxdp/bounds', '@wxdp/core'],
    rooms: ['call', ['limits', 'plans', 'certificates'], 'coupons'],
  },
  '@wxdp/notify': {
    uses: ['@wxdp/auth', '@wxdp/bounds', '@wxdp/core'],
    rooms: ['inbox', 'receive', ['functions', 'queue', 'node']],
    standalone: 'src/standalone.ts',
  },
  '@wxdp/sandbox': {
    uses: ['@wxdp/auth', '@wxdp/bounds', '@wxdp/core'],
    rooms: [
      'clock',
      'http',
      'faults',
      'identities',
      'callbacks',
      'entries',
      'coupons',
      'plans',
      'endpoints',
      'requests',
      'box',
      'page',
      ['node', 'testing'],
    ],
  },
  wxdp: {
    uses: ['@wxdp/auth', '@wxdp/core', '@wxdp/fetch', '@wxdp/notify', '@wxdp/sandbox'],
    rooms: [
      'language',
      'terminal',
      'settings',
      'inbound',
      ['callback', 'doctor', 'calls', 'sandbox', 'mcp'],
      'commands',
      'program',
    ],
    forNode: true,
  },
}
