// Compares eblint with a program that reads the same files on an instance: npm run oracle -- NAME [FLAGS…]
import { missingPrograms } from './oracle/support/programs.mjs';

/** What each oracle is about, and the programs without which it cannot say anything. */
const ORACLES = {
  snakeyaml: {
    about: 'YAML: values and syntax errors; with --own the two readers of eblint only',
    needs: process.argv.includes('--own') ? [] : ['java', 'snakeyaml'],
  },
  unzip: { about: 'archives: names, contents and links', needs: ['unzip'] },
  nginx: { about: 'configurations of nginx, its directives, and where requests end', needs: ['nginx'] },
  bash: { about: 'shell scripts: syntax errors', needs: ['bash'] },
  systemd: { about: 'units', needs: ['systemd-analyze'] },
  servers: {
    about: 'where servers listen; with --run the servers themselves',
    needs: process.argv.includes('--run')
      ? ['daphne', 'uvicorn', 'hypercorn', 'gunicorn', 'waitress', 'django', 'flask', 'uwsgi', 'puma', 'php']
      : [],
  },
};

const [name = ''] = process.argv.splice(2, 1);
if (!Object.hasOwn(ORACLES, name)) {
  if (name !== '') console.error(`There is no oracle "${name}".`);
  console.error('Usage: npm run oracle -- NAME [FLAGS…]\n');
  for (const [oracle, { about }] of Object.entries(ORACLES)) console.error(`  ${oracle.padEnd(10)} ${about}`);
  process.exit(2);
}
const missing = missingPrograms(ORACLES[name].needs);
if (missing.length > 0) {
  console.error(`The oracle "${name}" needs ${missing.map(({ what }) => what).join(', ')}.`);
  console.error(`On Debian: apt-get install ${missing.flatMap(({ debian }) => debian).join(' ')}`);
  process.exit(2);
}
await import(`./oracle/${name}/${name}.mjs`);
