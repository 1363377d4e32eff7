// Compares eblint's verdicts on units of systemd with those of systemd-analyze: npm run oracle -- systemd
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fixtureProjects } from '../support/fixtures.mjs';
import { load } from '../support/load.mjs';
import { report } from '../support/report.mjs';

const UNIT = /^\/(?:etc|usr\/lib)\/systemd\/system\/[^/]+\.(?:service|timer|socket|path|target)$/;

const FOLDER = /^\/(?:etc|usr\/lib)\/systemd\/system\/?$/;

/** Messages that are not about the text: the programs of an instance are not here. Nothing is at a path with a pattern. */
const MISSING_PROGRAM = /^[^*?]* is not executable: No such file or directory/;

/** What CloudFormation replaces. */
const FUNCTION = /`\{/;

/** systemd's verdict on every unit that a fixture writes is ours: it reads those in which eblint finds nothing, and no others. */
async function judgeUnits() {
  const { invalidUnit } = await load('src/rules/instance/invalid-unit.ts');
  const { filesWrittenIn } = await load('src/model/paths/written-files.ts');
  const { ownTimers, ownUnits } = await load('src/model/units/own-units.ts');
  const { nameOf, scalarOf } = await load('src/parse/config-file/sections.ts');
  const { scripts } = await load('src/model/scripts/scripts.ts');
  const { deployedFiles } = await load('src/model/bundle/deployed-files.ts');
  const { fileEntries } = await load('src/model/bundle/config-files.ts');
  let count = 0;
  const differences = (await fixtureProjects()).flatMap(({ name, project }) => {
    const written = scripts(project).flatMap((script) =>
      filesWrittenIn(script, deployedFiles(project).files, (path) => FOLDER.test(path)),
    );
    const names = new Set([
      ...ownUnits(project).map(({ name }) => `${name}.service`),
      ...ownTimers(project).map(({ name }) => `${name}.timer`),
    ]);
    const units = [
      ...fileEntries(project).map((entry) => ({ target: nameOf(entry), content: scalarOf(entry.content) })),
      // Copies that scripts change are not known, nor what a shell makes of a text.
      ...written.flatMap(({ target, text, source }) =>
        source && names.has(basename(target.value)) ? [{ target, content: text }] : [],
      ),
    ].filter(({ target, content }) => UNIT.test(target.value) && content && !FUNCTION.test(content.text));
    count += units.length;
    if (units.length === 0) return [];
    const lines = verify(units);
    const findings = [...invalidUnit.check(project)].filter(({ severity }) => severity !== 'warning');
    if (findings.length > 0 && lines.length > 0) return [];
    return [
      ...lines.map((line) => `${name}: ${line}`),
      ...findings.map(({ message }) => `${name}: systemd reads it, but eblint says: ${message}`),
    ];
  });
  return { count, differences };
}

/** The units of one project together: a timer needs its service. */
function verify(units) {
  const folder = mkdtempSync(join(tmpdir(), 'eblint-units-'));
  try {
    const files = units.map(({ target, content }) => {
      const file = join(folder, basename(target.value));
      writeFileSync(file, content.text);
      return file;
    });
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
      encoding: 'utf8',
    });
    const lines = stderr
      .split('\n')
      .filter((line) => line.includes(folder) || files.some((file) => line.startsWith(basename(file))));
    return status === 0
      ? []
      : lines.filter((line) => !MISSING_PROGRAM.test(line)).map((line) => line.replaceAll(`${folder}/`, ''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

report('units', await judgeUnits());
