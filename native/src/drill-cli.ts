import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ChaosClient } from './chaos/client.ts'
import { connectToChaos } from './chaos/connect.ts'
import { collectParam } from './chaos/params.ts'
import { actions } from './commands/actions.ts'
import { hints } from './commands/hints.ts'
import { run } from './commands/run.ts'
import { halt, stop, unlock } from './commands/stop.ts'
import { loadConfig } from './config.ts'
import { layoutOf } from './layout.ts'

const paramHelp = 'a parameter; repeat for more, JSON for anything but text'

/** The commands that lead runs: thin clients of the chaos service's API. */
export function addDrillCommands(cli: Command, root: string): void {
  const withClient = async (work: (client: ChaosClient) => Promise<number>) => {
    const config = loadConfig(root)
    process.exitCode = await work(await connectToChaos(config, layoutOf(config)))
  }
  cli
    .command('run [scenario]')
    .description('break something on purpose and follow it; without a name: list the scenarios')
    .option('-p, --param <key=value>', paramHelp, collectParam)
    .option('--ttl <seconds>', 'end it after this time', positiveInteger)
    .option('--force', 'also on a stack that is not healthy')
    .option('--dry-run', 'only say what would be done')
    .option('-d, --detach', 'return when it has started')
    .action((name, options) => withClient(client => run(client, name, options)))
  cli
    .command('hints [run]')
    .description('show where to look in the run under way; further steps: what to ask, the cause')
    .addOption(
      new Option('-s, --step <n>', 'how far: 1 where to look, 2 what to ask, 3 the cause')
        .choices(['1', '2', '3'])
        .default('1'),
    )
    .action((name, { step }) => withClient(client => hints(client, name, { step: Number(step) })))
  cli
    .command('stop [run]')
    .description('end the run under way and put everything back')
    .action(name => withClient(client => stop(client, name)))
  cli
    .command('halt <reason...>')
    .description('end the run under way at once and forbid new ones')
    .action(words => withClient(client => halt(client, words.join(' '))))
  cli
    .command('unlock <reason...>')
    .description('allow runs again after a halt')
    .action(words => withClient(client => unlock(client, words.join(' '))))
  cli
    .command('actions [action]')
    .description('do something by hand in the run under way; without a name: list what can be done')
    .option('-p, --param <key=value>', paramHelp, collectParam)
    .action((name, { param = {} }) => withClient(client => actions(client, name, param)))
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0')
  return Number(text)
}
