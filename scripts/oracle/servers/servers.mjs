// Compares where eblint believes that servers listen, and where they listen after its fixes, with where they do.
// npm run oracle -- servers [--table FILE] [-v]   with a table of command lines and their sockets
// npm run oracle -- servers --run [--update]      with the servers themselves
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare, compareCorrected } from './compare.mjs';
import { loadModel } from './model.mjs';
import { openServers, socketsOfAll } from './run.mjs';
import { readTable, writtenTable } from './table.mjs';

const OWN_TABLE = 'test/oracle/servers.tsv';
/** What eblint's fixes make of the rows of its own table, and what the servers did with it. */
const CORRECTED = 'test/oracle/corrected-servers.tsv';

const { values: flags } = parseArgs({
  options: {
    table: { type: 'string', default: OWN_TABLE },
    run: { type: 'boolean', default: false },
    /** Writes what the servers did into the tables. */
    update: { type: 'boolean', default: false },
    verbose: { type: 'boolean', short: 'v', default: false },
  },
});
const isOwn = flags.table === OWN_TABLE;
/** Whether every corrected line must have been run; those of another table are only compared with the model. */
const isRun = flags.run || isOwn;

const { believe, corrections } = await loadModel();
let rows = readTable(flags.table);
let corrected = correctedRows(rows);
if (flags.run) {
  const servers = openServers();
  try {
    console.log(servers.versions.join(', '));
    rows = await runAll(rows, servers);
    corrected = await runAll(correctedRows(rows), servers);
  } finally {
    servers.remove();
  }
  if (flags.update) {
    writeFileSync(flags.table, writtenTable(rows));
    if (isOwn) writeFileSync(CORRECTED, writtenTable(corrected));
  }
}
const counts = [report(rows, compare), report(corrected, compareCorrected)];
process.exitCode = counts.some((count) => count.wrong || count.broken || (isRun && count['not run'])) ? 1 : 0;

/** What the fixes make of rows, once each, with the sockets that were seen last. */
function correctedRows(table) {
  const seen = new Map(
    (isOwn && existsSync(CORRECTED) ? readTable(CORRECTED) : []).map((row) => [keyOf(row), row.sockets]),
  );
  const byKey = new Map(table.flatMap(corrections).map((row) => [keyOf(row), row]));
  return [...byKey].map(([key, row]) => ({ ...row, sockets: seen.get(key) }));
}

function keyOf({ command, environment, files, port }) {
  return JSON.stringify([command, environment, files, port]);
}

/** The rows with what the servers do here and now. */
async function runAll(table, servers) {
  const found = await socketsOfAll(table, servers);
  return table.map((row, index) => {
    const sockets = found[index] ?? row.sockets;
    if (row.sockets !== undefined && sockets !== row.sockets)
      console.log(`changed\t${row.command}\t${row.sockets} → ${sockets}`);
    const name = row.version.split(' ')[0];
    const version = servers.versions.find((line) => line.startsWith(`${name}==`));
    return { ...row, version: version?.replace('==', ' ') ?? row.version, sockets };
  });
}

function report(table, verdictOf) {
  const count = {};
  for (const row of table) {
    const belief = believe(row);
    const verdict = verdictOf(row, belief);
    count[verdict] = (count[verdict] ?? 0) + 1;
    const isBad = ['wrong', 'broken'].includes(verdict) || (isRun && verdict === 'not run');
    const isGood = ['right', 'reported', 'corrected'].includes(verdict);
    if (isBad || (flags.verbose && !isGood))
      console.log(
        [
          verdict,
          row.line ?? row.port,
          row.command,
          JSON.stringify(row.files),
          row.sockets,
          said(belief),
        ].join('\t'),
      );
  }
  console.log(count);
  return count;
}

function said({ sockets, refusals }) {
  const texts = sockets.map(({ kind, host = '?', port = '?' }) =>
    kind === 'unix' ? kind : `${host} ${port}`,
  );
  return [...texts, ...refusals].join(', ');
}
