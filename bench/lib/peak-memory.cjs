// Loaded before a program that is measured: when it ends, writes its peak of resident memory in KiB into the file that
// EBLINT_BENCH_PEAK names.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an ES module would load more than it measures
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.EBLINT_BENCH_PEAK, String(peak())));

function peak() {
  // The number of getrusage survives exec: it is never less than what the process that started this one had in use.
  // https://man7.org/linux/man-pages/man2/getrusage.2.html
  try {
    return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
