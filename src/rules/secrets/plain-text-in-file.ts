import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { credentialsIn } from '../../model/credentials/credentials-in-file.js';
import { filesForCredentials, type ShippedFile } from '../../model/credentials/shipped-files.js';
import type { Project } from '../../model/project.js';
import type { EachRule } from '../rule.js';

export const plainTextInFile: EachRule<ShippedFile> = {
  meta: {
    summary: 'A file of the application or of its build contains a credential in plain text',
    why: 'Everyone who can read the source bundle or the version control can read the value. Examined are, as far as they are deployed, the files in which programs look for credentials (.env, .npmrc, .yarnrc.yml, requirements.txt, appsettings.json, auth.json of Composer, config/master.key of Rails) and settings of applications (settings.py, application.properties and application.yml, Web.config, wp-config.php, config.php, files in config). Settings are also those of development: a password in them is reported where the nearest host is a remote one, any other secret where a generator made it or its form tells it. Of app.js, application.py and the like, and of workflows, only what is a credential by its form is reported; of buildspec.yml, also the variables.',
    consequence: 'security',
    references: [
      'guide:AWSHowTo.secrets.env-vars',
      'https://docs.npmjs.com/using-private-packages-in-a-ci-cd-workflow',
      'https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables',
      'aws:codebuild/latest/userguide/build-spec-ref',
      'https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/#secret-key',
      'https://guides.rubyonrails.org/security.html#custom-credentials',
    ],
  },
  each: filesForCredentials,
  *check(file, project) {
    for (const { name, at } of credentialsIn(file))
      yield {
        at,
        message:
          name !== undefined
            ? `${name} is set to a credential in plain text`
            : file.reading === 'key'
              ? 'The file contains the key of the encrypted credentials'
              : 'This line contains a credential in plain text',
        help: helpFor(file, name, project),
        cause: {
          key: 'credential',
          note: name ?? 'the same here',
          message: (others) =>
            `This line and ${others} ${others === 1 ? 'other' : 'others'} contain credentials in plain text`,
        },
      };
  },
};

function helpFor(
  { source: { name: file }, reading }: ShippedFile,
  name: string | undefined,
  project: Project,
): string {
  if (reading === 'variables')
    return 'Store a new value in AWS Secrets Manager, and name the secret in `env: secrets-manager:` instead.';
  if (reading === 'workflow')
    return 'Create a new one, store it as a secret of the repository, and write `${{ secrets.NAME }}` or `$NAME` here, as the build service has it.';
  if (reading === 'key')
    return `Set \`RAILS_MASTER_KEY\` with \`eb setenv\` to the text of the file, and ${leavingOut(file, project)}.`;
  if (/^auth\.json$/.test(file))
    return 'Create a new one, set `COMPOSER_AUTH` with `eb setenv` to the text of this file with it, and delete the file.';
  if (/(?:^|\/)appsettings[^/]*$/i.test(file))
    return 'Delete it here, and set a new value with `eb setenv`: .NET reads `ConnectionStrings__NAME` and the like.';
  if (/^\.(?:npmrc|yarnrc\.yml)$|^requirements/.test(file))
    return 'Create a new one, write `${NAME}` in its place, and set the variable with `eb setenv`.';
  if (/web[\w.]*\.config$/i.test(file))
    return 'Delete it here, and set a new value with `eb setenv`: .NET Framework reads `ConfigurationManager.AppSettings["NAME"]`.';
  const variable = variableFor(name);
  if (/\bconfig[^/]*\/.*\.json$|config\.json$|settings\.json$/.test(file))
    return `Delete it here, set \`${variable}\` with \`eb setenv\` to a new value, and read it with \`process.env.${variable}\` in the program.`;
  const read = READ_OF_ENVIRONMENT.find(([files]) => files.test(file))?.[1](variable);
  return read === undefined
    ? `Set new values with \`eb setenv\`, and ${leavingOut(file, project)}.`
    : `Set \`${variable}\` with \`eb setenv\` to a new value, and write \`${read}\` in its place.`;
}

/** The name of an environment property, such as `SPRING_MAIL_PASSWORD` for `spring.mail.password`. */
const variableFor = (name = 'NAME'): string =>
  /^[a-z]+$/i.test(name) && name !== 'NAME'
    ? `APP_${name.toUpperCase()}`
    : name
        .replace(/([a-z\d])([A-Z])/g, '$1_$2')
        .replaceAll(/\W/g, '_')
        .toUpperCase();

/** How files of an application read an environment property. */
const READ_OF_ENVIRONMENT: readonly (readonly [files: RegExp, read: (name: string) => string])[] = [
  [/\.py$/, (name) => `os.environ["${name}"]`],
  [/\.php$/, (name) => `getenv('${name}')`],
  [/\.[cm]?[jt]s$/, (name) => `process.env.${name}`],
  [/\.rb$/, (name) => `ENV["${name}"]`],
  [/(?:application|bootstrap)[^/]*\.(?:properties|ya?ml)$/, (name) => `\${${name}}`],
  [/^config\/.*\.ya?ml$/, (name) => `<%= ENV["${name}"] %>`],
];

function leavingOut(file: string, project: Project): string {
  const { files, folders } = deployedFiles(project);
  if (files.some(({ name }) => name === '.ebignore')) return `add \`${file}\` to \`.ebignore\``;
  return folders?.includes('.git')
    ? `remove the file from the repository with \`git rm --cached ${file}\``
    : 'delete the file';
}
