// Lets the programs that read a bundle on an instance judge the fixtures, and compares their verdicts with eblint's:
// npm run oracle:bundle -- [--no-table] [PART…]
import { judgeNginx } from './oracle-bundle/nginx.mjs';
import { judgeRequests } from './oracle-bundle/nginx-requests.mjs';
import { judgeScripts } from './oracle-bundle/scripts.mjs';
import { judgeUnits } from './oracle-bundle/units.mjs';

const parts = { nginx: judgeNginx, requests: judgeRequests, scripts: judgeScripts, units: judgeUnits };

let differences = 0;
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
for (const [name, judge] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const result = await judge();
  if (!result) process.exit(2);
  for (const line of result.differences) console.log(`${name}: ${line}`);
  console.log(`${name}: ${result.count} judged, ${result.differences.length} differences`);
  differences += result.differences.length;
}
process.exitCode = differences > 0 ? 1 : 0;
