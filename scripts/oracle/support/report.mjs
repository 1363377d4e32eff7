/** Prints what a program and eblint say differently; the run fails where there is something. */
export function report(what, { count, differences }) {
  for (const line of differences) console.log(line);
  console.log(`${what}: ${count} judged, ${differences.length} differences`);
  if (differences.length > 0) process.exitCode = 1;
}
