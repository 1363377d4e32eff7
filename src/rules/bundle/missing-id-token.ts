import { type ToolJob, toolJobs } from '../../model/uploads/tool-runs.js';
import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { EachRule } from '../rule.js';

export const missingIdToken: EachRule<ToolJob> = {
  meta: {
    summary: 'A workflow of GitHub takes on a role of AWS without the permission for a token',
    why: 'The action aws-actions/configure-aws-credentials takes on a role with a token of GitHub, which a job gets only with `id-token: write` in its permissions. Without it the step fails, and nothing is deployed: "Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers". Jobs on machines of your own, and workflows that name keys of AWS, are not checked: they may have other credentials.',
    consequence: 'deploy-fails',
    references: [
      'https://github.com/aws-actions/configure-aws-credentials/issues/512',
      'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
      'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
    ],
  },
  each: toolJobs,
  *check({ file, runs, isWithoutIdToken }) {
    if (!isWithoutIdToken || !deploysByRole(file)) return;
    const step = runs.find((run) => run.kind === 'action' && run.name.startsWith(ACTION));
    if (step?.kind !== 'action' || !step.inputs.has('role-to-assume')) return;
    if (OTHER_CREDENTIALS.some((input) => step.inputs.has(input))) return;
    const { permissions } = isWithoutIdToken;
    yield {
      at: step.place,
      message: 'The job takes on a role of AWS, but may not ask GitHub for a token',
      help: permissions
        ? 'Add `id-token: write` to `permissions`.'
        : 'Add `permissions: {contents: read, id-token: write}` to the job.',
      ...(permissions && { related: [{ at: permissions, note: 'its permissions' }] }),
    };
  },
};

const ACTION = 'aws-actions/configure-aws-credentials@';

/** With one of these, the action asks for no token of GitHub. */
const OTHER_CREDENTIALS = ['aws-access-key-id', 'web-identity-token-file', 'role-chaining'];

/** Whether a workflow deploys to Elastic Beanstalk, and has no credentials but what the role gives. */
const deploysByRole = oncePer(
  ({ text }: SourceFile): boolean =>
    /beanstalk|\beb\b/i.test(text) &&
    !/AWS_(?:ACCESS_KEY_ID|PROFILE|WEB_IDENTITY_TOKEN_FILE|SHARED_CREDENTIALS_FILE|CONTAINER_CREDENTIALS)|aws-access-key-id/i.test(
      text,
    ),
);
