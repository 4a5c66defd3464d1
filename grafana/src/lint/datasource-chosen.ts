import { type DashboardJson, dataPanelTypes, type Finding } from './model.ts'

/** Whatever asks, asks the data source that the reader picked; none is named. */
export function datasourceChosen(dashboard: DashboardJson): Finding[] {
  const { title: page, panels, templating, annotations } = dashboard
  const asking = [
    ...panels
      .filter(({ type }) => dataPanelTypes.has(type) || type === 'alertlist')
      .flatMap(({ title, datasource, targets = [] }) =>
        [{ datasource }, ...targets].map(part => ({ where: `${page} / ${title}`, ...part })),
      ),
    ...templating.list
      .filter(({ type }) => type === 'query')
      .map(({ name, datasource }) => ({ where: `${page} / $${name}`, datasource })),
    ...annotations.list.map(({ name, datasource }) => ({
      where: `${page} / annotation ${name}`,
      datasource,
    })),
  ]
  const wrong = asking
    .filter(({ datasource }) => datasource?.uid !== '$datasource')
    .map(({ where, datasource }) => ({
      where,
      problem: `asks ${datasource?.uid ?? 'the default'}`,
    }))
  const named = panels.flatMap(({ title, options }) =>
    options?.datasource === undefined
      ? []
      : [{ where: `${page} / ${title}`, problem: `lists alerts of ${options.datasource} alone` }],
  )
  const first = templating.list.slice(0, 2).map(({ name }) => name)
  const missing =
    first.join() === 'datasource,cluster'
      ? []
      : [{ where: page, problem: 'the first variables are not datasource and cluster' }]
  return [...wrong, ...named, ...missing].map(found => ({ check: 'datasource-chosen', ...found }))
}
