#!/usr/bin/env bash
# Compares `loa speak` with the PyPI package donglao-g2p on the same official Vietnamese text: megabytes for each second
# of one processor core, in turn, in one run, and the ratio.
# Usage: bash tests/bench/against_donglao.sh [ROUNDS, default 5]
# Exit codes: 0 measured, 3 the package cannot be had here.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/loa-target}
rounds=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! { python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet donglao-g2p==1.0.0; } >"$work/log" 2>&1; then
  echo "skipped: donglao-g2p 1.0.0 cannot be installed here (Python 3 with venv and PyPI are needed):" >&2
  tail -n 2 "$work/log" >&2
  exit 3
fi
cargo build --release --locked --quiet
"$work/venv/bin/python" tests/bench/against_donglao.py "$CARGO_TARGET_DIR/release/loa" "$work" "$rounds"
