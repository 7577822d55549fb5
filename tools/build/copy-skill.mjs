// Copies SKILL.md into the package that is being packed. Each manifest runs it as `prepack`.
import { copyFileSync } from 'node:fs'

copyFileSync(new URL('../../SKILL.md', import.meta.url), 'SKILL.md')
