import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * What is being verified: the short hash of the commit, with `-dirty` after it when the working
 * tree differs from it; `unknown` outside a repository. The pages do not count: verification writes
 * into them.
 */
export async function readCommit(folder: string): Promise<string> {
  const git = async (...words: string[]) => (await run('git', words, { cwd: folder })).stdout.trim()
  try {
    const hash = await git('rev-parse', '--short', 'HEAD')
    const changes = await git('status', '--porcelain', ':/', ':(exclude,top)docs')
    return changes === '' ? hash : `${hash}-dirty`
  } catch {
    return 'unknown'
  }
}
