export type { CertificateKeyring } from './certificates/keyring.ts'
export { createCertificateKeyring } from './certificates/keyring.ts'
export type { CertificateKeyringOptions } from './certificates/options.ts'
