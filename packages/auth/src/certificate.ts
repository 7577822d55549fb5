export type { DistinguishedName } from './encoding/distinguished-name.ts'
export type { ParsedCertificate, VerifyIssuedByOptions } from './keys/certificate.ts'
export { readCertificate, verifyIssuedBy } from './keys/certificate.ts'
