// Where the site and the repository will be. Neither is known yet, so both come from the environment.
const { WXDP_SITE = '/', WXDP_REPOSITORY } = process.env
const nowhere = 'http://localhost'
const url = new URL(WXDP_SITE.endsWith('/') ? WXDP_SITE : `${WXDP_SITE}/`, nowhere)

/** The path under which the site is served: that of `WXDP_SITE`, an address or a path. */
export const base = url.pathname

/** The address of the site, ending with a slash. Without a host if `WXDP_SITE` has none. */
export const address = url.origin === nowhere ? base : url.href

/** The address of a file of the repository, if `WXDP_REPOSITORY` says where that is. */
export function addressOf(file: string): string | undefined {
  return WXDP_REPOSITORY && `${WXDP_REPOSITORY.replace(/\/$/, '')}/blob/main/${file}`
}
