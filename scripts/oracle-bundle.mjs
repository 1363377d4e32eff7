// Lets the programs that read a bundle on an instance judge the fixtures, and compares their verdicts with eblint's:
// npm run oracle:bundle [-- --no-table]
import { judgeNginx } from './oracle-bundle/nginx.mjs';

const parts = { nginx: judgeNginx };

let differences = 0;
for (const [name, judge] of Object.entries(parts)) {
  const result = await judge();
  if (!result) process.exit(2);
  for (const line of result.differences) console.log(`${name}: ${line}`);
  console.log(`${name}: ${result.count} judged, ${result.differences.length} differences`);
  differences += result.differences.length;
}
process.exitCode = differences > 0 ? 1 : 0;
