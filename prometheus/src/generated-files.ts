import { alertsByConcern } from './catalogue.ts'
import { renderPrometheusRule } from './operator.ts'
import { type ProfileName, profileNames } from './profiles.ts'
import { type Place, ruleGroups, toYaml } from './rule-file.ts'
import { renderServerConfig } from './server-config.ts'
import { renderTests } from './test-file.ts'

/** Every generated file of this package: content by path, relative to `prometheus/`. */
export function generatedFiles(place: Place): Map<string, string> {
  const files = new Map(ruleFiles(place))
  for (const profile of profileNames) {
    files.set(`config/${profile}.yml`, renderServerConfig(profile))
    for (const concern of Object.keys(alertsByConcern)) {
      files.set(`tests/${profile}/${concern}.test.yml`, renderTests(concern, profile, place.links))
    }
  }
  return files
}

/** The rules alone, for both profiles and, from production, for the operator. */
export function ruleFiles(place: Place): Map<string, string> {
  return new Map([
    ...profileNames.flatMap(profile => filesOf(profile, place)),
    ['operator/firedrill.yaml', renderPrometheusRule(ruleGroups('production', place).values())],
  ])
}

function filesOf(profile: ProfileName, place: Place): [path: string, content: string][] {
  return [...ruleGroups(profile, place)].map(([file, group]) => [
    `rules/${profile}/${file}.yml`,
    toYaml({ groups: [group] }),
  ])
}
