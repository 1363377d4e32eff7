#!/usr/bin/env bash
# What action.yml runs: eblint with the inputs of the action, which have one path or flag per line.
set -euo pipefail

lines() { sed '/^[[:space:]]*$/d' <<<"$1"; }
mapfile -t paths < <(lines "$EBLINT_PATHS")
mapfile -t flags < <(lines "$EBLINT_FLAGS")
if [ -n "$EBLINT_SARIF" ]; then flags+=(--output "sarif:$EBLINT_SARIF"); fi

exec node "$GITHUB_ACTION_PATH/dist/cli.cjs" --no-foreign-code "${flags[@]}" -- "${paths[@]}"
