/**
 * Bytes whose signature has been checked. A verifier makes them (`@wxdp/auth`); the parsers here ask for them,
 * so that parsing before verifying does not compile.
 */
export type VerifiedBytes = Uint8Array & { readonly __trust: 'verified' }
