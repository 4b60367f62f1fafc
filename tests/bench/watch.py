"""How soon an edit is seen: starts `loa watch` on a copy of a site, edits pages, and asks over HTTP until the change is there.

    python3 tests/bench/watch.py LOA SITE [EDITS]

Copy SITE to a memory disk first. Prints medians and 95th percentiles in milliseconds, from the end of the write, the
watcher's own pause of 8 ms included, and the memory of the process at the beginning and at the end.
"""

import http.client
import json
import pathlib
import random
import re
import statistics
import subprocess
import sys
import threading
import time


class Watch:
    def __init__(self, loa, site):
        command = [loa, "-C", str(site), "watch", "--port", "0", "--json", "--today", "2027-01-01"]
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        first = json.loads(self.child.stdout.readline())
        self.address = re.search(r"//([^/]+)/", first["address"]).group(1)
        self.first = first
        self.lines = []
        self.leaf = "/a-z/t/"
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.child.stdout:
            self.lines.append(json.loads(line))

    def get(self, path):
        connection = http.client.HTTPConnection(self.address)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def until(self, path, mark, start, limit=60):
        while time.perf_counter() - start < limit:
            status, body = self.get(path)
            if status == 200 and mark in body:
                return (time.perf_counter() - start) * 1000
        raise SystemExit(f"{path} does not show {mark}")

    def listed(self, title, start, limit=60):
        """Until the list from A to Z names a page, on whichever leaf of its letter: first where the last one stood."""
        while time.perf_counter() - start < limit:
            for path in [self.leaf] + ["/a-z/t/"] + [f"/a-z/t/{leaf}/" for leaf in range(2, 100)]:
                status, body = self.get(path)
                if status == 200 and title.encode() in body:
                    self.leaf = path
                    return (time.perf_counter() - start) * 1000
                if status != 200:
                    break
        raise SystemExit(f"the list from A to Z does not name {title}")

    def ask(self, paths, before, stop, found):
        """Asks for pages again and again; notes each that is not whole, and each state that was not known before."""
        choose = random.Random(id(found))
        while not stop.is_set():
            path = choose.choice(paths)
            status, body = self.get(path)
            whole = status == 200 and body.rstrip().endswith(b"</html>")
            body = page_of(body)
            found["asked"] += 1
            found["broken"] += not whole
            if body != before[path]:
                found["states"].setdefault(path, set()).add(body)

    def memory(self):
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        found = {name: int(re.search(name + r":\s+(\d+)", status).group(1)) // 1024 for name in ("VmRSS", "VmHWM")}
        return f"{found['VmRSS']} MB now, {found['VmHWM']} MB at most"

    def quiet(self, pause=1.0, limit=60):
        """Waits until nothing has been told for so many seconds."""
        known, since = len(self.lines), time.perf_counter()
        start = since
        while time.perf_counter() - since < pause and time.perf_counter() - start < limit:
            time.sleep(0.05)
            if len(self.lines) != known:
                known, since = len(self.lines), time.perf_counter()


def report(name, times):
    times = sorted(times)
    high = times[min(len(times) - 1, int(len(times) * 0.95))]
    print(f"{name}: median {statistics.median(times):.1f} ms, p95 {high:.1f} ms, {len(times)} edits", flush=True)


def page_of(body):
    """The page alone: the preview's own script names the number of the state it belongs to."""
    return re.sub(rb'<script src="/__loa/[^>]*></script>', b"", body)


def rebuilding(watch, template, paths):
    """Asks from eight sides while all pages are made again: each answer must be the page before or the page after."""
    before = {path: page_of(watch.get(path)[1]) for path in paths}
    stop, founds = threading.Event(), [{"asked": 0, "broken": 0, "states": {}} for _ in range(8)]
    askers = [threading.Thread(target=watch.ask, args=(paths, before, stop, found)) for found in founds]
    for asker in askers:
        asker.start()
    template.write_text(template.read_text(encoding="utf-8").replace("<p>", "<p>mới "), encoding="utf-8")
    watch.quiet(4.0)
    stop.set()
    for asker in askers:
        asker.join()
    after = {path: page_of(watch.get(path)[1]) for path in paths}
    asked, broken = sum(found["asked"] for found in founds), sum(found["broken"] for found in founds)
    other = sum(states - {after[path]} != set() for found in founds for path, states in found["states"].items())
    changed = sum(before[path] != after[path] for path in paths)
    print(f"while all pages are made again: {asked} answers, {broken} not whole, {other} neither old nor new; {changed} of {len(paths)} pages changed", flush=True)


def main():
    loa, site = sys.argv[1], pathlib.Path(sys.argv[2])
    edits = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    watch = Watch(loa, site)
    print(f"first build: {watch.first['milliseconds']} ms, {watch.first['pages']} pages; memory {watch.memory()}", flush=True)
    pages = sorted(path for path in site.glob("content/*/*.md") if path.name != "_index.md")
    choose = random.Random(7)

    def address(path):
        return f"/{path.parent.name}/{path.stem}/"

    def body(count, pause):
        times = []
        for number in range(count):
            path = choose.choice(pages)
            text = path.read_text(encoding="utf-8")
            mark = f"Dấu mốc {choose.randrange(10**9)}."
            path.write_text(f"{text}\n{mark}\n", encoding="utf-8")
            times.append(watch.until(address(path), mark.encode(), time.perf_counter()))
            if pause:
                time.sleep(pause)
        return times

    report("body edit, one after the other", body(edits, 0))
    watch.quiet()
    print(f"memory after {edits} edits: {watch.memory()}", flush=True)
    report("body edit, once a second", body(min(edits, 40), 1.0))
    watch.quiet()
    times = []
    for number in range(min(max(edits // 5, 5), 40)):
        path = choose.choice(pages)
        text = path.read_text(encoding="utf-8")
        mark = f"Tên mới {choose.randrange(10**9)}"
        path.write_text(re.sub(r'^title = ".*"$', f'title = "{mark}"', text, count=1, flags=re.M), encoding="utf-8")
        start = time.perf_counter()
        watch.until(address(path), mark.encode(), start)
        times.append(watch.listed(mark, start))
        time.sleep(3)
    report("title edit", times)
    watch.quiet()
    # A template of the site's own: the built-in page with a mark in it.
    template = site / "themes/phuong/templates/kinds/article.html"
    template.parent.mkdir(parents=True, exist_ok=True)
    times, known = [], len(watch.lines)
    for number in range(5):
        mark = f"mau-{choose.randrange(10**9)}"
        template.write_text('{% extends "page.html" %}{% block before %}<p>' + mark + "</p>{% endblock %}\n", encoding="utf-8")
        times.append(watch.until(address(pages[0]), mark.encode(), time.perf_counter()))
        watch.quiet(4.0)
    report("template edit, the page asked for", times)
    told = [line["milliseconds"] for line in watch.lines[known:]]
    print(f"template edit, all pages on the disk: {statistics.median(told)} ms (median)")
    rebuilding(watch, template, [address(path) for path in choose.sample(pages, min(len(pages), 200))])
    print("memory", watch.memory())
    shown = [line["shown_milliseconds"] for line in watch.lines if line.get("shown_milliseconds") is not None]
    whole = [line["milliseconds"] for line in watch.lines if line.get("shown_milliseconds") is not None]
    if shown:
        print(f"told by loa: shown after {statistics.median(shown)} ms, on the disk after {statistics.median(whole)} ms (medians)")
    watch.child.terminate()


main()
