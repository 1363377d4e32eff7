import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { usesDocker } from '../../model/docker/uses-docker.js';
import { platformEntry } from '../../model/entry/platform-entry.js';
import { scriptOfLine } from '../../model/execution/instance-script.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import { scriptsNaming } from '../../model/scripts/named-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import { literalText } from '../../source/index.js';
import { option } from '../on.js';
import type { Rule } from '../rule.js';

/** What start scripts, such as those of Tomcat and Gradle, pass on to Java. */
const CONVENTIONS = ['JAVA_ARGS', 'JAVA_OPTIONS', 'JAVA_OPTS', 'JVM_ARGS', 'JVM_OPTS'];

export const unreadJavaOptions: Rule = {
  meta: {
    summary: 'An environment property with options of Java is one that Java does not read',
    why: 'JAVA_OPTS is a convention of start scripts. The program `java` itself reads JDK_JAVA_OPTIONS, and every JVM reads JAVA_TOOL_OPTIONS. A process that starts with `java -jar` silently ignores the options, such as the size of the heap.',
    consequence: 'silently-ignored',
    references: [
      'guide:java-se-procfile',
      'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html#using-the-jdk_java_options-launcher-environment-variable',
      'https://docs.oracle.com/en/java/javase/21/troubleshoot/environment-variables-and-system-properties.html',
    ],
    claimsAbsence: true,
  },
  needs: option(ENVIRONMENT_PROPERTIES, ...CONVENTIONS),
  *check(project) {
    const own = procfile(project)?.entries ?? [];
    const made = platformEntry(deployedFiles(project), platform(project));
    const entries = own.length > 0 || !made ? own : [made];
    const [first] = entries;
    if (!first || !entries.every(startsJava) || usesDocker(project)) return;
    for (const { option: key, value } of option(ENVIRONMENT_PROPERTIES, ...CONVENTIONS)(project)) {
      const name = key.value;
      const isRead =
        entries.some(({ command }) => command.text.includes(name)) ||
        scriptsNaming(scripts(project)).mayName(name);
      if (isRead || !literalText(value)?.startsWith('-')) continue;
      yield {
        at: key.place,
        message: `Java does not read the property ${name}`,
        help: 'Rename it to `JAVA_TOOL_OPTIONS`.',
        related: [{ at: first.place, note: 'starts Java' }],
      };
    }
  },
};

/** Whether a process is the program `java`, and nothing else that may pass options on. */
function startsJava(entry: ProcfileEntry): boolean {
  const programs = programRuns(scriptOfLine(entry)).map(({ program }) => program.text);
  return programs.at(-1) === 'java' && programs.slice(0, -1).every((name) => name === 'cd');
}
