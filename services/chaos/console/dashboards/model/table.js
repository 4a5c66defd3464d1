/**
 * The answers to a table's queries as frames: a frame for each query, a row for each series, a
 * field for each label and one for the value.
 * @returns [{refId, fields: [{name, isNumber, values}]}]
 */
export function framesOf(answers) {
  const isAlone = answers.length === 1
  return answers.map(({ target, result }) => {
    const rows = result.map(({ metric, value, values }) => ({
      metric,
      point: value ?? values.at(-1),
    }))
    const labels = [...new Set(rows.flatMap(({ metric }) => Object.keys(metric)))].sort((a, b) =>
      a.localeCompare(b),
    )
    return {
      refId: target.refId,
      fields: [
        field('Time', true, rows, ({ point }) => point[0] * 1000),
        ...labels.map(label => field(label, false, rows, ({ metric }) => metric[label])),
        field(isAlone ? 'Value' : `Value #${target.refId}`, true, rows, ({ point }) =>
          Number(point[1]),
        ),
      ].map(one => ({ ...one, refId: target.refId })),
    }
  })
}

export function lengthOf({ fields }) {
  return Math.max(0, ...fields.map(({ values }) => values.length))
}

function field(name, isNumber, rows, read) {
  return { name, isNumber, values: rows.map(read) }
}
