import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readCompose, root, settings } from './compose-file.ts'

const services = Object.entries(readCompose())
const isOurs = ([, { image }]: (typeof services)[number]) =>
  /^firedrill-(producer|consumer|exporter|chaos|lab)$/.test(image)
const isBroker = ([name]: (typeof services)[number]) => name.startsWith('kafka-')

describe('compose.yaml', () => {
  it('names every container after its process', () => {
    for (const [name, { container_name }] of services) {
      assert.equal(container_name, `firedrill-${name}`)
    }
  })

  it('gives every container a health check, a memory limit and no capability', () => {
    for (const [name, { healthcheck, mem_limit, cap_drop }] of services) {
      assert.ok(healthcheck?.test.length && mem_limit, name)
      assert.deepEqual(cap_drop, ['ALL'], name)
    }
  })

  it('revives what dies by itself, also after a pause: `always` and a stop signal', () => {
    for (const [name, { restart, stop_signal }] of services) {
      assert.equal(restart, 'always', name)
      assert.match(stop_signal, /^SIG(TERM|INT)$/, name)
    }
  })

  it('puts an init process before our services only, so that a paused broker is the JVM', () => {
    for (const service of services) {
      assert.equal(service[1].init === true, isOurs(service), service[0])
    }
    assert.equal(services.filter(isBroker).length, 3)
  })

  it('starts the lab and the tools of others only when asked', () => {
    const optional = services.filter(([, { profiles }]) => profiles !== undefined)
    const ofProfile = (profile: string) =>
      optional.filter(([, { profiles }]) => profiles?.join() === profile).map(([name]) => name)
    assert.deepEqual(ofProfile('tools'), ['burrow', 'burrow-zookeeper', 'akhq'])
    assert.deepEqual(ofProfile('compare'), ['lab-kafka', 'rabbitmq', 'lab'])
    assert.equal(optional.length, 6)
    for (const [name, { networks }] of optional) assert.deepEqual(networks, ['stack'], name)
  })

  it('lets nobody but chaos reach the Docker API, and publishes it nowhere', () => {
    const reaching = services.filter(([, { networks }]) => networks.includes('control'))
    assert.deepEqual(new Set(reaching.map(([name]) => name)), new Set(['chaos', 'socket-proxy']))
    const proxy = reaching.find(([name]) => name === 'socket-proxy')?.[1]
    assert.deepEqual([proxy?.networks, proxy?.ports], [['control'], undefined])
  })

  it('pins every image in .env, none by `latest`', () => {
    for (const [key, tag] of Object.entries(settings).filter(([key]) => key.endsWith('_IMAGE'))) {
      assert.match(tag, /:[^:]*\d/, key)
      assert.doesNotMatch(tag, /^[^/]*[.:][^/]*\//, `${key} names a registry`)
    }
    const text = readFileSync(join(root, 'compose.yaml'), 'utf8')
    const images = [...text.matchAll(/^\s+image: (\S+)/gm)].map(([, image]) => image ?? '')
    for (const image of images) assert.match(image, /^(\$\{\w+_IMAGE\}|firedrill-\w+)$/)
  })

  it('builds with the versions of .env, also where a recipe is used alone', () => {
    const recipes = globSync('{kafka,services,docker,lab}/*Dockerfile', { cwd: root })
    assert.equal(recipes.length, 4)
    for (const recipe of recipes) {
      const text = readFileSync(join(root, recipe), 'utf8')
      const defaults = [...text.matchAll(/^ARG (\w+)=(\S+)$/gm)]
      assert.ok(defaults.length, recipe)
      for (const [, key = '', value] of defaults) assert.equal(value, settings[key], recipe)
    }
  })
})
