/** What the pages must know of their surroundings. */
export interface Site {
  /** Where a browser finds Grafana, when one runs beside. */
  readonly grafanaUrl?: string | undefined
  /** How often Prometheus scrapes: no rate looks closer. */
  readonly scrapeIntervalSeconds: number
}

export type Area = 'drills' | 'dashboards' | 'runbooks'

interface Page {
  readonly title: string
  readonly area: Area
  /** HTML between the navigation and the end. */
  readonly body: string
  /** Files in `console/styles`, without their ending, beside those of every page. */
  readonly styles: readonly string[]
  /** The module that brings the page to life. */
  readonly script?: string
}

const everywhere = ['tokens', 'base', 'controls', 'layout', 'chips', 'navigation']

const areas: readonly (readonly [area: Area, path: string, name: string])[] = [
  ['drills', '/', 'Drills'],
  ['dashboards', '/dashboards', 'Dashboards'],
  ['runbooks', '/runbooks', 'Runbooks'],
]

/** A whole page: head, navigation and what is given. */
export function renderPage(site: Site, page: Page): string {
  const styles = [...everywhere, ...page.styles, 'narrow'].map(
    name => `<link rel="stylesheet" href="/styles/${name}.css">`,
  )
  const script = page.script ? `<script type="module" src="/${page.script}"></script>` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${styles.join('\n')}
${script}
</head>
<body data-scrape-seconds="${site.scrapeIntervalSeconds}"${grafanaAttribute(site)}>
<a class="skip" href="#main">Skip to the content</a>
${renderHeader(site, page.area)}
${page.body}
<noscript><p class="empty">This page needs JavaScript.</p></noscript>
</body>
</html>
`
}

function renderHeader({ grafanaUrl }: Site, current: Area): string {
  const links = areas.map(([area, path, name]) => {
    const mark = area === current ? ' aria-current="page"' : ''
    return `<a href="${path}"${mark}>${name}</a>`
  })
  if (grafanaUrl !== undefined) {
    links.push(`<a href="${escapeHtml(grafanaUrl)}" target="_blank" rel="noopener">Grafana ↗</a>`)
  }
  return `<header class="bar">
<a class="brand" href="/"><img src="/icon.svg" alt="" width="22" height="22"><span>Firedrill</span></a>
<nav aria-label="Areas">${links.join('')}</nav>
<div id="lock" class="bar-actions"></div>
</header>`
}

function grafanaAttribute({ grafanaUrl }: Site): string {
  return grafanaUrl === undefined ? '' : ` data-grafana="${escapeHtml(grafanaUrl)}"`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, char => entities[char] ?? '')
}
