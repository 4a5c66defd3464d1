import { existsSync } from 'node:fs'
import type { ProcessSpec } from './stack/process-spec.ts'

export const present = (stack: ProcessSpec[]) =>
  stack.filter(spec => spec.args.every(arg => !arg.includes('/services/') || existsSync(arg)))
