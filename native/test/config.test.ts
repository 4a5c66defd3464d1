import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { configAsEnvironment, loadConfig } from '../src/config.ts'
import { LauncherError } from '../src/errors.ts'
import { portDefaults } from '../src/settings.ts'

describe('configuration', () => {
  let root: string
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'firedrill-config-'))
    writeFileSync(join(root, '.env'), 'CHAOS_PORT=8090\nRULES_PROFILE=production\n')
  })
  after(() => rmSync(root, { recursive: true }))

  it('has no default port among those that Linux lends to outgoing connections', () => {
    const lent = Object.entries(portDefaults).filter(([, port]) => port >= 32_768)
    assert.deepEqual(lent, [])
  })

  it('takes defaults, then .env, then the environment', () => {
    const config = loadConfig(root, { RULES_PROFILE: 'training', CLUSTER_NAME: '' })
    assert.equal(config.ports.PROMETHEUS_PORT, portDefaults.PROMETHEUS_PORT)
    assert.equal(config.ports.CHAOS_PORT, 8090)
    assert.equal(config.rulesProfile, 'training')
    assert.equal(config.clusterName, 'firedrill')
  })

  it('lists every wrong setting at once', () => {
    const wrong = { EMAIL_PORT: '70000', LOG_LEVEL: 'loud', PRODUCER_PORT: '8090' }
    assert.throws(
      () => loadConfig(root, wrong),
      (error: unknown) => {
        assert.ok(error instanceof LauncherError)
        assert.equal(error.code, 'BAD_SETTING')
        assert.match(error.details ?? '', /EMAIL_PORT=70000 is not a port/)
        assert.match(error.details ?? '', /LOG_LEVEL=loud is none of/)
        assert.match(error.details ?? '', /=8090 is the port of \w+ too/)
        return true
      },
    )
  })

  it('can be handed on as environment', () => {
    const config = loadConfig(root, {})
    assert.deepEqual(loadConfig(root, configAsEnvironment(config)).ports, config.ports)
  })
})
