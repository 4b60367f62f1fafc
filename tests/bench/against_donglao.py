"""Times both programs on the five plans of the sample site; see against_donglao.sh."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from donglao_g2p import Pipeline

loa, work, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
root = Path(__file__).parents[2]
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

# Plain text: front matter is no text, and Markdown's marks would be read by the one and not by the other.
pages = [page.read_text(encoding="utf-8").split("\n+++\n", 1)[-1] for page in sorted(root.glob("content/ke-hoach/*.md"))]
lines = [line.strip(" #>*-|") for page in pages for line in page.splitlines()]
once = [line for line in lines if line]


def text(megabytes):
    """So many megabytes, line by line."""
    size = sum(len(line.encode()) + 1 for line in once)
    return once * (megabytes * 1_000_000 // size)


def loa_seconds(lines):
    """Processor time of one process, user and system."""
    path = work / "text.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    before = os.times()
    subprocess.run([loa, "-C", str(work), "speak", str(path)], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def donglao_seconds(lines):
    """Processor time of normalising line by line, the way its own command does; its start is not counted."""
    before = time.process_time()
    for line in lines:
        donglao.normalize(line)
    return time.process_time() - before


donglao = Pipeline(num_threads=1)
small, large = text(1), text(40)
megabytes = lambda lines: sum(len(line.encode()) + 1 for line in lines) / 1e6
start = min(loa_seconds(["a"]) for _ in range(5))
ours, theirs = [], []
for _ in range(rounds):
    ours.append(megabytes(large) / (loa_seconds(large) - start))
    theirs.append(megabytes(small) / donglao_seconds(small))
print(f"loa speak          {statistics.median(ours):6.1f} MB per CPU-second  ({min(ours):.1f} to {max(ours):.1f})")
print(f"donglao-g2p 1.0.0  {statistics.median(theirs):6.1f} MB per CPU-second  ({min(theirs):.1f} to {max(theirs):.1f})")
print(f"ratio              {statistics.median(ours) / statistics.median(theirs):6.1f}")
