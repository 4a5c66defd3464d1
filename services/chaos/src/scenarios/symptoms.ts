import { may, type TolerableAlert } from './scenario.ts'

/** What comes along when a broker goes or returns. */
export const ofALostBroker: readonly TolerableAlert[] = [
  may('KafkaIsrShrinking', 'its replicas leave every ISR that they were in'),
  may('KafkaConsumerRebalanceStorm', 'it may have coordinated groups, which move to another'),
  may('KafkaConsumerLagSeconds', 'consumption pauses until new leaders and coordinators are found'),
]

/** What comes along while sends wait or fail. */
export const ofSlowSends: readonly TolerableAlert[] = [
  may('KafkaProducerThroughputDrop', 'less is acknowledged than is offered'),
  may('KafkaConsumerLagSeconds', 'what waited arrives late and all at once'),
  may('KafkaConsumerLagGrowing', 'what waited arrives faster than it is processed'),
]
