#!/usr/bin/env bash
# What action.yml does: `install` puts the package beside the checkout, `run` calls eblint with the inputs of the action, which
# have one path or flag per line.
set -euo pipefail
folder="${RUNNER_TEMP:?}/eblint"

install() {
  local package=${EBLINT_PACKAGE:-}
  if [ -n "$package" ]; then
    package=$(realpath -- "$package")
  else
    package=eblint@$(node -p "require(process.env.GITHUB_ACTION_PATH + '/package.json').version")
  fi
  mkdir -p "$folder"
  cd "$folder"
  npm install --prefix "$folder" --ignore-scripts --no-save --no-audit --no-fund --loglevel error -- "$package"
}

lines() { sed '/^[[:space:]]*$/d; s/^[[:space:]]*//; s/[[:space:]]*$//' <<<"$1"; }

# A flag and its value may be in one line, with a space or with "=" between them, and the value in quotes.
words() {
  local line
  while IFS= read -r line; do
    while [[ $line =~ ^(--?[a-z-]+)[[:space:]]+(.*)$ ]]; do
      printf '%s\n' "${BASH_REMATCH[1]}"
      line=${BASH_REMATCH[2]}
    done
    if [[ $line =~ ^\"(.*)\"$ || $line =~ ^\'(.*)\'$ ]]; then line=${BASH_REMATCH[1]}; fi
    printf '%s\n' "$line"
  done < <(lines "$1")
}

run() {
  local paths flags
  mapfile -t paths < <(lines "$EBLINT_PATHS")
  mapfile -t flags < <(words "$EBLINT_FLAGS")
  if [ -n "$EBLINT_SARIF" ]; then flags+=(--output "sarif:$EBLINT_SARIF"); fi
  exec node "$folder/node_modules/eblint/dist/cli.cjs" --no-foreign-code "${flags[@]}" -- "${paths[@]}"
}

"$1"
