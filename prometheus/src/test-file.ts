import type { Alert } from './alert.ts'
import type { AlertCase, Firing, Timing } from './alert-case.ts'
import { timingOf } from './alert-case.ts'
import { casesByConcern } from './case-catalogue.ts'
import { alertsByConcern } from './catalogue.ts'
import type { Links } from './links.ts'
import type { ProfileName } from './profiles.ts'
import { recordingsFor } from './rule-dependencies.ts'
import { alertLabels, alertLinks, recordingFile, toYaml } from './rule-file.ts'
import { countSamples, toValues } from './samples.ts'
import { withTwoExporters } from './two-exporters.ts'

/**
 * Rules are evaluated more often than samples arrive, so that a moment between two samples can be
 * looked at: windows are left-open in Prometheus 3 and closed in 2, and all our ranges are whole
 * scrapes, so that no sample lies on the edge of a window that is looked at.
 */
const evaluationSeconds = { training: 1, production: 5 } as const

/** The promtool test file of one concern in one profile; rules are found relative to it. */
export function renderTests(concern: string, profile: ProfileName, links: Links): string {
  const tests = (casesByConcern[concern] ?? []).flatMap(({ alert, build }) => {
    const timing = timingOf(alert, profile)
    const cases = build(timing)
    // Durations apart the profiles have the same rules: one of them shows it.
    const twins = profile === 'training' ? cases.flatMap(withTwoExporters) : []
    return [...cases, ...twins].map(alertCase => testGroup(alert, alertCase, timing, links))
  })
  return toYaml({
    rule_files: ruleFilesOf(concern, profile).map(file => `../../rules/${profile}/${file}.yml`),
    evaluation_interval: `${evaluationSeconds[profile]}s`,
    tests,
  })
}

/** No recording rule that no alert of the concern needs: each would be evaluated all the time. */
function ruleFilesOf(concern: string, profile: ProfileName): string[] {
  const expressions = (alertsByConcern[concern] ?? []).map(alert => alert.expr(profile))
  const recorded = recordingsFor(expressions.join('\n'), profile).keys()
  return [...[...recorded].map(recordingFile), concern]
}

function testGroup(alert: Alert, alertCase: AlertCase, timing: Timing, links: Links) {
  const { series, title, fires = [] } = alertCase
  return {
    name: `${alert.name}: ${title}`,
    interval: `${timing.scrape}s`,
    external_labels: { cluster: 'firedrill' },
    input_series: Object.entries(series).map(([selector, phases]) => ({
      series: selector,
      values: toValues(phases, timing.scrape),
    })),
    alert_rule_test: [
      {
        eval_time: `${endOf(alertCase, timing)}s`,
        alertname: alert.name,
        exp_alerts: fires.map(firing => expectation(firing.rule ?? alert, firing, links)),
      },
    ],
  }
}

/** Just after the last sample of the shortest series. */
function endOf({ series }: AlertCase, { profile, scrape }: Timing): number {
  const counts = Object.values(series).map(phases => countSamples(phases, scrape))
  return (Math.min(...counts) - 1) * scrape + evaluationSeconds[profile]
}

function expectation(alert: Alert, firing: Firing, links: Links) {
  const own = Object.entries(alertLabels(alert)).filter(([, value]) => !value.includes('{{'))
  return {
    exp_labels: { ...Object.fromEntries(own), ...firing.labels },
    exp_annotations: {
      summary: firing.summary,
      description: firing.description,
      ...alertLinks(alert, links),
    },
  }
}
