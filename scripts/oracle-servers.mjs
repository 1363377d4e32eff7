// Compares where eblint believes that servers listen with where they do:
// npm run oracle:servers -- --table FILE [-v]
import { parseArgs } from 'node:util';
import { compare } from './oracle-servers/compare.mjs';
import { loadModel } from './oracle-servers/model.mjs';
import { readTable } from './oracle-servers/table.mjs';

const { values: flags } = parseArgs({
  options: {
    /** A table of command lines and the sockets that they open. */
    table: { type: 'string', default: 'test/oracle/servers.tsv' },
    verbose: { type: 'boolean', short: 'v', default: false },
  },
});

const believe = await loadModel();
const counts = {};
for (const row of readTable(flags.table)) {
  const belief = believe(row);
  const verdict = compare(row, belief);
  counts[verdict] = (counts[verdict] ?? 0) + 1;
  if (flags.verbose && verdict !== 'right' && verdict !== 'reported')
    console.log(
      [verdict, row.line, row.command, JSON.stringify(row.files), row.sockets, said(belief)].join('\t'),
    );
}
console.log(counts);
process.exitCode = counts.wrong ? 1 : 0;

function said({ sockets, refusals }) {
  const texts = sockets.map(({ kind, host = '?', port = '?' }) =>
    kind === 'unix' ? kind : `${host} ${port}`,
  );
  return [...texts, ...refusals].join(', ');
}
