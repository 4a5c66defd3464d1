import { delimiter } from 'node:path'
import { defaultLinks, type Links } from './links.ts'

/** Links of the generated rules: RUNBOOK_BASE_URL and DASHBOARD_BASE_URL replace the defaults. */
export function linksFrom(env: NodeJS.ProcessEnv): Links {
  return {
    runbooks: env.RUNBOOK_BASE_URL ?? defaultLinks.runbooks,
    dashboards: env.DASHBOARD_BASE_URL ?? defaultLinks.dashboards,
  }
}

/** promtool programs to test with: PROMTOOLS, a list of paths separated as PATH is. */
export function promtoolsFrom(env: NodeJS.ProcessEnv): string[] {
  const paths = (env.PROMTOOLS ?? 'promtool').split(delimiter).filter(path => path !== '')
  return env.PROMTOOL_EXTRA === undefined ? paths : [...paths, env.PROMTOOL_EXTRA]
}
