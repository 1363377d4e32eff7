import { applicationGo, hasBuildConstraint } from '../../model/applications/go-sources.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { mayBeBuilt } from '../../model/applications/may-be-built.js';
import { placeOf, type SourceFile } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { language } from '../on.js';
import { MAX_GO_FILES } from '../../knowledge/limits.js';

export const unbuiltSource: Rule = {
  meta: {
    summary: 'The file application.go uses what another file defines, which is not built',
    why: 'Without a Procfile and a Buildfile, the Go platform builds one file: `go build -o bin/application application.go`. What the other files of the package define is not there ("undefined: healthHandler"), and the deployment fails.',
    severity: 'error',
    consequence: 'deploy-fails',
    references: ['guide:go-environment', 'https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies'],
    needsPlatform: true,
    claimsAbsence: true,
  },
  needs: language('go'),
  *check(project) {
    const { language, place, name } = platform(project);
    if (language !== 'go' || !place || name === undefined) return;
    const existing = existingFiles(deployedFiles(project));
    const names = [...(existing.in('')?.keys() ?? [])];
    const others = names.filter((one) => /^(?!application\.go$)[^_.].*(?<!_test)\.go$/.test(one));
    if (others.length === 0 || others.length > MAX_GO_FILES) return;
    const file = applicationGo(project);
    if (!file || mayBeBuilt(project)) return;
    const uses = usesIn(file);
    for (const other of others) {
      const source = existing.source(other);
      const used = source && definedIn(source).find(({ name }) => uses.has(name));
      const start = uses.get(used?.name ?? '');
      if (!source || !used || start === undefined) continue;
      yield {
        at: placeOf(file, start, start + used.name.length),
        message: `Only application.go is built, and ${used.name} is in ${other}`,
        help: 'Build the whole package: write `build: go build -o bin/application .` to a file `Buildfile`, and `web: bin/application` to a file `Procfile`.',
        related: [
          {
            at: placeOf(source, used.start, used.start + used.name.length),
            note: `${used.name} is defined here`,
          },
        ],
      };
      return;
    }
  },
};

/** Comments, strings and runes, whose content is no code. */
const TEXT = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|`[^`]*(?:`|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?/g;

const codeOf = ({ text }: SourceFile): string => text.replace(TEXT, (found) => found.replace(/[^\n]/g, ' '));

/**
 * The names that a file uses and does not bind itself, and the offset at which each is first used. A name that is bound anywhere
 * in the file, or is a key or a field, is left out.
 */
function usesIn(file: SourceFile): ReadonlyMap<string, number> {
  const code = codeOf(file);
  const bound = new Set<string>();
  for (const [, names = ''] of code.matchAll(/(?<![\w, \t])([\w, \t]{1,200}):=/g))
    for (const name of names.match(/\w+/g) ?? []) bound.add(name);
  for (const [, name = ''] of code.matchAll(
    /\b(?:const|func|import|type|var)\s+(?:\([^)\n]{0,200}\)\s*)?(\w+)/g,
  ))
    bound.add(name);
  // A parameter or a field: a name before a type.
  for (const [, name = ''] of code.matchAll(/\b(\w+)[ \t]+(?=[\w*[(])/g)) bound.add(name);
  for (const [, name = ''] of code.matchAll(/\b(\w+)\s*[:=]/g)) bound.add(name);
  const uses = new Map<string, number>();
  for (const { 0: name, index } of code.matchAll(/(?<![\w.])[A-Za-z_]\w*/g))
    if (!bound.has(name) && !uses.has(name)) uses.set(name, index);
  return uses;
}

/** What a file of the same package defines at its top level; nothing where a build may leave the file out. */
function definedIn(file: SourceFile): { readonly name: string; readonly start: number }[] {
  const code = codeOf(file);
  if (!/^package\s+main\b/m.test(code) || hasBuildConstraint(file)) return [];
  return Array.from(
    code.matchAll(/^(?:func|type|var|const)[ \t]+(\w+)/gm),
    ({ 0: whole, 1: name = '', index }) => ({
      name,
      start: index + whole.length - name.length,
    }),
  );
}
