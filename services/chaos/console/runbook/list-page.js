import { markAlerts, watchAlerts } from './firing.js'

watchAlerts(markAlerts)
