import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { eventually } from '../../src/polling.ts'
import { isOver } from '../../src/stack/chaos-types.ts'
import { connect } from '../../src/stack/running-stack.ts'
import { launchBrowser, openPage } from './support/browser.ts'

const { chaos, config, finished, quiet } = connect()
const seconds = 1000
let browser: Browser

before(async () => {
  await quiet()
  browser = await launchBrowser(config.chromium)
})

after(() => browser.close())

async function open(fragment: string): Promise<{ page: Page; faults: string[] }> {
  const opened = await openPage(browser)
  await opened.page.goto(config.chaosUrl + fragment)
  return opened
}

test('noop started on the page appears in its timeline and can be stopped there', async () => {
  const { page, faults } = await open(`/#token=${config.token}`)
  await page.locator('#scenario-noop > summary').click()
  await page.locator('#scenario-noop button[type=submit]').click()
  // Until then the page shows the run before this one, which was active once as well.
  const shown = (state: string) =>
    page
      .locator('#run .run-head', { hasText: 'Nothing happens' })
      .getByText(state, { exact: true })
      .waitFor({ timeout: 60 * seconds })
  const timeline = page.getByRole('log', { name: 'Timeline' })
  await shown('ACTIVE')
  await timeline
    .getByText('ACTIVE')
    .first()
    .waitFor({ timeout: 10 * seconds })
  assert.doesNotMatch(page.url(), /token/, 'the token does not stay in the address')

  const [run] = await chaos.runs()
  assert.equal(run?.scenario, 'noop')
  await page.getByRole('button', { name: 'Stop and put back' }).click()
  await shown('RECOVERED')
  await timeline
    .getByText('RECOVERED')
    .first()
    .waitFor({ timeout: 10 * seconds })
  await page.getByText('Nothing was left behind.').waitFor({ timeout: 10 * seconds })
  assert.deepEqual(faults, [])
})

test('without a token the page asks for it, and says when it is wrong', async () => {
  const { page } = await open('/')
  await page.locator('#scenario-noop > summary').click()
  await page.locator('#scenario-noop button[type=submit]').click()
  const input = page.locator('#dialog-input')
  await input.fill('not-the-token')
  await input.press('Enter')
  await page.getByText('This token is not the right one.').waitFor({ timeout: 10 * seconds })
  await input.fill(String(config.token))
  await input.press('Enter')
  const started = await eventually('noop runs', 30, async () =>
    (await chaos.runs()).find(run => !isOver(run)),
  )
  await chaos.stop(started.id)
  assert.equal((await finished(started.id)).state, 'RECOVERED')
})
