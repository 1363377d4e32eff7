import { readInput } from '../io/read-input.js';
import { CATALOGUE_DATE, namespaceFacts, namespaceNames } from '../catalogue/namespaces.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { counted } from '../report/text/counted.js';
import { visible } from '../report/text/one-line.js';
import { asksJson, commandJson } from './json-output.js';
import { diffCatalogue } from './catalogue/diff-catalogue.js';
import { readDescription } from './catalogue/read-description.js';

/**
 * `eblint catalogue` prints the date and size of the catalogue; with `--diff` how it differs from what the service
 * describes. 0: no differences; 1: the service describes something else.
 * @throws UsageError for a file that is not a description, and for a format that only reports of findings have; ReadError for one that cannot be read
 */
export function showCatalogue(options: Options, ports: Ports): ExitCode {
  const { paths, diff } = options;
  const isJson = asksJson(options);
  if (paths.length > 0)
    throw new UsageError(
      `The command "catalogue" takes no names. Use \`eblint options ${paths.join(' ')}\`.`,
    );
  if (diff === undefined) {
    const size = sizeOf();
    ports.stdout.write(
      isJson
        ? catalogueJson(size)
        : `${size.namespaces} namespaces and ${size.options} options, as of ${CATALOGUE_DATE}.\n`,
    );
    return 0;
  }
  const description = readDescription(readInput(diff, ports), diff);
  const differences = diffCatalogue(description.options);
  const exitCode = differences.length === 0 ? 0 : 1;
  if (isJson) {
    const { platform, options: compared } = description;
    ports.stdout.write(catalogueJson({ platform, compared: compared.length, differences }));
    return exitCode;
  }
  const about = description.platform ? ` (${visible(description.platform)})` : '';
  ports.stdout.write(
    differences.map((line) => `${line}\n`).join('') +
      `${counted(description.options.length, 'option')}${about} compared with the catalogue of ${CATALOGUE_DATE}: ` +
      `${differences.length === 0 ? 'no differences' : counted(differences.length, 'difference')}.\n`,
  );
  return exitCode;
}

const catalogueJson = (facts: object): string => commandJson({ date: CATALOGUE_DATE, ...facts });

function sizeOf(): { namespaces: number; options: number } {
  const namespaces = namespaceNames().flatMap((name) => namespaceFacts(name) ?? []);
  const options = namespaces.reduce((sum, namespace) => sum + Object.keys(namespace.options).length, 0);
  return { namespaces: namespaces.length, options };
}
