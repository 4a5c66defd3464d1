import { may, type TolerableAlert } from './scenario.ts'

/** What comes along when a broker goes or returns. */
export const ofALostBroker: readonly TolerableAlert[] = [
  may('KafkaIsrShrinking', 'its replicas leave every ISR that they were in'),
  may('KafkaConsumerRebalanceStorm', 'it may have coordinated groups, which move to another'),
  may('KafkaConsumerStalled', 'members wait until another broker coordinates their group'),
  may('KafkaConsumerCommitFailing', 'commits go to a coordinator that is gone'),
  may('KafkaConsumerLagSeconds', 'consumption pauses until new leaders and coordinators are found'),
  may('KafkaConsumerThroughputDrop', 'a group may wait a minute for a member that is no more'),
  may('KafkaProducerThroughputDrop', 'sends wait until new leaders are found'),
  may('SloFreshnessBurn', 'payments wait until new leaders and coordinators are found'),
]

/** What comes along while a wrong fix restarts a broker. */
export const ofARestartedBroker: readonly TolerableAlert[] = [
  may('KafkaBrokerDown', 'during the restart of a broker, which a wrong fix tries'),
  may('KafkaUnderReplicatedPartitions', 'during the restart of a broker, which a wrong fix tries'),
  ...ofALostBroker,
]

/** What comes along while sends wait. */
export const ofSlowSends: readonly TolerableAlert[] = [
  may('KafkaProducerThroughputDrop', 'less is acknowledged than is offered'),
  may('KafkaConsumerLagSeconds', 'what waited arrives late and all at once'),
  may('KafkaConsumerLagGrowing', 'what waited arrives faster than it is processed'),
  may('SloFreshnessBurn', 'what waits is paid late'),
]

/** What comes along while a broker that leads partitions stands still for seconds at a time. */
export const ofAPausingBroker: readonly TolerableAlert[] = [
  may('KafkaProducerLatencyHigh', 'sends wait for the broker that pauses'),
  may('KafkaConsumerCommitSlow', 'commits wait for the broker that pauses'),
  may('KafkaBrokerDown', 'the broker that pauses answers some scrapes too late'),
  may('OrdersOutOfOrder', 'what is sent again comes after what was sent later'),
]

/** What comes along when sends are given up. */
export const ofFailedSends: readonly TolerableAlert[] = [
  may('KafkaProducerErrors', 'sends that waited too long are given up'),
  may('SloProduceSuccessBurn', 'sends that waited too long are given up'),
  ...ofSlowSends,
]

/** What comes along while a group falls behind. */
export const ofABacklog: readonly TolerableAlert[] = [
  may('KafkaConsumerLagGrowing', 'records arrive faster than they are processed'),
  may('KafkaConsumerLagSeconds', 'the oldest unread record gets older by the second'),
  may('KafkaConsumerLagHigh', 'at a high rate or after a long time'),
  may('KafkaConsumerThroughputDrop', 'less is processed than is written'),
  may('SloFreshnessBurn', 'payments are late'),
]
