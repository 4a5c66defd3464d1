import { resolve } from 'node:path'
import { Command } from 'commander'
import { loadConfig } from '../config.ts'
import { createPrometheusClient } from '../stack/prometheus-client.ts'
import { capturePages } from './capture-pages.ts'
import { captureParts } from './capture-while-firing.ts'
import { runbookFolder } from './run-parts.ts'

// For alerts that no drill raises: a person makes them fire, and captures what their pages ask.
const program = new Command('capture')
  .description('Writes what the commands of runbooks print into them, while their alerts fire')
  .argument('<alert...>', 'alerts that fire now')
  .requiredOption('--during <words>', 'what was done to make them fire, as in "a stopped exporter"')
  .option('--runbooks <folder>', 'where the pages are', runbookFolder)

program.parse()
const options = program.opts<{ during: string; runbooks: string }>()
const { root, prometheusUrl } = loadConfig()
const { firing } = await createPrometheusClient(prometheusUrl).alerts()
const silent = program.args.filter(alert => !firing.has(alert))
if (silent.length > 0) program.error(`does not fire: ${silent.join(', ')}`)
const folder = resolve(root, options.runbooks)
const parts = captureParts(root, folder, new AbortController().signal)
const written = await capturePages(parts, options.during, program.args).catch((error: Error) =>
  program.error(error.message),
)
console.log(`${written} outputs written`)
