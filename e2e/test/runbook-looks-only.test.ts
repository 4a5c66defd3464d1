import assert from 'node:assert/strict'
import { test } from 'node:test'
import { objectionTo } from '../src/runbooks/looks-only.ts'

for (const command of [
  './firedrill status',
  "./firedrill logs payment-1 -n 200 | grep -iE 'join|session'",
  './firedrill kafka consumer-groups --describe --group payment-service',
  './firedrill kafka transactions describe-producers --topic orders --partition 1',
  './firedrill kafka console-consumer --topic orders --max-messages 20 | cut -c 1-80',
  "curl -s 'http://127.0.0.1:811[1-3]/settings' -w '\\n'",
  'curl -s -G http://127.0.0.1:9090/api/v1/query --data-urlencode \'query=up{job="kafka"}\'',
  'top -b -n 1 | head -20',
]) {
  test(`only looks: ${command}`, () => {
    assert.equal(objectionTo(command), undefined)
  })
}

for (const [command, objection] of [
  ['docker stop firedrill-kafka-1', /docker is none/],
  ['./firedrill down', /down is none/],
  ['./firedrill logs payment-1 -f', /does not end/],
  ['./firedrill kafka configs --alter --entity-type topics', /configs --alter/],
  ['./firedrill kafka consumer-groups --reset-offsets --group a', /--reset-offsets/],
  ['./firedrill kafka transactions abort --topic orders', /transactions abort/],
  ['./firedrill kafka delete-records', /nothing is known/],
  ['./firedrill kafka console-consumer --topic orders', /does not end/],
  ['curl -s -X POST http://127.0.0.1:8080/halt', /curl -X/],
  ['curl -s http://127.0.0.1:8080/halt --data-urlencode a=b', /would send data/],
  ['curl -s -o README.md http://127.0.0.1:8080/', /write a file/],
  ['curl -s http://example.org/', /one address/],
  ['cat /etc/passwd', /\/proc only/],
  ['./firedrill status; ./firedrill down', /not plain/],
  ['./firedrill status > file', /not plain/],
  ['./firedrill logs $(id)', /not plain/],
  ['./firedrill logs "`id`"', /not plain/],
  ['./firedrill status | xargs kill', /may not follow a pipe/],
  ['./firedrill status\n./firedrill down', /more than one/],
] as const) {
  test(`refused: ${command}`, () => {
    assert.match(objectionTo(command) ?? '', objection)
  })
}
