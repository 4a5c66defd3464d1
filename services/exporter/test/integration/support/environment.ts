const stackBrokers = '127.0.0.1:19092,127.0.0.1:19192,127.0.0.1:19292'
const stackLedger = 'postgres://firedrill:firedrill@127.0.0.1:15432/firedrill'

/** The brokers to test against: those of the running stack unless the environment names others. */
export const brokers = process.env.TEST_KAFKA_BROKERS || stackBrokers

/** The PostgreSQL server to test against; the tests make a database of their own on it. */
export const ledgerUrl = process.env.TEST_LEDGER_URL || stackLedger
