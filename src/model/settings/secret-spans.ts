import { isReference } from '../../knowledge/secrets/references.js';
import { joined, secretsIn } from '../../knowledge/secrets/secret-text.js';
import { secretsInUnparsed } from '../../knowledge/secrets/unparsed-text.js';
import { parseConfigFile } from '../../parse/config-file/config-file.js';
import type { Setting } from '../../parse/config-file/option-settings.js';
import { parseDataFile } from '../../parse/data-file.js';
import { parseEnvironmentFile } from '../../parse/environment/environment-file.js';
import { parseHcl } from '../../parse/hcl/hcl.js';
import { type SourceFile, type Span, textAt } from '../../source/index.js';
import { partitionPoint } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { isConfigFile } from '../bundle/config-file-name.js';
import { hasSecretName, isInClearText, mayBeShown } from './may-be-shown.js';

/**
 * What may be a secret in a file, in its order and without overlaps: by its text, and in a `.config` file also by the
 * settings that it belongs to.
 */
export const secretsOf = oncePer((file: SourceFile): readonly Span[] => {
  const found = cannotBeParsed(file) ? secretsInUnparsed(file.text) : secretsIn(file.text);
  const settings = isConfigFile(file.name) ? parseConfigFile(file).settings : settingsOfEnvironments(file);
  if (settings.length === 0) return found;
  // Options that Elastic Beanstalk defines have names such as KeyName, and no secrets in them.
  const around = settings.filter(({ place }) => overlaps(place.span, found));
  const harmless = joined(around.filter(mayBeShown).map(({ place }) => place.span));
  const secret = settings.filter(
    (setting) => isSecret(setting) && !isReference(textAt(setting.node.place), false),
  );
  return joined([
    ...found.filter((span) => !isInside(span, harmless)),
    ...secret.map(({ node }) => node.place.span).filter(({ start, end }) => start < end),
  ]);
});

/** Whether no reader knows what belongs together in a file: then the words near a name are all that tells. */
function cannotBeParsed(file: SourceFile): boolean {
  if (isConfigFile(file.name)) return parseConfigFile(file).broken;
  if (file.name.endsWith('.tf') || file.name.endsWith('.tfvars')) return parseHcl(file).problem !== undefined;
  return /\.(?:json|template|ya?ml)$/.test(file.name) && parseDataFile(file).broken;
}

/** A file that describes environments is one of these by its text, and costs nothing where its name is another one. */
const settingsOfEnvironments = (file: SourceFile): readonly Setting[] =>
  /\.(?:tf|json|template|ya?ml)$/.test(file.name) && /beanstalk|OptionSettings/i.test(file.text)
    ? parseEnvironmentFile(file).environments.flatMap((environment) => environment.settings)
    : [];

const isSecret = (setting: Setting): boolean => hasSecretName(setting) || isInClearText(setting);

/** What may be a secret in a line (from 1) of a file, as places in its text. */
export function secretSpans(file: SourceFile, line: number): Span[] {
  const { start, end } = file.lineSpan(line);
  const secrets = secretsOf(file);
  const spans: Span[] = [];
  for (let at = partitionPoint(secrets, (secret) => secret.end <= start); at < secrets.length; at++) {
    const secret = secrets[at];
    if (!secret || secret.start >= end) break;
    spans.push({ start: Math.max(start, secret.start), end: Math.min(end, secret.end) });
  }
  return spans;
}

/** The lines of a file, from 1 and as git counts them, that may hold a secret: for git only line feeds end lines. */
export function secretLines(file: SourceFile): ReadonlySet<number> {
  const starts = [0, ...Array.from(file.text.matchAll(/\n/g), ({ index }) => index + 1)];
  const lineAt = (offset: number): number => partitionPoint(starts, (start) => start <= offset);
  const lines = new Set<number>();
  for (const { start, end } of secretsOf(file))
    for (let line = lineAt(start); line <= lineAt(Math.max(start, end - 1)); line++) lines.add(line);
  return lines;
}

function isInside({ start, end }: Span, spans: readonly Span[]): boolean {
  const around = spans[partitionPoint(spans, (span) => span.start <= start) - 1];
  return around !== undefined && end <= around.end;
}

/** Whether a span has a part in common with one of these, which are in order and do not overlap. */
const overlaps = ({ start, end }: Span, spans: readonly Span[]): boolean =>
  (spans[partitionPoint(spans, (span) => span.end <= start)]?.start ?? Infinity) < end;
