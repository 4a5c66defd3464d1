import { isProven, runnable } from '../page.ts'
import type { Check } from './model.ts'

/** An output was printed by the command above it, as that stands there now. */
export const outputs: Check = {
  name: 'outputs',
  look: ({ commands }) =>
    commands
      .filter(command => command.output !== undefined && !isProven(command))
      .map(command => `edited since its output was captured: ${runnable(command)}`),
}
