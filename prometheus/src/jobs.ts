/** Scrape jobs of the stack; each has a file of targets with this name. */
export const jobs = {
  kafka: 'kafka',
  producer: 'producer',
  consumer: 'consumer',
  exporter: 'exporter',
  chaos: 'chaos',
  prometheus: 'prometheus',
  alertmanager: 'alertmanager',
  lab: 'lab',
} as const

/** What each job is called where the rules are loaded; a name may be a regular expression. */
export type Jobs = Readonly<Record<keyof typeof jobs, string>>

/** Matches the targets of jobs: the one place in which a rule names a job. */
export function ofJob(...names: readonly string[]): string {
  return `job=~"${names.join('|').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
