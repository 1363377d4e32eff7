import fc from 'fast-check';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import type { ProjectFiles } from '../../src/model/project.js';
import { SourceFile } from '../../src/source/index.js';
import { casesOf, foldersIn, REPOSITORY, RULE_FIXTURES } from './fixtures.js';

const PROJECTS = `${REPOSITORY}fixtures/projects/`;

/** Every parsed text of the fixtures: realistic starting points. */
const SEEDS: readonly { readonly name: string; readonly text: string }[] = [
  ...foldersIn(PROJECTS).map((name) => PROJECTS + name),
  ...ALL_RULES.flatMap(({ id }) => casesOf(id).map((name) => `${RULE_FIXTURES}${id}/${name}`)),
].flatMap((root) => {
  const { files, environments, textOf } = readProjectFiles(root, disk);
  return [...files, ...(environments?.files ?? [])].flatMap((file) => {
    const { name } = file;
    const text = 'source' in file ? file.source.text : name.startsWith('.github/') && textOf?.(name);
    return typeof text === 'string' ? [{ name, text }] : [];
  });
});

const CONFIGS = SEEDS.filter(({ name }) => name.endsWith('.config')).map(({ text }) => text);
const PROCFILES = SEEDS.filter(({ name }) => name === 'Procfile').map(({ text }) => text);
const OTHERS = SEEDS.filter(({ name }) => name.startsWith('.platform/')).map(({ text }) => text);
const WORKFLOWS = SEEDS.filter(({ name }) => name.startsWith('.github/')).map(({ text }) => text);
const MODULES = SEEDS.filter(({ name }) => name.endsWith('.tf')).map(({ text }) => text);
const TEMPLATES = SEEDS.filter(({ text }) => text.includes('AWS::ElasticBeanstalk::')).map(
  ({ text }) => text,
);

/** What `terraform show -json` writes of modules such as those of the fixtures. */
const PLANS = MODULES.map((text) =>
  JSON.stringify({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [
          {
            address: 'aws_elastic_beanstalk_environment.a',
            mode: 'managed',
            type: 'aws_elastic_beanstalk_environment',
            values: {
              name: 'a',
              setting: [...text.matchAll(/namespace *= "(.*)"\s+name *= "(.*)"\s+value *= "?(.*?)"?$/gm)].map(
                ([, namespace, name, value]) => ({ namespace, name, value }),
              ),
            },
          },
        ],
      },
    },
  }),
);

/** Pieces that have broken parsers before. */
const pieces = fc.oneof(
  fc.constantFrom(
    ...['\n', '\r', '\r\n', '\t', ' ', '  ', ':', ': ', '- ', '#', '"', "'", '`', '{', '}', '[', ']', ','],
  ),
  fc.constantFrom(
    ...[
      '&a ',
      '*a',
      '!x ',
      '| ',
      '>-\n',
      '? ',
      '<<: ',
      '---\n',
      '...',
      '%',
      '@',
      '<<EOF\n',
      'setting {\n',
      '/*',
      '\\',
      '\\x',
      '$',
      '${',
      '$(',
      '`{',
    ],
  ),
  fc.constantFrom(
    ...[
      '\0',
      '\uFEFF',
      '\u2028',
      '\u0085',
      '\uD800',
      '\uDC00',
      '\u{1F600}',
      '\u001b[31m',
      '::error::',
      '__proto__',
    ],
  ),
  fc.constantFrom(
    ...[
      '0755',
      'yes',
      '~',
      '1e999',
      '-0',
      '0x',
      '99999999999999999999',
      'aws:',
      'listener:',
      '<your>',
      ' && ',
      ' | ',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

type Change = (text: string) => string;

const at = (share: number, text: string): number => Math.floor(share * (text.length + 1));

const changes: fc.Arbitrary<Change> = fc.oneof(
  // Insert a piece.
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), pieces).map(([share, piece]): Change => (text) => {
    const index = at(share, text);
    return text.slice(0, index) + piece + text.slice(index);
  }),
  // Delete a part, or repeat it.
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), fc.constantFrom(0, 2))
    .map(([share, length, times]): Change => (text) => {
      const index = at(share, text);
      return (
        text.slice(0, index) + text.slice(index, index + length).repeat(times) + text.slice(index + length)
      );
    }),
  // Cut the text off.
  fc.double({ min: 0, max: 1, noNaN: true }).map(
    (share): Change =>
      (text) =>
        text.slice(0, at(share, text)),
  ),
  // Change the line endings.
  fc.constantFrom('\r\n', '\r', '\n\n', ' \n').map(
    (end): Change =>
      (text) =>
        text.replaceAll('\n', end),
  ),
  fc.constant<Change>((text) => `\uFEFF${text}`),
);

const changed = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.array(changes, { maxLength: 4 }))
    .map(([text, all]) => all.reduce((result, change) => change(result), text));

const noise = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array).toString('utf8'));

/** The names and texts of a project. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** A text for each file that is parsed: mostly a realistic one with a few mistakes. */
export const texts: fc.Arbitrary<Texts> = fc.record(
  {
    '.ebextensions/a.config': fc.oneof({ weight: 6, arbitrary: changed(CONFIGS) }, noise, bytes),
    '.ebextensions/b.config': changed(CONFIGS),
    '.ebextensions/c.yaml': changed(CONFIGS),
    '.platform/nginx/conf.d/d.conf': fc.oneof(changed(OTHERS), bytes),
    Procfile: fc.oneof({ weight: 6, arbitrary: changed(PROCFILES) }, noise, bytes),
    'env.yaml': changed(CONFIGS),
    '.github/workflows/deploy.yml': changed(WORKFLOWS),
    'infra/main.tf': fc.oneof({ weight: 6, arbitrary: changed(MODULES) }, noise, bytes),
    'infra/plan.json': changed(PLANS),
    'infra/template.yaml': changed(TEMPLATES),
  },
  { requiredKeys: ['.ebextensions/a.config', 'Procfile'] },
);

/** Whether a file describes an environment, and is thus not one of those that are deployed. */
export const describesEnvironment = (name: string): boolean => name.startsWith('infra/');

export function projectAt(root: string, all: Texts): ProjectFiles {
  const read = Object.entries(all).flatMap(([name, text]) =>
    text === undefined
      ? []
      : [{ name, path: `${root}/${name}`, source: new SourceFile(`${root}/${name}`, name, text) }],
  );
  const described = read.filter(({ name }) => describesEnvironment(name));
  return {
    root,
    files: read.filter(({ name }) => !describesEnvironment(name)),
    ebCliConfigs: [],
    ...(described.length > 0 && {
      environments: { files: [...described].sort((one, other) => (one.name < other.name ? -1 : 1)) },
    }),
  };
}
