import { installTarballs } from '@wxdp-internal/services/tarballs'
import { home } from './project.ts'

export const setup = (): void => installTarballs(home)
