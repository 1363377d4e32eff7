import { describeScript } from '../../model/instance/scripts/instance-script.js';
import { programRuns, type ProgramRun } from '../../model/instance/scripts/program-runs.js';
import { literalBoolean } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const metadataWithoutToken: Rule = {
  meta: {
    id: 'platform/metadata-without-token',
    summary: 'A command asks the instance metadata service without a token',
    why: 'On Amazon Linux 2023, the metadata service answers only with a session token (IMDSv2), because DisableIMDSv1 is on by default. Without one it answers with status 401: the command fails, or takes an error page for the value.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.generic.from-al2.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
      'https://docs.aws.amazon.com/linux/al2023/ug/imdsv2.html',
    ],
    since: '0.1.0',
  },
  *check({ scripts, settings }) {
    const disabled = settings.effective('aws:autoscaling:launchconfiguration', 'DisableIMDSv1');
    if (disabled && literalBoolean(disabled.value) !== true) return;
    for (const script of scripts) {
      if (!script.text.includes(METADATA)) continue;
      const first = programRuns(script).find(asksWithoutToken);
      const address = first?.args.find(({ text }) => text.includes(METADATA));
      if (!first || !address) continue;
      yield {
        at: address.place,
        message: `${describeScript(script)} asks for instance metadata without a token`,
        help: 'Get a token from `/latest/api/token`, and send it as `X-aws-ec2-metadata-token`, or use `ec2-metadata`.',
      };
    }
  },
};

const METADATA = '169.254.169.254';

const CLIENTS: ReadonlySet<string> = new Set(['curl', 'wget']);

/** Whether a request has no token for certain: a variable may hold the flag with it. */
const asksWithoutToken = ({ program, args }: ProgramRun): boolean =>
  CLIENTS.has(program.text) &&
  args.some(({ text }) => /169\.254\.169\.254\/(?!latest\/api\/token)/.test(text)) &&
  !args.some(
    ({ text, expansions }) =>
      /metadata-token/i.test(text) || (expansions.length > 0 && !text.includes(METADATA)),
  );
