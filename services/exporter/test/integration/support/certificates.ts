import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** PEM files of one certificate and its key. */
export interface KeyPair {
  readonly cert: string
  readonly key: string
}

const run = promisify(execFile)
const newKey = ['-newkey', 'rsa:2048', '-nodes', '-sha256']

/**
 * Makes a certificate authority in a folder.
 * @throws when there is no `openssl`
 */
export async function makeAuthority(folder: string, name: string): Promise<KeyPair> {
  const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
  const out = ['-keyout', files.key, '-out', files.cert]
  await run('openssl', ['req', '-x509', '-days', '2', '-subj', `/CN=${name}`, ...newKey, ...out])
  return files
}

/** Makes a certificate signed by the authority, for a name and this machine's addresses. */
export async function makeCertificate(
  folder: string,
  name: string,
  authority: KeyPair,
): Promise<KeyPair> {
  const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
  const [request, extensions] = [join(folder, `${name}.csr`), join(folder, `${name}.ext`)]
  await writeFile(extensions, 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  const out = ['-keyout', files.key, '-out', request]
  await run('openssl', ['req', '-subj', `/CN=${name}`, ...newKey, ...out])
  const by = ['-CA', authority.cert, '-CAkey', authority.key, '-CAcreateserial', '-days', '2']
  const put = ['-in', request, '-extfile', extensions, '-out', files.cert]
  await run('openssl', ['x509', '-req', '-sha256', ...by, ...put])
  return files
}
