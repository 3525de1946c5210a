#!/usr/bin/env bash
# Seconds from `make run` in a fresh clone to the first answered page, on a warm package cache.
#     tests/bench/start_up.sh
set -euo pipefail
clone=$(mktemp -d)
make=
trap '[ -z "$make" ] || kill -- -"$make" 2>/dev/null || true; rm -rf "$clone"' EXIT
git clone --quiet "$(git rev-parse --show-toplevel)" "$clone"
cd "$clone"
if curl --silent --output /dev/null http://127.0.0.1:8000/; then
    echo "Something answers on port 8000 already." >&2
    exit 1
fi
set -m
begin=$(date +%s.%N)
make run >make.log 2>&1 &
make=$!
until curl --silent --fail --output /dev/null http://127.0.0.1:8000/anmelden; do
    kill -0 "$make" || { cat make.log; exit 1; }
    sleep 0.5
done
end=$(date +%s.%N)
python3 -c "print(f'first page after {$end - $begin:.1f} s')"
