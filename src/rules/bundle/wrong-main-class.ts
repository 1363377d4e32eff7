import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ExistingFiles, existingFiles } from '../../model/bundle/existing-files.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { invocationsOf } from '../../parse/shell/unwrap-command.js';
import { startOfFile, type Value } from '../../source/index.js';
import { onlyOne } from '../../util/collections.js';
import { MAX_LISTED_FOLDERS, MAX_LISTED_NAMES } from '../../util/limits.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const wrongMainClass: Rule = {
  meta: {
    summary: 'A process of Java starts with a class that the sources have in another package',
    why: 'Java does not find the class ("Could not find or load main class"), the process exits again and again, and every request ends in 502 Bad Gateway.',
    consequence: 'traffic-breaks',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    needsPlatform: true,
  },
  needs: language('java'),
  *check(project) {
    if (!deploysArtifact(project)) yield* withoutClass(project, existingFiles(deployedFiles(project)));
  },
};

/** A process starts with a class of Java that the sources of the project have in another package. */
function* withoutClass(project: Project, existing: ExistingFiles): Generator<Finding> {
  for (const entry of procfile(project)?.entries.slice(0, MAX_LISTED_NAMES) ?? [])
    for (const { program, args } of invocationsOf(entry)) {
      const word = program?.text === 'java' ? mainClassOf(args) : undefined;
      const [, inPackage = '', first = '', name = ''] =
        /^((\w+\.\w+)(?:\.\w+)*)\.([A-Z]\w*)$/.exec(word?.text ?? '') ?? [];
      if (word?.kind !== 'literal' || name === '') continue;
      const sources = JAVA_SOURCES.map((folder) => `${folder}/${first.replace('.', '/')}`);
      const files = sources.flatMap((folder) => filesNamed(`${name}.java`, folder, existing));
      const packages = files.map((path) => {
        const file = existing.source(path);
        return { file, name: PACKAGE.exec(file?.text ?? '')?.[1] };
      });
      const only = onlyOne(packages);
      if (!only?.file || only.name === undefined || only.name === inPackage) continue;
      yield {
        at: word.place,
        message: `The project has no class "${word.text}"`,
        help: `Use \`${only.name}.${name}\`.`,
        related: [{ at: startOfFile(only.file), note: 'is in another package' }],
      };
    }
}

const JAVA_SOURCES = ['src/main/java', 'src'];
const PACKAGE = /^[ \t]*package[ \t]+([\w.]+)[ \t]*;/m;

/** The files of a name in a folder and those below it, as far as these are few. */
function filesNamed(name: string, folder: string, existing: ExistingFiles): string[] {
  const folders = [folder];
  const found: string[] = [];
  for (const own of folders)
    for (const [other, kind] of existing.in(own) ?? []) {
      if (kind === 'file' && other === name) found.push(`${own}/${other}`);
      if (kind === 'folder' && folders.length < MAX_LISTED_FOLDERS) folders.push(`${own}/${other}`);
    }
  return found;
}

/** Options of Java that take the next word. */
const JAVA_VALUES =
  /^(?:-cp|-classpath|--class-path|-p|--module-path|--add-(?:exports|modules|opens|reads)|--limit-modules|--upgrade-module-path)$/;

/** The class that Java starts with; undefined where it starts with an archive, a module or a file. */
function mainClassOf(words: readonly Value[]): Value | undefined {
  const at = words.findIndex(
    ({ text }, index) => !text.startsWith('-') && !JAVA_VALUES.test(words[index - 1]?.text ?? ''),
  );
  const isOther = words.slice(0, at).some(({ text }) => /^(?:-jar|-m|--module)$/.test(text));
  return at < 0 || isOther ? undefined : words[at];
}
