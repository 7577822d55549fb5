/**
 * Bytes whose signature is verified. The verifier of `@wxdp/auth` makes them, and the parsers here take nothing else:
 * parsing before verifying does not compile.
 */
export type VerifiedBytes = Uint8Array & { readonly __trust: 'verified' }
