import type { Check } from './model.ts'

const wanted = ['Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Drill']

/** A page is headed by its alert and has the five sections, in their order, none empty. */
export const sections: Check = {
  name: 'sections',
  look: ({ alert, text, sections: own }) => [
    ...(text.startsWith(`# ${alert}\n`) ? [] : [`does not begin with # ${alert}`]),
    ...([...own.keys()].join() === wanted.join()
      ? []
      : [`sections: ${[...own.keys()].join(', ')}`]),
    ...[...own].filter(([, body]) => body.trim() === '').map(([name]) => `${name} is empty`),
  ],
}
