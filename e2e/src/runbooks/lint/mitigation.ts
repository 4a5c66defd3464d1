import { runnable } from '../page.ts'
import type { Check } from './model.ts'

/** What a mitigation asks over HTTP fails visibly: without its flag curl takes a refusal for success. */
export const mitigation: Check = {
  name: 'mitigation',
  look: ({ commands }) =>
    commands
      .filter(({ section }) => section === 'Mitigation')
      .map(runnable)
      .filter(text => /^curl /m.test(text) && !/ --fail(-with-body)? /.test(text))
      .map(text => `a refusal would not be seen without --fail-with-body: ${text}`),
}
