/** Where runbooks and dashboards are read, without a slash at the end. */
export interface Links {
  readonly runbooks: string
  readonly dashboards: string
}

/** The console serves the runbooks, Grafana the dashboards, on their default ports. */
export const defaultLinks: Links = {
  runbooks: 'http://127.0.0.1:8080/runbooks',
  dashboards: 'http://127.0.0.1:3000/d',
}
