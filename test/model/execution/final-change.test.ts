import { describe, expect, it } from 'vitest';
import { parseScript } from '../../../src/parse/shell/script.js';
import { mappedText } from '../../../src/parse/shell/word.js';
import { finalChange } from '../../../src/rules/instance/lost-shell-change.js';
import { SourceFile } from '../../../src/source/index.js';

const kindOf = (text: string) =>
  finalChange(parseScript(mappedText(new SourceFile('/a.sh', 'a.sh', text))))?.kind;

describe('finalChange', () => {
  it.each([
    ['cd /srv', 'cd'],
    ['pushd /srv', 'pushd'],
    ['make && cd /srv', 'cd'],
    ['A=1', 'assignment'],
    ['A=$B', 'assignment'],
    ['[ -z "$A" ] && export A=1', 'export'],
    ['export A=1\nexport A=$A:2', 'export'],
    ['export A=1; exit 0', 'export'],
    ['export A=1\nexit', 'export'],
    ['make\ntypeset -x A=1', 'typeset'],
    ['. /srv/venv/bin/activate', 'activation'],
    ["alias l='ls -l'", 'alias'],
    ['A=1; make; B=1', 'assignment'],
    ['export $(sudo cat /opt/elasticbeanstalk/deployment/env | xargs)', 'export'],
    ["export $(grep -v '^#' .env | xargs -d '\\n')", 'export'],
    ['. <(sudo cat /opt/elasticbeanstalk/deployment/env)', 'environment'],
    ["source <(/opt/elasticbeanstalk/bin/get-config environment | jq -r 'keys[]')", 'environment'],
  ])('finds the change of %j', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each([
    ['a program that gets the variable', 'A=1 make'],
    ['output of a program', 'A=$(make)'],
    ['output of a program that xargs runs', 'A=$(cat a | xargs touch)'],
    ['output of a program of another user', 'A=$(sudo make)'],
    ['output of what is changed', 'A=$(sed -i s/a/b/ a)'],
    ['output that is kept', 'A=$(cat a > b)'],
    ['functions that are read in', '. <(cat functions.sh)'],
    ['downloads that are read in', 'source <(curl -s https://shop.example/env)'],
    ['a failure without a value', 'A=${B:?B is not set}'],
    ['a function', 'enter() { cd /srv; }'],
    ['a loop, whose next turn sees it', 'while [ $n -lt 5 ]; do sleep 1; n=$((n+1)); done'],
    ['a loop over words', 'for a in 1 2; do echo $b; b=$a; done'],
    ['a trap', "trap 'exit $A' EXIT; A=1; make; A=0"],
    ['a script that may be read in', '[ "$BASH_SOURCE" = "$0" ] && exit\nexport A=1'],
    ['a variable that is changed back', 'B=$IFS; IFS=,; make; IFS=$B'],
    ['a folder that is left again', 'cd /srv && make; cd ..'],
    ['an end as a failure', 'export A=1; exit 1'],
    ['an end under a condition', '[ -d /srv ] && cd /srv || exit 0'],
    ['other files that are read in', '. ./settings.sh'],
    ['what is only printed', 'ulimit -n'],
    ['a variable that is printed', 'declare -p PATH > /opt/path'],
    ['an alias that is printed', 'alias l'],
    ['nothing', '# A=1'],
  ])('finds nothing in %s', (_, text) => {
    expect(kindOf(text)).toBeUndefined();
  });
});
