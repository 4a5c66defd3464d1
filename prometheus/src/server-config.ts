import { jobs } from './jobs.ts'
import { type ProfileName, scrapeSeconds, scrapeTimeoutSeconds } from './profiles.ts'
import { toYaml } from './rule-file.ts'

/** Of the JVM's and the agent's own series only these are used; the rest is not worth storing. */
const keepBrokerSeries = {
  source_labels: ['__name__'],
  regex: 'kafka_.+|process_.+|jmx_scrape_.+',
  action: 'keep',
}

/**
 * The server's configuration for one profile, valid for Prometheus 2.42 to 3.x. Paths are relative
 * to the file: `rules/` and `targets/` lie beside it, whatever the run mode puts there.
 */
export function renderServerConfig(profile: ProfileName): string {
  const seconds = scrapeSeconds[profile]
  return toYaml({
    global: {
      scrape_interval: `${seconds}s`,
      scrape_timeout: `${scrapeTimeoutSeconds[profile]}s`,
      evaluation_interval: `${seconds}s`,
      external_labels: { cluster: 'firedrill' },
    },
    rule_files: ['rules/*.yml'],
    alerting: {
      alertmanagers: [{ file_sd_configs: [targets('alertmanager')] }],
    },
    scrape_configs: Object.values(jobs).map(job => ({
      job_name: job,
      file_sd_configs: [targets(job)],
      ...(job === jobs.kafka && { metric_relabel_configs: [keepBrokerSeries] }),
    })),
  })
}

// The lab writes its file itself, and takes it away again: mostly it does not run.
function targets(job: string) {
  const file = job === jobs.lab ? 'lab/targets.json' : `targets/${job}.json`
  return { files: [file], refresh_interval: '30s' }
}
