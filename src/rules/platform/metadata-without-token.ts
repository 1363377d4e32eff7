import { withTexts } from '../../model/execution/constants.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { scripts } from '../../model/scripts/scripts.js';
import { settings } from '../../model/settings/settings.js';
import type { Word } from '../../parse/shell/word.js';
import { isTrue, type Place } from '../../source/index.js';
import { word } from '../on.js';
import type { Rule } from '../rule.js';

export const metadataWithoutToken: Rule = {
  meta: {
    summary: 'A command asks the instance metadata service without a token',
    why: 'On Amazon Linux 2023, the metadata service answers only with a session token (IMDSv2), because DisableIMDSv1 is on by default. Without one it answers with status 401: the command fails, or takes an error page for the value.',
    consequence: 'deploy-fails',
    references: [
      'guide:using-features.migration-al.generic.from-al2',
      'aws:AWSEC2/latest/UserGuide/configuring-instance-metadata-service',
      'aws:linux/al2023/ug/imdsv2',
    ],
  },
  needs: word('169'),
  *check(project) {
    const disabled = settings(project).effective('aws:autoscaling:launchconfiguration', 'DisableIMDSv1');
    if (disabled && !isTrue(disabled)) return;
    for (const script of scripts(project)) {
      if (!script.text.includes(METADATA)) continue;
      const [found] = programRuns(script).flatMap((run) => {
        const address = addressWithoutToken(run, script);
        const isNeeded = address !== undefined && (mustAnswer(run) || isUsed(address.place, script));
        return address ? [{ address, isNeeded, flag: run.program.text === 'wget' ? '--header' : '-H' }] : [];
      });
      if (!found) continue;
      const { address, isNeeded, flag } = found;
      yield {
        at: address.place,
        message: `${describeScript(script)} asks for instance metadata without a token`,
        help: `Write \`${TOKEN}\` before it, and add \`${flag} "X-aws-ec2-metadata-token: $TOKEN"\`.`,
        ...(!(isNeeded && script.stage) && { warnsBecause: 'milder' }),
      };
    }
  },
};

const TOKEN =
  'TOKEN=$(curl -sX PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)';

const METADATA = '169.254.169.254';

const CLIENTS: ReadonlySet<string> = new Set(['curl', 'wget']);

/** What is asked without a token: a variable may hold the flag with it. */
function addressWithoutToken({ program, args }: ProgramRun, { script }: InstanceScript): Word | undefined {
  if (!CLIENTS.has(program.text)) return undefined;
  const words = args.map((word) => withTexts(word, script));
  const hasToken = words.some(
    ({ text, expansions }) =>
      /metadata-token/i.test(text) || (expansions.length > 0 && !text.includes(METADATA)),
  );
  return hasToken ? undefined : words.find(({ text }) => ADDRESS.test(text));
}

/** Whether a script fails for certain without an answer: curl takes an error page for one, unless it has this flag. */
const mustAnswer = ({ program, args, isDecisive }: ProgramRun): boolean =>
  isDecisive &&
  (program.text === 'wget' ||
    args.some(({ text }) => text === '--fail' || (/^-[a-zA-Z]+$/.test(text) && text.includes('f'))));

/** Programs that only show what they are given. */
const SHOWS: ReadonlySet<string> = new Set(['echo', 'logger', 'printf']);

/** Whether the answer is an argument of another program, or the value of a variable that the script expands. */
const isUsed = ({ span }: Place, { script, text }: InstanceScript): boolean =>
  script.commands.some(({ words, assignments }) => {
    const holds = (word: Word): boolean =>
      word.expansions.length > 0 && word.place.span.start <= span.start && span.end <= word.place.span.end;
    const variable = assignments.find(({ value }) => holds(value))?.name.value;
    return variable === undefined
      ? words.some(holds) && !SHOWS.has(words[0]?.text ?? '')
      : new RegExp(String.raw`\$\{?${variable}\b`).test(text);
  });

const ADDRESS = /169\.254\.169\.254\/(?!latest\/api\/token)/;
