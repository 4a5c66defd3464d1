import { Command } from 'commander'
import { down } from './commands/down.ts'
import { kafka } from './commands/kafka.ts'
import { lab } from './commands/lab.ts'
import { logs } from './commands/logs.ts'
import { runBeside, runChecks } from './commands/scripts.ts'
import { status } from './commands/status.ts'
import { up } from './commands/up.ts'
import { type Config, loadConfig } from './config.ts'
import { addDrillCommands } from './drill-cli.ts'
import { type Layout, layoutOf } from './layout.ts'
import { rulesProfiles } from './settings.ts'

/** The commands of the front door. Each sets the exit code of the process. */
export function createCli(root: string): Command {
  const cli = new Command('firedrill')
    .description('Breaks a real Kafka cluster on purpose, shows the right alert, teaches the fix.')
    .enablePositionalOptions()
    .showHelpAfterError()
  addStackCommands(cli, root)
  addDrillCommands(cli, root)
  addToolCommands(cli, root)
  return cli
}

function addStackCommands(cli: Command, root: string): void {
  cli
    .command('up')
    .description('start the stack and wait until the first payment is in the ledger')
    .option('--native', 'as ordinary processes, even where Docker answers')
    .option('--docker', 'with Docker, or not at all')
    .option('-d, --detach', 'return when the stack is up, instead of waiting for Ctrl-C')
    .option('--profile <profile>', `alert rules: ${rulesProfiles.join(' or ')}`)
    .action(async options => {
      const profile = options.profile ? { RULES_PROFILE: options.profile } : {}
      const config = loadConfig(root, { ...process.env, ...profile })
      await up(config, layoutOf(config), options)
    })
  cli
    .command('down')
    .description('stop the stack; the data is kept')
    .option('--wipe', 'delete the data as well')
    .option('--native', 'only what runs as ordinary processes')
    .option('--docker', 'only what runs with Docker')
    .action(options => withConfig(root, (config, layout) => down(config, layout, options)))
  cli
    .command('status')
    .description('list the processes; exit code 1 when one is not healthy')
    .option('--json', 'for programs')
    .action(options =>
      setExit(withConfig(root, (config, layout) => status(config, layout, options.json === true))),
    )
  cli
    .command('logs [process]')
    .description('print what the processes have said')
    .option('-f, --follow', 'go on printing')
    .option('-n, --lines <count>', 'how many lines of each', Number, 100)
    .action((name, options) =>
      withConfig(root, (config, layout) => logs(config, layout, name, options)),
    )
}

function addToolCommands(cli: Command, root: string): void {
  cli
    .command('kafka [tool] [arguments...]')
    .description("run one of Kafka's own tools against the stack; without a name: list them")
    .passThroughOptions()
    .allowUnknownOption()
    .helpOption(false)
    .action((tool, args) =>
      setExit(withConfig(root, (config, layout) => kafka(config, layout, tool, args))),
    )
  cli
    .command('test')
    .description('run every check: format, types, unit tests, alert rule tests')
    .action(() => setExit(withConfig(root, runChecks)))
  addProgram(cli, root, 'verify', 'e2e/src/verify.ts', 'prove the scenarios on the running stack')
  cli
    .command('lab [arguments...]')
    .description('send the same orders through Kafka and RabbitMQ, and compare')
    .passThroughOptions()
    .allowUnknownOption()
    .helpOption(false)
    .action((args: string[]) =>
      setExit(withConfig(root, (config, layout) => lab(config, layout, args))),
    )
  addProgram(cli, root, 'bench', 'bench/src/main.ts', 'measure')
}

function addProgram(cli: Command, root: string, name: string, path: string, text: string): void {
  cli
    .command(`${name} [arguments...]`)
    .description(text)
    .passThroughOptions()
    .allowUnknownOption()
    .helpOption(false)
    .action((args: string[]) =>
      setExit(withConfig(root, (config, layout) => runBeside(config, layout, path, args))),
    )
}

async function withConfig<T>(
  root: string,
  act: (config: Config, layout: Layout) => Promise<T>,
): Promise<T> {
  const config = loadConfig(root)
  return await act(config, layoutOf(config))
}

async function setExit(code: Promise<number>): Promise<void> {
  process.exitCode = await code
}
