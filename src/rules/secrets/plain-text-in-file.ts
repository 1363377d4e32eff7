import {
  holdsCredential,
  holdsKey,
  isLiteralCredential,
  isPlainCredential,
  isSecretAccessKey,
} from '../../knowledge/secrets/credential-names.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type CredentialSource, filesForCredentials } from '../../model/credentials/shipped-files.js';
import type { Project } from '../../model/project.js';
import { variablesOfBuildspec } from '../../parse/pipelines/buildspec.js';
import { type Place, placeOf, type SourceFile } from '../../source/index.js';
import type { EachRule } from '../rule.js';

export const plainTextInFile: EachRule<CredentialSource> = {
  meta: {
    summary: 'A file of the application or of its build contains a credential in plain text',
    why: 'Everyone who can read the source bundle or the version control can read the value. Examined are the files in the root in which programs look for credentials, as far as they are deployed: .env, .npmrc, .yarnrc.yml, requirements.txt, appsettings.json, auth.json of Composer; and the variables of buildspec.yml. In workflows of build services, and in source code and settings such as config.json, server.js and those in config, only tokens and keys count that are some by their form, such as AKIA… and sk_live_….',
    consequence: 'security',
    references: [
      'guide:AWSHowTo.secrets.env-vars',
      'https://docs.npmjs.com/using-private-packages-in-a-ci-cd-workflow',
      'https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables',
      'aws:codebuild/latest/userguide/build-spec-ref',
    ],
  },
  each: filesForCredentials,
  *check(source, project) {
    for (const { name, at } of credentialsIn(source))
      yield {
        at,
        message:
          name === undefined
            ? 'This line contains a credential in plain text'
            : `${name} is set to a credential in plain text`,
        help: helpFor(source, project),
        cause: {
          key: 'credential',
          note: name ?? 'the same here',
          message: (others) =>
            `This line and ${others} ${others === 1 ? 'other' : 'others'} contain credentials in plain text`,
        },
      };
  },
};

/** A credential with the name that it is given, where it has one. */
interface FoundCredential {
  readonly name?: string;
  readonly at: Place;
}

function credentialsIn({ file, use }: CredentialSource): readonly FoundCredential[] {
  const isOfBuildspec = file.name.startsWith('buildspec');
  const byFormOnly = use !== 'settings' && !isOfBuildspec;
  if (byFormOnly && !holdsKey(file.text)) return [];
  const named = use === 'code' ? [] : isOfBuildspec ? inVariables(file) : inLines(file, use);
  const lines = new Set(named.map(({ at }) => lineAt(file, at.span.start)));
  const holds = byFormOnly ? holdsKey : holdsCredential;
  const unnamed = [...file.text.matchAll(/^(?![ \t]*[#;]).+$/gm)].flatMap(({ 0: line, index }) =>
    !lines.has(lineAt(file, index)) && holds(line)
      ? [{ at: placeOf(file, index + line.search(/\S/), index + line.trimEnd().length) }]
      : [],
  );
  return [...named, ...unnamed].sort((a, b) => a.at.span.start - b.at.span.start);
}

const lineAt = ({ text }: SourceFile, offset: number): number => text.lastIndexOf('\n', offset - 1);

/** `NAME=value`, `"name": "value"`; npm puts a registry before the name. One to a line. */
const LINE =
  /^[ \t]*(?:export[ \t]+|\/\/[^\s=]{1,200}:)?["']?([A-Za-z_][\w-]{0,80})["']?[ \t]*[:=][ \t]*["']?([^\s"',;]+)/gm;

/** https://docs.npmjs.com/cli/v11/configuring-npm/npmrc#auth-related-configuration */
const OF_NPM: ReadonlySet<string> = new Set(['_auth', '_authToken', '_password']);

function inLines(file: SourceFile, use: CredentialSource['use']): readonly FoundCredential[] {
  // Its lines are packages.
  if (file.name.startsWith('requirements')) return [];
  return [...file.text.matchAll(LINE)].flatMap(({ 0: line, 1: name = '', 2: value = '', index }) => {
    const end = index + line.length;
    const isFound =
      use === 'build'
        ? isSecretAccessKey(name, value)
        : OF_NPM.has(name)
          ? isLiteralCredential(value)
          : isPlainCredential(name, value);
    return isFound ? [{ name, at: placeOf(file, end - value.length, end) }] : [];
  });
}

const inVariables = (file: SourceFile): readonly FoundCredential[] =>
  variablesOfBuildspec(file).flatMap(({ name, value }) =>
    isPlainCredential(name, value.text) ? [{ name, at: value.place }] : [],
  );

function helpFor({ file: { name: file }, use }: CredentialSource, project: Project): string {
  if (use === 'code')
    return 'Create a new one, set it with `eb setenv NAME=…`, and read the variable `NAME` here.';
  if (use === 'build' && !file.startsWith('buildspec'))
    return 'Create a new one, store it as a secret of the repository, and write `${{ secrets.NAME }}` or `$NAME` here, as the build service has it.';
  if (/^buildspec/.test(file))
    return 'Store a new value in AWS Secrets Manager, and name the secret in `env: secrets-manager:` instead.';
  if (/^auth\.json$/.test(file))
    return 'Create a new one, set `COMPOSER_AUTH` with `eb setenv` to the text of this file with it, and delete the file.';
  if (/^appsettings/i.test(file))
    return 'Delete it here, and set a new value with `eb setenv`: .NET reads `ConnectionStrings__NAME` and the like.';
  if (/^\.(?:npmrc|yarnrc\.yml)$|^requirements/.test(file))
    return 'Create a new one, write `${NAME}` in its place, and set the variable with `eb setenv`.';
  return `Set new values with \`eb setenv\`, and ${leavingOut(file, project)}.`;
}

function leavingOut(file: string, project: Project): string {
  const { files, folders } = deployedFiles(project);
  if (files.some(({ name }) => name === '.ebignore')) return `add \`${file}\` to \`.ebignore\``;
  return folders?.includes('.git')
    ? `remove the file from the repository with \`git rm --cached ${file}\``
    : 'delete the file';
}
