import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * The token that every write needs: the given one, or the one of the file, which is made at the
 * first start and readable by its owner alone.
 */
export async function loadToken(file: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept.trim() !== '') return kept.trim()
  const token = randomBytes(24).toString('base64url')
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.chmod(0o600)
    await handle.writeFile(`${token}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return token
}

/** Whether an Authorization header carries the token; takes the same time wherever it differs. */
export function carriesToken(header: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
