import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page, Request, Route } from 'playwright-core'
import { eventually } from '../../src/polling.ts'
import { connect } from '../../src/stack/running-stack.ts'
import { desktop, launchBrowser, openPage, phone } from './support/browser.ts'
import { everyPanelDrawn, nextRefresh, showAll } from './support/dashboard-page.ts'
import { crosshairPlaces, measureOverflow } from './support/in-page.js'

const { config } = connect()
const seconds = 1000
const overview = `${config.chaosUrl}/d/firedrill-overview`
const consumers = `${config.chaosUrl}/d/firedrill-consumers`
let browser: Browser

before(async () => {
  browser = await launchBrowser(config.chromium)
})
after(() => browser.close())

test('pages lead to each other, fit a phone, and every runbook is there', async () => {
  const { page, faults } = await openPage(browser, { viewport: phone })
  await page.goto(config.chaosUrl)
  for (const name of ['Dashboards', 'Runbooks', 'Drills']) {
    await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name }).click()
    await page.locator('nav [aria-current="page"]', { hasText: name }).waitFor()
    await page.waitForLoadState()
    assert.ok((await page.evaluate(measureOverflow)).pixels <= 0, name)
  }
  await page.goto(`${config.chaosUrl}/runbooks`)
  const names = await page.locator('main .card strong').allTextContents()
  assert.ok(names.includes('KafkaBrokerDown'))
  await page.getByRole('link', { name: 'KafkaBrokerDown' }).click()
  await page.getByRole('heading', { name: 'Mitigation' }).waitFor()
  await page.waitForLoadState()
  await page
    .getByText(/This alert does not fire now|firing|pending/)
    .first()
    .waitFor()
  assert.ok((await page.evaluate(measureOverflow)).pixels <= 0, 'runbook')
  assert.deepEqual(faults, [])
  await page.close()
})

test('variables and time range stand in the address, and Back undoes a choice', async () => {
  const { page } = await openPage(browser)
  await page.goto(consumers)
  await page.locator('#variable-group').click()
  await page.getByRole('checkbox', { name: 'payment-service' }).check()
  await page.waitForURL(/var-group=payment-service/)
  await page.locator('#range').selectOption({ label: 'Last 5 min' })
  await page.waitForURL(/from=now-5m&to=now/)
  await showAll(page, desktop.width)
  await eventually('only the chosen group is shown', 30, async () => {
    const names = await page.locator('.legend-name').allTextContents()
    const isChosen = names.some(name => name.startsWith('payment-service'))
    return isChosen && !names.some(name => name.startsWith('email-service'))
  })

  await page.reload()
  await page.locator('#variable-group', { hasText: 'payment-service' }).waitFor()
  await page.goBack()
  assert.equal(await page.locator('#range').inputValue(), 'now-15m')
  await page.close()
})

test('a range drawn on a graph becomes the range of the page', async () => {
  const { page } = await openPage(browser)
  await page.goto(overview)
  await everyPanelSeen(page)
  const { x, y, width, height } = await graphBox(page, 0)
  await page.mouse.move(x + width * 0.3, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 5 })
  await page.mouse.up()
  await page.waitForURL(/from=\d{13}&to=\d{13}/)
  const address = new URL(page.url()).searchParams
  const minutes = (Number(address.get('to')) - Number(address.get('from'))) / 60_000
  assert.ok(minutes > 3 && minutes < 6, `30 % of 15 minutes, not ${minutes}`)
  await page.close()
})

test('the crosshair is shared: every graph tells its values of the same moment', async () => {
  const { page } = await openPage(browser)
  await page.goto(`${overview}?refresh=`)
  await everyPanelSeen(page)
  const crosshair = page.locator('.tile-timeseries .u-cursor-x')
  const { x, y, width, height } = await graphBox(page, 0)
  await page.mouse.move(x + width * 0.5, y + height / 2)
  await page.locator('.chart-tip:visible').first().waitFor()
  const places = await crosshair.evaluateAll(crosshairPlaces)
  assert.ok(places.length > 2)
  for (const place of places) assert.ok(Math.abs(place - 0.5) < 0.02, `${places}`)
  assert.equal(await page.locator('.chart-tip:visible').count(), 1, 'one tooltip')
  await page.close()
})

test('what a panel says of itself opens by keyboard and by touch', async () => {
  const { page } = await openPage(browser, { viewport: phone, hasTouch: true })
  await page.goto(overview)
  const button = page.getByRole('button', { name: 'About Alerts firing' })
  await button.focus()
  await page.keyboard.press('Enter')
  const words = page.locator('.info:popover-open')
  await words.getByText(/Good: 0/).waitFor()
  await page.keyboard.press('Escape')
  await words.waitFor({ state: 'detached' })
  await button.tap()
  await words.getByText(/Good: 0/).waitFor()
  await page.close()
})

test('what the page cannot draw is an error in its panel, the others are drawn', async () => {
  const { page } = await openPage(browser)
  await page.route('**/api/dashboards/firedrill-overview', async (route: Route) => {
    const dashboard = await (await route.fetch()).json()
    dashboard.panels[0].type = 'gauge'
    await route.fulfill({ json: dashboard })
  })
  await page.goto(overview)
  const strange = page.locator('.tile').first()
  await strange.getByText('This page cannot show: panel type gauge').waitFor()
  assert.equal(await strange.getAttribute('data-state'), 'error')
  await page.locator('.tile[data-state="data"]').first().waitFor()
  await page.close()
})

test('a slow Prometheus is never asked the same twice at once, a failing one is named', async () => {
  const { page } = await openPage(browser)
  const most = countAtOnce(page)
  let answer = (route: Route) => route.continue()
  await page.route('**/prometheus/api/v1/query*', async route => {
    await new Promise(resolve => setTimeout(resolve, 2.5 * seconds))
    await answer(route).catch(() => undefined)
  })
  // A single panel, so that no query is there twice.
  await page.route('**/api/dashboards/firedrill-overview', async route => {
    const dashboard = await (await route.fetch()).json()
    dashboard.panels = dashboard.panels.slice(2, 3)
    await route.fulfill({ json: dashboard })
  })
  await page.goto(`${overview}?refresh=2s`)
  await nextRefresh(page)
  await nextRefresh(page)
  assert.equal(most(), 1)
  answer = route => route.fulfill({ status: 503, json: { message: 'No answer' } })
  await page.locator('.tile-note', { hasText: 'No answer' }).waitFor()
  answer = route => route.continue()
  await page.locator('.tile[data-state="data"]').waitFor()
  await page.close()
})

/** How many requests with the same query were ever under way together. */
function countAtOnce(page: Page): () => number {
  const underWay = new Map<string, number>()
  let most = 0
  const count = (change: number) => (request: Request) => {
    const query = new URLSearchParams(request.postData() ?? '').get('query')
    if (query === null) return
    underWay.set(query, (underWay.get(query) ?? 0) + change)
    most = Math.max(most, ...underWay.values())
  }
  page.on('request', count(1))
  page.on('requestfinished', count(-1))
  page.on('requestfailed', count(-1))
  return () => most
}

async function everyPanelSeen(page: Page): Promise<void> {
  await showAll(page, desktop.width)
  await everyPanelDrawn(page)
}

async function graphBox(page: Page, index: number) {
  const box = await page.locator('.tile-timeseries .u-over').nth(index).boundingBox()
  assert.ok(box)
  return box
}
