import type { IdentityKind } from '../identities/identity.ts'

/**
 * Who has created something, and for which brand. Only this caller sees it: another service provider of the same brand
 * gets `NOT_FOUND`. That this holds between a service provider and the brand itself, too, is inferred.
 */
export interface Owned {
  readonly owner: IdentityKind
  readonly brand_id: string
}

/** The key of something among all that has an id. */
export function keyOf({ owner, brand_id }: Owned, id: string): string {
  return `${owner} ${brand_id} ${id}`
}

/** `brand_id`, which only a service provider is told. */
export function brandIn({ owner, brand_id }: Owned): { readonly brand_id?: string } {
  return owner === 'partner' ? { brand_id } : {}
}
