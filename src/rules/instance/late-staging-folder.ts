import { isDecisive, isGuarded, mustSucceed } from '../../model/execution/failure.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import { FAILING_USES, scriptUses } from '../../model/execution/path-uses.js';
import { word } from '../on.js';
import type { EachRule } from '../rule.js';

export const lateStagingFolder: EachRule<InstanceScript> = {
  meta: {
    summary: 'A postdeploy hook uses /var/app/staging, which is gone by then',
    why: 'When the new version takes its place, /var/app/staging becomes /var/app/current. A postdeploy hook runs after that, in /var/app/current. A command that needs the old path fails ("cd: /var/app/staging: No such file or directory"), and if it ends the hook, so does the deployment.',
    consequence: 'deploy-fails',
    references: ['guide:platforms-linux-extend.workflow', 'https://github.com/HausCloud/AWS-EB-SSL/issues/1'],
  },
  each: word('staging'),
  *check(script) {
    const { stage, text } = script;
    if (stage !== 'postdeploy' || !script.isShell || !text.includes('/var/app/staging')) return;
    const used = scriptUses(script).filter(
      (use) =>
        FAILING_USES.has(use.use) && STAGING.test(use.word.text) && !isGuarded(script, use, use.word.text),
    );
    // What a configuration deployment does with the folder was observed only.
    const isFatal = (use: (typeof used)[number]) =>
      script.origin !== 'confighook' && mustSucceed(script) && isDecisive(script, use.commands);
    const use = used.find(isFatal) ?? used[0];
    if (use)
      yield {
        at: use.word.place,
        message: `${use.word.text} is gone when a postdeploy hook runs`,
        help: `Use \`${use.word.text.replace(STAGING, '/var/app/current')}\`.`,
        ...(!isFatal(use) && { warnsBecause: 'error-ignored' }),
      };
  },
};

const STAGING = /^\/var\/app\/staging(?=\/|$)/;
