import { runnable } from '../page.ts'
import type { Check } from './model.ts'

/**
 * What a mitigation asks over HTTP fails visibly, and prints nothing else: by itself curl takes a
 * refusal for success, and shows its progress.
 */
export const mitigation: Check = {
  name: 'mitigation',
  look: ({ commands }) =>
    commands
      .filter(({ section }) => section === 'Mitigation')
      .flatMap(command =>
        runnable(command)
          .replaceAll(/\\\n\s*/g, '')
          .split('\n'),
      )
      .filter(line => /(?:^|[\s;(|])curl /.test(line))
      .flatMap(problemsOf),
}

function problemsOf(line: string): string[] {
  return [
    ...(/ --fail(-with-body)? /.test(line)
      ? []
      : [`a refusal would not be seen without --fail-with-body: ${line}`]),
    ...(/ -sS /.test(line) ? [] : [`progress would be printed without -sS: ${line}`]),
  ]
}
