export type { DistinguishedName } from './encoding/x509.ts'
export type { Certificate, IssuedByOptions } from './keys/certificate.ts'
export { readCertificate, verifyIssuedBy } from './keys/certificate.ts'
