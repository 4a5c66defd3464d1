import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMarkdownRenderer } from '../../src/pages/markdown.ts'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

test('the runbook of an alert is served where its runbook_url points', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { status, body } = await call('GET', '/runbooks/KafkaBrokerDown')
  assert.equal(status, 200)
  assert.match(body, /^# KafkaBrokerDown/)
})

test('a browser gets it as a page that leads to other runbooks and to dashboards', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { body } = await call('GET', '/runbooks/KafkaBrokerDown', undefined, browser)
  assert.match(body, /<h1>KafkaBrokerDown<\/h1>/)
  assert.match(body, /<a href="\/runbooks\/KafkaIsrShrinking">KafkaIsrShrinking<\/a>/)
  assert.match(body, /<a href="\/d\/firedrill-brokers">Brokers<\/a>/)
})

test('the list names every runbook with the first sentence of its meaning', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { body } = await call('GET', '/runbooks', undefined, browser)
  assert.match(body, /href="\/runbooks\/Watchdog"/)
  assert.match(body, /More than 10,000 records of one partition wait for a group\./)
})

test('a runbook that does not exist is 404, and a path outside the folder is refused', async t => {
  const { call } = await createTestService(t, createStackDouble())
  assert.equal((await call('GET', '/runbooks/NoSuchAlert')).body.code, 'UNKNOWN_RUNBOOK')
  assert.equal((await call('GET', '/runbooks/..%2F..%2FREADME')).status, 422)
})

const renderMarkdown = createMarkdownRenderer()
const words = new Map([['Watchdog', '/runbooks/Watchdog']])
const titles = new Map([['Brokers', '/d/brokers']])

test('HTML in Markdown is shown as text, and no script hides in a link', async () => {
  const given = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) `<b>`'
  assert.doesNotMatch(await renderMarkdown(given, { words, titles }), /<img|<b>|href="javascript/)
})

test('names of alerts become links outside code and outside other links', async () => {
  const html = await renderMarkdown('See Watchdog. `Watchdog` [the Watchdog](/x) Watchdogs', {
    words,
    titles,
  })
  assert.equal(html.match(/href="\/runbooks\/Watchdog"/g)?.length, 1)
})

test('the title of a dashboard becomes a link only where it stands emphasised alone', async () => {
  const html = await renderMarkdown(
    'Dashboard **Brokers**: *Brokers down*. Brokers **Brokers down**',
    {
      words,
      titles,
    },
  )
  assert.equal(html.match(/href="\/d\/brokers"/g)?.length, 1)
})
