import { text } from '../../panels/text.ts'
import { freshness, percents, produceSuccess } from './objectives.ts'

/** What the numbers above promise. */
export const howToRead = text(
  {
    id: 20,
    title: 'What is promised',
    description: 'The objectives and how their budgets work. Good: you alert on burning alone.',
    width: 10,
    height: 8,
  },
  [
    `**Freshness**: ${percents(freshness).good} of the acknowledged orders are paid within 30 s ` +
      'of their event.',
    '',
    `**Produce success**: ${percents(produceSuccess).good} of the records are acknowledged, not ` +
      'given up.',
    '',
    'What may fail is the **budget**. A **burn rate** of 1 uses it up exactly by the end; 14.4 ' +
      'uses 2 % of a 30-day budget in one hour. An alert needs a long window, so that it ' +
      'matters, and a short one, so that it stops when the trouble does. In training an hour ' +
      'passes in a minute.',
  ].join('\n'),
)
