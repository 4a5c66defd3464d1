import { alertsByConcern, recordings } from './catalogue.ts'
import type { Links } from './links.ts'
import { profileNames } from './profiles.ts'
import { renderAlerts, renderRecordings } from './rule-file.ts'
import { renderServerConfig } from './server-config.ts'
import { renderTests } from './test-file.ts'

/** Every generated file of this package: content by path, relative to `prometheus/`. */
export function generatedFiles(links: Links): Map<string, string> {
  const files = new Map<string, string>()
  for (const profile of profileNames) {
    files.set(`config/${profile}.yml`, renderServerConfig(profile))
    files.set(`rules/${profile}/recording.yml`, renderRecordings(recordings, profile))
    for (const [concern, alerts] of Object.entries(alertsByConcern)) {
      files.set(`rules/${profile}/${concern}.yml`, renderAlerts(concern, alerts, profile, links))
      files.set(`tests/${profile}/${concern}.test.yml`, renderTests(concern, profile, links))
    }
  }
  return files
}
