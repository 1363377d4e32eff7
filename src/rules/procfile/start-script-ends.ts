import { isBuildTool } from '../../knowledge/instance/build-tools.js';
import { readStartScript } from '../../model/servers/start/start-script.js';
import type { Rule } from '../rule.js';

export const startScriptEnds: Rule = {
  meta: {
    id: 'procfile/start-script-ends',
    summary: 'The start script of package.json ends instead of serving requests',
    why: 'Without a Procfile, the Node.js platform starts the application with npm start. If that only builds or tests something, it ends, the platform starts it again and again, and requests end in 502 Bad Gateway.',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-platform-dependencies.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-configuration-procfile.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check({ platform, files: { files } }) {
    if (platform.language !== 'node' || files.some(({ name }) => name === 'Procfile')) return;
    const start = readStartScript(files);
    const program = start?.last?.program;
    if (!start || !program || !isBuildTool(program.text, start.last?.args.map(({ text }) => text) ?? []))
      return;
    yield {
      at: start.node.place,
      message: `npm start ends with ${program.text}, which serves no requests`,
      help: 'Start the server in `start`, and build in `prestart` or before the deployment.',
    };
  },
};
