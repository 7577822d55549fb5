/** Responds to a request, as `fetch` does: called with a request, or with a URL and options. */
export type SandboxFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>

/** The request of a call of `fetch`. One of another class than the global one stays as it is. */
export function toRequest(input: Request | URL | string, init?: RequestInit): Request {
  const isRequest = typeof input === 'object' && 'headers' in input
  return isRequest && init === undefined ? input : new Request(input, init)
}
