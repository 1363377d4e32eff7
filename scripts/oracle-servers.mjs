// Compares where eblint believes that servers listen with where they do.
// npm run oracle:servers -- [--table FILE] [-v]   with a table of command lines and their sockets
// npm run oracle:servers -- --run [--update]      with the servers themselves, which it installs into a temporary folder
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare } from './oracle-servers/compare.mjs';
import { loadModel } from './oracle-servers/model.mjs';
import { installServers, socketsOf } from './oracle-servers/run.mjs';
import { readTable, writtenTable } from './oracle-servers/table.mjs';

const { values: flags } = parseArgs({
  options: {
    table: { type: 'string', default: 'test/oracle/servers.tsv' },
    run: { type: 'boolean', default: false },
    /** Writes what the servers did into the table. */
    update: { type: 'boolean', default: false },
    verbose: { type: 'boolean', short: 'v', default: false },
  },
});

const rows = flags.run ? await runAll(readTable(flags.table)) : readTable(flags.table);
if (flags.run && flags.update) writeFileSync(flags.table, writtenTable(rows));

const believe = await loadModel();
const counts = {};
for (const row of rows) {
  const belief = believe(row);
  const verdict = compare(row, belief);
  counts[verdict] = (counts[verdict] ?? 0) + 1;
  if (verdict === 'wrong' || (flags.verbose && verdict !== 'right' && verdict !== 'reported'))
    console.log(
      [verdict, row.line, row.command, JSON.stringify(row.files), row.sockets, said(belief)].join('\t'),
    );
}
console.log(counts);
process.exitCode = counts.wrong ? 1 : 0;

async function runAll(table) {
  const servers = installServers();
  const ran = [];
  try {
    console.log(servers.versions.join(', '));
    for (const row of table) {
      const sockets = await socketsOf(row, servers);
      if (sockets !== row.sockets) console.log(`changed\t${row.command}\t${row.sockets} → ${sockets}`);
      const name = row.version.split(' ')[0];
      const version = servers.versions.find((line) => line.startsWith(`${name}==`));
      ran.push({ ...row, version: version?.replace('==', ' ') ?? row.version, sockets });
    }
  } finally {
    servers.remove();
  }
  return ran;
}

function said({ sockets, refusals }) {
  const texts = sockets.map(({ kind, host = '?', port = '?' }) =>
    kind === 'unix' ? kind : `${host} ${port}`,
  );
  return [...texts, ...refusals].join(', ');
}
