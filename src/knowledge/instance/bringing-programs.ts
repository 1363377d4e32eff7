/**
 * Programs that bring files whose names the command does not tell: they unpack, download, copy folders, or build.
 * The manuals of git, GNU tar and wget, Info-ZIP, curl, rsync, the AWS CLI and of the build tools say where these files go.
 */
export interface BringingProgram {
  /** What its arguments, joined by spaces, look like where it does. */
  readonly args?: RegExp;
  /** Flags whose value, the next word or the rest of this one, is the folder that they go to. */
  readonly into?: readonly string[];
  /** Whether the last operand is that folder, and from how many operands on. */
  readonly intoLast?: number;
  /** Whether one operand names the only file that it brings: by the last part of its path. */
  readonly bringsOne?: true;
}

const BUILDS: BringingProgram = {};

export const BRINGING_PROGRAMS: Readonly<Record<string, BringingProgram>> = {
  '7z': { args: /^[ex]\b/ },
  ant: BUILDS,
  aws: { args: /^s3\s+(?:cp|mv|sync)\b/, intoLast: 4 },
  bsdtar: { args: /^-?\w*x|--extract/, into: ['-C', '--directory'] },
  cargo: BUILDS,
  composer: {
    args: /^(?:create-project|install|update|require|run-script|run)\b/,
    into: ['-d', '--working-dir'],
  },
  cp: { intoLast: 2, bringsOne: true },
  'django-admin': { args: /^start(?:app|project)\b/ },
  dotnet: { args: /^(?:build|new|publish)\b/ },
  git: {
    args: /^(?:-\S+\s+)*(?:checkout|clone|fetch|pull|reset|restore|submodule)\b/,
    into: ['-C'],
    intoLast: 3,
  },
  go: { args: /^(?:build|generate|install)\b/ },
  gradle: BUILDS,
  gradlew: BUILDS,
  grunt: BUILDS,
  gsutil: { intoLast: 3 },
  gulp: BUILDS,
  make: { into: ['-C', '--directory'] },
  'manage.py': { args: /^start(?:app|project)\b/ },
  mv: { intoLast: 2, bringsOne: true },
  mvn: BUILDS,
  mvnw: BUILDS,
  npm: { args: /^(?:-\S+\s+)*(?:run|run-script|rebuild|start|exec|pack)\b/, into: ['--prefix'] },
  npx: BUILDS,
  pnpm: { args: /^(?:-\S+\s+)*(?:run|build|start|exec|dlx)\b/, into: ['-C', '--dir'] },
  rsync: { intoLast: 2 },
  scp: { intoLast: 2 },
  svn: { args: /^(?:checkout|co|export|update|up)\b/, intoLast: 3 },
  tar: { args: /^-?\w*x|--extract/, into: ['-C', '--directory'] },
  tsc: BUILDS,
  unzip: { into: ['-d'] },
  webpack: BUILDS,
  wget: { args: /\S/, into: ['-P', '--directory-prefix'], bringsOne: true },
  yarn: { args: /^(?:-\S+\s+)*(?:run|build|start|exec|dlx)\b/, into: ['--cwd'] },
};
