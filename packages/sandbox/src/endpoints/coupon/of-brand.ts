import { type FieldRules, required } from '../../http/fields.ts'
import { characters } from '../../http/value-checks.ts'
import type { IdentityKind } from '../../identities/identity.ts'

const brandId: FieldRules = { brand_id: required(characters(40), 268578531) }

/**
 * The fields of a body or a query, with the `brand_id` that a service provider must send. A brand must not: to it, the
 * field is unknown.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export function ofBrand(kind: IdentityKind, fields: FieldRules): FieldRules {
  return kind === 'partner' ? { ...fields, ...brandId } : fields
}
