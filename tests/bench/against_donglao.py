"""The measuring half of against_donglao.sh: generates the text, runs both by turns, prints the figures.

Both are charged CPU time. donglao-g2p is timed inside its process, after import and warm-up, line by line, which is
its faster way; loa is charged its whole process, reading and writing included, less a run on an empty file.
"""

import argparse
import pathlib
import random
import resource
import statistics
import subprocess
import sys

LINES = (
    "Số: {n}/KH-UBND",
    "Căn cứ Nghị định số {n}/2026/NĐ-CP ngày {day:02}/{month:02}/2026 của Chính phủ quy định chi tiết một số điều của Luật "
    "Trí tuệ nhân tạo; Quyết định số {m}/QĐ-TTg ngày {day}/{month}/2026 của Thủ tướng Chính phủ,",
    "{k}. Mục đích, yêu cầu",
    "- Tổ chức triển khai kịp thời, đồng bộ, thống nhất và hiệu quả các nội dung của Kế hoạch; xác định rõ nhiệm vụ, đơn vị "
    "chủ trì, đơn vị phối hợp, tiến độ và thời hạn hoàn thành.",
    "- Phấn đấu {k}/{t} tổ dân phố có tổ công nghệ số cộng đồng; trên {p}% hồ sơ được nộp trực tuyến trước ngày {day}/{month}/2026.",
    "- Kinh phí thực hiện là {n}.500.000 đồng, trong đó ngân sách phường bảo đảm {p},5%.",
    "- Theo điểm a khoản {k} Điều {day} của Luật số 134/2025/QH15, thời hạn giải quyết là {day} ngày làm việc.",
    "- UBND phường tiếp công dân từ 8h00 đến 11h30 thứ Ba hằng tuần; điện thoại: 0225 3842 {n}.",
    "- Các cơ quan, đơn vị báo cáo kết quả về UBND phường trước ngày {day} tháng {month} hằng năm để tổng hợp, báo cáo "
    "UBND thành phố theo quy định.",
    "- Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị kịp thời phản ánh để được xem xét, hướng dẫn, "
    "giải quyết theo thẩm quyền.",
    "- Phát thanh tối thiểu 02 lần/tuần, mỗi lần từ 5 - 10 phút, trên hệ thống truyền thanh cơ sở.",
    "Nơi nhận: TT Đảng ủy, HĐND phường; CT, các PCT UBND phường; Lưu: VT.",
)

THEIRS = """
import sys, time
from donglao_g2p import Pipeline
text = open(sys.argv[1], encoding="utf-8").read()
lines = text.split("\\n")
pipeline = Pipeline(num_threads=1)
for line in lines[:200]:
    pipeline.normalize(line)
start = time.process_time()
said = [pipeline.normalize(line) for line in lines]
took = time.process_time() - start
print(took, sum(len(line.encode()) for line in said))
"""


def generate(size):
    chance = random.Random(142)
    parts, length = [], 0
    while length < size:
        for line in LINES:
            line = line.format(
                n=chance.randint(100, 999), m=chance.randint(100, 2999), day=chance.randint(1, 28), month=chance.randint(1, 12),
                k=chance.randint(1, 9), t=chance.randint(10, 40), p=chance.randint(11, 98),
            )
            parts.append(line)
            length += len(line.encode()) + 1
    return "\n".join(parts) + "\n"


def run(command):
    """What the command printed, and the seconds of CPU time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.stderr.write(done.stderr.decode(errors="replace"))
        print(f"{command[0]} ended with {done.returncode}", file=sys.stderr)
        sys.exit(3)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("loa")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--megabytes", type=int, default=10)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    text = generate(given.megabytes * 1_000_000)
    size = len(text.encode())
    file, empty = given.folder / "text.txt", given.folder / "empty.txt"
    file.write_text(text, encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    # Outside a site, so that no lexicon but the built-in one is loaded.
    speak = [given.loa, "-C", str(given.folder), "speak"]
    ours, theirs = [], []
    for number in range(1, given.rounds + 1):
        said, whole = run([*speak, str(file)])
        _, start = run([*speak, str(empty)])
        ours.append(size / 1e6 / (whole - start))
        words, _ = run([sys.executable, "-c", THEIRS, str(file)])
        took, length = words.split()
        theirs.append(size / 1e6 / float(took))
        # Numbers in words are longer than digits: whoever says less has not done the work.
        if len(said) < size or int(length) < size:
            print(f"{len(said)} and {int(length)} bytes were said for {size}: not the same work", file=sys.stderr)
            sys.exit(3)
        print(f"round {number}: loa {ours[-1]:.1f}, donglao-g2p {theirs[-1]:.2f} MB per CPU second", flush=True)
    one, other = statistics.median(ours), statistics.median(theirs)
    ratio = statistics.median(a / b for a, b in zip(ours, theirs))
    print(f"median of {given.rounds} rounds, {size / 1e6:.1f} MB: loa {one:.1f}, donglao-g2p {other:.2f}; ratio {ratio:.1f}")


main()
