/** Where runbooks and dashboards are read, without a slash at the end. */
export interface Links {
  readonly runbooks: string
  readonly dashboards: string
}

/** The console serves both in either run mode, on its default port; Grafana is not always there. */
export const defaultLinks: Links = {
  runbooks: 'http://127.0.0.1:8080/runbooks',
  dashboards: 'http://127.0.0.1:8080/d',
}
