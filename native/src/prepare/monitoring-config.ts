import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import type { Layout } from '../layout.ts'
import { scrapeTargets } from './scrape-targets.ts'

/**
 * Lays out what Prometheus and Alertmanager read: links to the files of the repository, so that an
 * edit is seen after a reload, and what depends on the ports.
 */
export function writeMonitoringConfig(config: Config, layout: Layout): void {
  const source = join(config.root, 'prometheus')
  const folder = layout.prometheus
  mkdirSync(join(folder, 'targets'), { recursive: true })
  // Prometheus watches only folders that are there when it starts; what a killed lab left goes.
  rmSync(join(folder, 'lab'), { recursive: true, force: true })
  mkdirSync(join(folder, 'lab'))
  link(join(source, 'config', `${config.rulesProfile}.yml`), join(folder, 'prometheus.yml'))
  link(join(source, 'rules', config.rulesProfile), join(folder, 'rules'))
  for (const [job, groups] of Object.entries(scrapeTargets(config))) {
    const text = `${JSON.stringify(groups, null, 2)}\n`
    writeFileSync(join(folder, 'targets', `${job}.json`), text)
  }
  writeAlertmanagerConfig(config, layout)
}

function writeAlertmanagerConfig(config: Config, layout: Layout): void {
  const source = join(config.root, 'alertmanager', 'alertmanager.yml')
  const text = readFileSync(source, 'utf8')
  mkdirSync(dirname(layout.alertmanagerConfig), { recursive: true })
  const address = `127.0.0.1:${config.ports.CHAOS_PORT}`
  writeFileSync(layout.alertmanagerConfig, text.replaceAll('chaos:8080', address))
}

function link(target: string, path: string): void {
  rmSync(path, { force: true, recursive: true })
  symlinkSync(target, path)
}
