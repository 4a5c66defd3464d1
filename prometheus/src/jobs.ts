/** Scrape jobs; each has a file of targets with this name. Rules select by job through here. */
export const jobs = {
  kafka: 'kafka',
  producer: 'producer',
  consumer: 'consumer',
  exporter: 'exporter',
  chaos: 'chaos',
  prometheus: 'prometheus',
  alertmanager: 'alertmanager',
} as const
