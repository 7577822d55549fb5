/** A promise and the function that fulfils it: the edge VM has no `Promise.withResolvers`. */
export function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {}
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil
  })
  return { promise, resolve: () => resolve() }
}

export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5))
}
