import type { KnownError } from './known-error.js';

const CONFIG_FILES = 'guide:customize-containers-ec2';
const CFN_INIT = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-init.html';
const AL2023_REPOSITORIES = 'https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html';

/** Texts of cfn-init and of what it runs for `packages`, `sources`, `files`, `commands` and `services`. */
export const extensionErrors: readonly KnownError[] = [
  {
    texts: [
      '[PreBuildEbExtension]',
      'EbExtension build failed',
      'Error encountered during build of prebuild_…',
    ],
    stage: 'extensions',
    cause: 'An entry of `packages`, `sources`, `files`, `commands` or `services` failed.',
    remedy: 'Read the last lines of /var/log/cfn-init.log: they name the entry and its output.',
    isGeneral: true,
    holes: ['word'],
    source: CONFIG_FILES,
  },
  {
    texts: ['Yum does not have … available for installation'],
    stage: 'extensions',
    cause:
      'A name below `packages: yum:` is not a package of this Amazon Linux. Here the exact name is needed.',
    remedy: 'Use the name that Amazon Linux 2023 has, or install it with a command.',
    holes: ['package'],
    rules: ['platform/missing-package'],
    source: CONFIG_FILES,
  },
  {
    texts: ['Unable to find a match: …', 'No match for argument: …', 'No package … available'],
    stage: 'extensions',
    cause: 'A package does not exist under this name in the enabled repositories.',
    remedy: 'Use the name that Amazon Linux 2023 has: `dnf search WORD` on an instance finds it.',
    holes: ['package'],
    source: AL2023_REPOSITORIES,
  },
  {
    texts: ['Could not successfully install/update yum packages'],
    stage: 'extensions',
    cause:
      'yum refused to install the packages: one conflicts with another, or a repository cannot be reached.',
    remedy: 'Read the lines before it in /var/log/cfn-init.log.',
    isGeneral: true,
    source: CFN_INIT,
  },
  {
    texts: ['conflicts with curl provided by', 'package curl-minimal-… conflicts with'],
    stage: 'extensions',
    cause: 'Amazon Linux 2023 has `curl-minimal`, which conflicts with the package `curl`.',
    remedy:
      'Do not install `curl`: the command is there already. `dnf swap curl-minimal curl-full` installs all of it.',
    holes: ['word'],
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/curl-minimal.html',
  },
  {
    texts: [
      "Failed to download metadata for repo '…'",
      "Unknown repo: '…'",
      'Cannot find a valid baseurl for repo: …',
    ],
    stage: 'extensions',
    cause:
      'A package repository does not exist, or does not serve this Amazon Linux. Amazon Linux 2023 has no EPEL.',
    remedy: 'Remove the repository, and install what you need from the repositories of Amazon Linux 2023.',
    holes: ['word'],
    source: AL2023_REPOSITORIES,
  },
  {
    texts: ['amazon-linux-extras: command not found', 'amazon-linux-extras: not found'],
    stage: 'extensions',
    cause: '`amazon-linux-extras` exists only on Amazon Linux 2.',
    remedy: 'Install the package with `dnf install`: Amazon Linux 2023 has no extras.',
    source: AL2023_REPOSITORIES,
  },
  {
    texts: ['File specified with non-absolute path: …'],
    stage: 'extensions',
    cause: 'A name below `files:` does not begin with a slash.',
    remedy: 'Write the absolute path.',
    rules: ['config/relative-file-path'],
    holes: ['file'],
    source: CFN_INIT,
  },
  {
    texts: ['File specified without source or content'],
    stage: 'extensions',
    cause: 'An entry of `files:` has neither `content` nor `source`, or its content is empty.',
    remedy: 'Add the content: at least one line.',
    rules: ['config/missing-content'],
    source: CFN_INIT,
  },
  {
    texts: ['Symbolic link specified without a destination'],
    stage: 'extensions',
    cause: 'An entry of `files:` has a mode that begins with `120` but no content.',
    remedy: 'Write the target of the link into `content`.',
    rules: ['config/missing-content'],
    source: CFN_INIT,
  },
  {
    texts: ['invalid literal for int() with base 8: …'],
    stage: 'extensions',
    cause: 'The `mode` of a file is not octal: without quotes YAML reads `000755` as the number 493.',
    remedy: 'Quote the mode: `mode: "000755"`.',
    rules: ['config/unquoted-mode'],
    holes: ['word'],
    source: CONFIG_FILES,
  },
  {
    texts: ['Unsupported source file (not zip or tarball)'],
    stage: 'extensions',
    cause: 'A URL below `sources:` returns something else than an archive, for example a page to log in.',
    remedy: 'Use a URL that returns a zip or tar file.',
    source: CONFIG_FILES,
  },
  {
    texts: ["does not specify the 'command' attribute, which is required"],
    stage: 'extensions',
    cause: 'An entry of `commands` or `container_commands` has no key `command`.',
    remedy: 'Add `command`, or correct the misspelled key.',
    rules: ['config/missing-command'],
    source: CONFIG_FILES,
  },
  {
    texts: ['Failed to retrieve …: HTTP Error', 'Failed to retrieve …'],
    stage: 'extensions',
    cause: 'A URL below `files:` or `sources:` cannot be read: it needs authentication, or does not exist.',
    remedy:
      'Open the URL without being logged in. For S3, add an authentication entry in `Resources` and the permission.',
    rules: ['config/unknown-authentication'],
    holes: ['word'],
    source: 'guide:https-storingprivatekeys',
  },
  {
    texts: ['Command … failed', 'Command … (…) failed'],
    stage: 'commands',
    cause: 'A command ended with an exit code other than 0.',
    remedy:
      'Read its output in /var/log/cfn-init-cmd.log. A failure that does not matter can be ignored with `ignoreErrors: true`.',
    rules: ['platform/retired-path'],
    holes: ['command', 'word'],
    source: CONFIG_FILES,
  },
  {
    texts: ['but with command timeouts. Try increasing the timeout period'],
    stage: 'extensions',
    cause: 'The deployment took longer than `Timeout` allows (600 seconds by default).',
    remedy:
      'Raise `Timeout` in `aws:elasticbeanstalk:command` (3,600 at most), or make packages, downloads and commands faster.',
    source: 'guide:troubleshooting-deployments',
  },
  {
    texts: ['Failed to … service, unknown service manager', 'Unknown service manager: …'],
    stage: 'extensions',
    cause: 'A key below `services:` is not the name of a service manager.',
    remedy: 'Use `systemd` on Amazon Linux 2023.',
    rules: ['config/unknown-service-manager'],
    holes: ['word'],
    source: CONFIG_FILES,
  },
  {
    texts: ['/etc/init.d/…: No such file or directory', '/etc/init.d/…: command not found'],
    stage: 'commands',
    cause: 'Amazon Linux 2023 starts services by systemd, and no package brings scripts of /etc/init.d.',
    remedy: 'Use `systemctl restart NAME`, or write a unit to /etc/systemd/system with `files`.',
    rules: ['platform/retired-service', 'platform/retired-path'],
    holes: ['word'],
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html',
  },
];
