// Compares eblint's verdicts on configurations of nginx, and where it sends requests, with those of nginx:
// npm run oracle -- nginx [verdicts|requests] [--no-table] [--only=FIXTURE] [--seed=S] [--batches=N]
import { report } from '../support/report.mjs';
import { judgeRequests } from './requests.mjs';
import { judgeNginx } from './verdicts.mjs';

const PARTS = { verdicts: judgeNginx, requests: judgeRequests };

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
for (const [name, judge] of Object.entries(PARTS))
  if (wanted.length === 0 || wanted.includes(name)) report(name, await judge());
