import { delimiter } from 'node:path'
import { type Jobs, jobs } from './jobs.ts'
import { defaultLinks, type Links } from './links.ts'
import { type ProfileName, profileNames } from './profiles.ts'

/** Links of the generated rules: RUNBOOK_BASE_URL and DASHBOARD_BASE_URL replace the defaults. */
export function linksFrom(env: NodeJS.ProcessEnv): Links {
  return {
    runbooks: env.RUNBOOK_BASE_URL ?? defaultLinks.runbooks,
    dashboards: env.DASHBOARD_BASE_URL ?? defaultLinks.dashboards,
  }
}

/** Names of the scrape jobs that rules look at: JOB_KAFKA, JOB_CONSUMER … replace the defaults. */
export function jobsFrom(env: NodeJS.ProcessEnv): Jobs {
  const named = Object.entries(jobs).map(([job, name]) => [
    job,
    env[`JOB_${job.toUpperCase()}`] ?? name,
  ])
  return Object.fromEntries(named) as Record<keyof Jobs, string>
}

/** Where to write the rules alone, for another place: RULES_OUT. */
export function rulesOutFrom(env: NodeJS.ProcessEnv): string | undefined {
  return env.RULES_OUT
}

/** The Prometheus to compare with, and the profile that it runs: PROMETHEUS_URL, RULES_PROFILE. */
export function prometheusFrom(env: NodeJS.ProcessEnv): { url: string; profile: ProfileName } {
  return {
    url: env.PROMETHEUS_URL ?? 'http://127.0.0.1:9090',
    profile: profileNames.find(name => name === env.RULES_PROFILE) ?? 'training',
  }
}

/** Where to write the dashboards for another place: DASHBOARDS_OUT. */
export function dashboardsOutFrom(env: NodeJS.ProcessEnv): string | undefined {
  return env.DASHBOARDS_OUT
}

/** promtool programs to test with: PROMTOOLS, a list of paths separated as PATH is. */
export function promtoolsFrom(env: NodeJS.ProcessEnv): string[] {
  const paths = (env.PROMTOOLS ?? 'promtool').split(delimiter).filter(path => path !== '')
  return env.PROMTOOL_EXTRA === undefined ? paths : [...paths, env.PROMTOOL_EXTRA]
}
