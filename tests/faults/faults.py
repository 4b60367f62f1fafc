"""What `run` does with a small disk: builds over a changed site while something is taken away, and looks at what is left."""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time

LOA, WORK, ROUNDS = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
DISK = WORK / "disk"
OUT = DISK / "dist"
NOBODY = 65534
TODAY = "2026-11-22"
CONFIG = 'base_url = "https://thu.example/"\ntitle = "Phường Thử"\nsample = true\n\n[unit]\nname = "Thử"\n'
draw = random.Random(20261122)
failures: list[str] = []
table: list[str] = []


def write_site(folder: pathlib.Path, version: int) -> None:
    """200 pages; all but a few differ between versions, some are in one alone."""
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    (content / "tin").mkdir(parents=True)
    (folder / "loa.toml").write_text(CONFIG)
    (content / "_index.md").write_text('+++\ntitle = "Trang chủ"\n+++\n')
    (content / "tin/_index.md").write_text('+++\ntitle = "Tin"\n+++\n')
    for number in range(200):
        if number % 20 == 7 and (number // 20) % 2 != version:
            continue
        word = "một" if version == 0 or number % 10 == 0 else "hai"
        text = f"Bản {word} của bài {number}. " * (40 + number)
        keys = f'title = "Bài {number}"\ndate = 2026-01-02\nkind = "page"\n'
        (content / f"tin/bai-{number}.md").write_text(f"+++\n{keys}+++\n\n{text}\n")


def build(site: pathlib.Path, out: pathlib.Path, *before: str, **more) -> subprocess.CompletedProcess:
    command = [*before, LOA, "-C", str(site), "--today", TODAY, "build", "--no-radio", "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **more)


def files(folder: pathlib.Path) -> dict[str, bytes]:
    """What is published: without what exists only during a build."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(".staging/") and name != ".lock":
            found[name] = path.read_bytes()
    return found


def hold(name: str, holds: bool, why: str) -> None:
    if not holds:
        failures.append(f"{name}: {why}")
        print(f"FAILED {name}: {why}")


def whole(name: str, left: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """Every file is old or new; what both have is there. Tells which of the two the folder is."""
    for path, data in left.items():
        hold(name, data in (old.get(path), new.get(path)), f"{path} is neither old nor new")
    lost = [path for path in old if path in new and path not in left]
    hold(name, not lost, f"gone: {lost[:3]}")
    return "old" if left == old else "new" if left == new else "mixed"


def heals(name: str, site: pathlib.Path, new: dict[str, bytes], *before: str) -> None:
    again = build(site, OUT, *before)
    hold(name, again.returncode == 0, f"the next build ends with {again.returncode}: {again.stderr[-300:]}")
    hold(name, files(OUT) == new, "the next build is not what a clean one is")


def told(name: str, result: subprocess.CompletedProcess, words: str) -> None:
    hold(name, result.returncode == 3, f"ended with {result.returncode}: {result.stderr[-300:]}")
    hold(name, words in result.stderr and "lỗi máy" in result.stderr, f"does not say {words!r}: {result.stderr[-300:]}")
    hold(name, "panicked" not in result.stderr, result.stderr[-300:])


def report(name: str, ends: list[str]) -> None:
    counted = ", ".join(f"{ends.count(end)} {end}" for end in ("old", "mixed", "new") if end in ends)
    table.append(f"{name}: {len(ends)} builds, left {counted}")


SITES = [WORK / "a", WORK / "b"]
CLEAN = []
for version, site in enumerate(SITES):
    site.mkdir()
    write_site(site, version)
    first = build(site, WORK / f"clean{version}")
    assert first.returncode == 0, first.stderr
    CLEAN.append(files(WORK / f"clean{version}"))
differ = sum(CLEAN[0].get(path) != data for path, data in CLEAN[1].items())
assert differ > 150, f"the versions hardly differ: {differ}"
SIZE = sum(map(len, CLEAN[0].values()))


def rounds():
    """Goes to and fro between the two versions; each begins with the other one in place."""
    hold("start", build(SITES[0], OUT).returncode == 0, "the site cannot be built")
    for number in range(ROUNDS):
        yield SITES[1 - number % 2], CLEAN[number % 2], CLEAN[1 - number % 2]


def clear() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    shutil.rmtree(DISK / ".cache", ignore_errors=True)


def full_disk() -> None:
    ends = []
    filler = DISK / "day.bin"
    for number, (site, old, new) in enumerate(rounds()):
        usage = shutil.disk_usage(DISK)
        # Nothing is left, or some of what the new files need.
        left = [0, 4096, SIZE // 20, SIZE // 4, SIZE // 2][number % 5]
        with open(filler, "wb") as file:
            file.write(b"x" * max(0, usage.free - left))
        result = build(site, OUT)
        told("full disk", result, "ổ đĩa đã đầy")
        ends.append(whole("full disk", files(OUT), old, new))
        filler.unlink()
        heals("full disk", site, new)
    report("disk full", ends)
    clear()
    with open(filler, "wb") as file:
        file.write(b"x" * (shutil.disk_usage(DISK).free - SIZE // 2))
    told("full disk, first build", build(SITES[0], OUT), "ổ đĩa đã đầy")
    hold("full disk, first build", not (OUT / "portal").exists(), "half a portal is published")
    filler.unlink()
    heals("full disk, first build", SITES[0], CLEAN[0])
    clear()


def read_only() -> None:
    ends = []
    for site, old, new in rounds():
        subprocess.run(["mount", "-o", "remount,ro", str(DISK)], check=True)
        result = build(site, OUT)
        subprocess.run(["mount", "-o", "remount,rw", str(DISK)], check=True)
        told("read-only", result, "chỉ cho đọc")
        ends.append(whole("read-only", files(OUT), old, new))
        heals("read-only", site, new)
    report("read-only target", ends)
    clear()


def lost_permission() -> None:
    """A build by somebody who is not root; every folder is shut at some moment of it."""
    as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    os.chown(DISK, NOBODY, NOBODY)

    def shut(mode: int) -> None:
        for folder, _, _ in os.walk(OUT / "portal"):
            os.chmod(folder, mode)

    begun = time.monotonic()
    build(SITES[0], OUT, *as_nobody)
    long = time.monotonic() - begun
    ends, refused = [], 0
    for number in range(ROUNDS * 3):
        site, old, new = SITES[1 - number % 2], CLEAN[number % 2], CLEAN[1 - number % 2]
        moment = long * draw.random()
        timer = threading.Timer(moment, shut, [0o555])
        timer.start()
        result = build(site, OUT, *as_nobody)
        timer.join()
        shut(0o755)
        if result.returncode != 0:
            refused += 1
            told("permission lost", result, "không đủ quyền")
        ends.append(whole("permission lost", files(OUT), old, new))
        heals("permission lost", site, new, *as_nobody)
    hold("permission lost", refused > 0, "no build ever met a shut folder")
    report(f"permission lost midway ({refused} refused)", ends)
    os.chown(DISK, 0, 0)
    clear()


def clock_set_back() -> None:
    """Every file of the output is from the future; a source changes without changing its size or its time."""
    fake = ["faketime", "-f", "2019-01-01 00:00:00"] if shutil.which("faketime") else []
    site = WORK / "clock"
    shutil.copytree(SITES[0], site)
    page = site / "content/tin/bai-3.md"
    hold("clock", build(site, OUT).returncode == 0, "the site cannot be built")
    before = page.stat()
    page.write_text(page.read_text().replace("Bản một", "Bản bốn"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    hold("clock", page.stat().st_size == before.st_size, "the test changes the size")
    result = build(site, OUT, *fake)
    hold("clock", result.returncode == 0 and "Bản bốn" in (OUT / "portal/tin/bai-3/index.html").read_text(),
         f"the change was not seen: {result.stderr[-300:]}")
    # Now everything that was built is years ahead of the clock, or years behind it.
    for when in (2_000_000_000, 0, 1):
        for path in OUT.rglob("*"):
            os.utime(path, (when, when))
        page.write_text(page.read_text().replace("Bản bốn", "Bản một"))
        os.utime(page, (when, when))
        result = build(site, OUT, *fake)
        shown = "Bản một" in (OUT / "portal/tin/bai-3/index.html").read_text()
        hold("clock", result.returncode == 0 and shown, f"at {when}: {result.stderr[-300:]}")
        page.write_text(page.read_text().replace("Bản một", "Bản bốn"))
        build(site, OUT, *fake)
    clean = build(site, WORK / "clean-clock")
    hold("clock", clean.returncode == 0 and files(OUT) == files(WORK / "clean-clock"), "the output differs from a clean one")
    table.append("clock set back" + ("" if fake else " (times of files alone: no faketime here)") + ": 8 builds, each saw the change")
    clear()


def written_while_read() -> None:
    """Somebody writes over pages without pause, not in one step, while builds run."""
    site = WORK / "writing"
    shutil.copytree(SITES[0], site)
    pages = [site / f"content/tin/bai-{number}.md" for number in (1, 2, 3, 4, 5)]
    texts = {page: [(folder / "content/tin" / page.name).read_text() for folder in SITES] for page in pages}
    done = threading.Event()

    def writes() -> None:
        number = 0
        while not done.is_set():
            number += 1
            for page in pages:
                page.write_text(texts[page][number % 2])
            time.sleep(0.01)

    writer = threading.Thread(target=writes)
    writer.start()
    codes = []
    for _ in range(ROUNDS * 2):
        result = build(site, OUT)
        codes.append(result.returncode)
        # Half a page without its front matter is a mistake of the content, and publishes nothing.
        hold("written while read", result.returncode in (0, 1) and "panicked" not in result.stderr, result.stderr[-300:])
    done.set()
    writer.join()
    for page in pages:
        page.write_text(texts[page][1])
    last = build(site, OUT)
    clean = build(site, WORK / "clean-writing")
    hold("written while read", last.returncode == 0 and clean.returncode == 0, last.stderr[-300:])
    hold("written while read", files(OUT) == files(WORK / "clean-writing"), "the next build is not what a clean one is")
    table.append(f"source written while read: {len(codes)} builds, {codes.count(0)} published, {codes.count(1)} told of half a page")
    clear()


for fault in (full_disk, read_only, lost_permission, clock_set_back, written_while_read):
    fault()
print("\n".join(table))
print("all well" if not failures else f"{len(failures)} faults")
sys.exit(1 if failures else 0)
