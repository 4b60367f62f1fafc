#!/usr/bin/env bash
# Compares `loa speak` with the text normaliser of the PyPI package donglao-g2p: the same generated official text, one
# core, by turns. Prints megabytes for each second of CPU time and their ratio.
# Usage: bash tests/bench/against_donglao.sh [--megabytes N] [--rounds N]
# Exit: 0 measured, 3 a tool is missing or a run failed, 4 donglao-g2p cannot be installed here.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/loa-target}

for tool in cargo python3 taskset; do
  if ! command -v "$tool" >/dev/null; then
    echo "$tool is missing (taskset is part of util-linux)" >&2
    exit 3
  fi
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if ! { python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --disable-pip-version-check donglao-g2p; } >&2; then
  echo "donglao-g2p cannot be installed from PyPI here, so nothing was compared" >&2
  exit 4
fi
cargo build --release --locked --manifest-path "$here/../../Cargo.toml" || exit 3
taskset -c 0 "$folder/venv/bin/python" "$here/against_donglao.py" "$CARGO_TARGET_DIR/release/loa" "$folder" "$@"
