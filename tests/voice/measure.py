"""How far Loa's estimate is from a voice that really reads.

At each of three speeds espeak-ng is an announcer: `loa calibrate` measures it on thirty paragraphs, and `loa time` then
foretells how long it takes for thirty others, and for twenty programmes of five to ten minutes. No text that was
measured on is foretold. A length is from the first sound to the last, in the recording and in the estimate
(`sounding`): espeak-ng puts silence behind what it says, and nobody hears that.
"""

import array
import json
import subprocess
import sys
import tempfile
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SPEEDS = [140, 160, 180]
PARAGRAPHS = 60
PROGRAMMES = 20
# Mean errors in percent that may not be passed.
PARAGRAPH_BOUND = 2.2
PROGRAMME_BOUND = 1.0
# Fewer syllables are a heading or the stub of a list.
SHORTEST = 12
# Syllables of a programme; at each of the speeds this lasts between five and ten minutes.
PROGRAMME = 1500
# Paragraphs in one recording of those that Loa measures on.
TOGETHER = 5
# What is fainter than the loudest sound divided by this is silence.
GATE = 64


def main():
    loa, home, *folder = sys.argv[1:]
    site = Loa(loa, Path(home))
    pages = [block for page in site.pages() for block in site.speak(page).split("\n\n")]
    texts = [line for text in files_in(folder[0]) for line in site.speak(text).split("\n")] if folder else pages
    chosen = spread(paragraphs(texts), PARAGRAPHS)
    known, unknown = chosen[0::2], chosen[1::2]
    programmes = assembled(blocks(texts) + (blocks(pages) if folder else []), known)
    if len(unknown) < PARAGRAPHS // 2 or len(programmes) < PROGRAMMES:
        sys.exit(f"too little text: {len(chosen)} paragraphs of {PARAGRAPHS}, {len(programmes)} programmes of {PROGRAMMES}")
    together = ["\n\n".join(known[at : at + TOGETHER]) for at in range(0, len(known), TOGETHER)]
    print(f"{len(known)} paragraphs measured on, {len(unknown)} others and {len(programmes)} programmes foretold")
    good = True
    with tempfile.TemporaryDirectory() as work:
        site = Loa(loa, Path(work))
        site.run("init")
        for speed in SPEEDS:
            good &= measure(site, Path(work), speed, together, unknown, programmes)
    sys.exit(0 if good else 1)


def measure(site, work, speed, together, paragraphs, programmes):
    """Measures the voice at one speed, and says how far its estimates are off; whether they are within the bounds."""
    announcer = f"espeak-{speed}"
    spoken = record(work / announcer / "known", speed, together)
    pairs = [str(path) for script, audio, _ in spoken for path in (script, audio)]
    site.run("calibrate", *pairs, "--id", announcer)
    good = True
    for name, texts, bound, shortest, longest in [
        ("paragraphs", paragraphs, PARAGRAPH_BOUND, 0, 300),
        ("programmes", programmes, PROGRAMME_BOUND, 300, 600),
    ]:
        spoken = record(work / announcer / name, speed, texts)
        lengths = {str(script): length for script, _, length in spoken}
        wrong = [f"{length:.0f} s" for length in lengths.values() if not shortest <= length <= longest]
        if wrong:
            sys.exit(f"{name} of {', '.join(wrong)}: not between {shortest} and {longest} s")
        report = json.loads(site.run("time", "--announcer", announcer, "--format", "json", *lengths))
        errors = sorted(
            (file["sounding"]["likely_ms"] / 1000 / lengths[file["path"]] - 1) * 100 for file in report["files"]
        )
        mean = sum(map(abs, errors)) / len(errors)
        bias = sum(errors) / len(errors)
        within = mean <= bound
        good &= within
        print(
            f"-s {speed} {name}: {sum(lengths.values()) / 60:5.1f} min; off by {mean:.2f}% on average"
            f" (bound {bound}%), {bias:+.2f}% all together, from {errors[0]:+.1f}% to {errors[-1]:+.1f}%"
            + ("" if within else "  TOO FAR OFF")
        )
    return good


class Loa:
    """The program in a folder."""

    def __init__(self, program, folder):
        self.program, self.folder = str(Path(program).resolve()), folder

    def run(self, *arguments):
        call = [self.program, "-C", str(self.folder), "--today", "2026-11-22", *arguments]
        done = subprocess.run(call, capture_output=True, encoding="utf-8")
        if done.returncode != 0:
            sys.exit(f"loa {' '.join(arguments[:4])} … ended with {done.returncode}:\n{done.stderr}")
        return done.stdout

    def pages(self):
        """All pages, those of the plans among them, by path."""
        content = self.folder / "content"
        return sorted(page for page in content.rglob("*.md") if page.name != "_index.md")

    def speak(self, file):
        return self.run("speak", str(file))


def files_in(folder):
    found = sorted(path for path in Path(folder).rglob("*") if path.suffix in (".txt", ".md"))
    return [path.resolve() for path in found]


def syllables(text):
    return len(text.split())


def blocks(texts):
    """All that is said, once each, in order."""
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def paragraphs(texts):
    return [block for block in blocks(texts) if syllables(block) >= SHORTEST]


def spread(texts, count):
    """So many of the texts, at even distances."""
    return [texts[at * len(texts) // count] for at in range(min(count, len(texts)))]


def assembled(texts, known):
    """Programmes of blocks in their order, without those that were measured on; none is said twice."""
    programmes, programme, said = [], [], set(known)
    for block in texts:
        if block in said:
            continue
        said.add(block)
        programme.append(block)
        if syllables(" ".join(programme)) >= PROGRAMME:
            programmes.append("\n\n".join(programme))
            programme = []
    return programmes[:PROGRAMMES]


def record(folder, speed, texts):
    """Has each text read; scripts, recordings and their lengths in seconds."""
    folder.mkdir(parents=True)

    def one(at):
        script, audio = folder / f"{at:02}.txt", folder / f"{at:02}.wav"
        script.write_text(texts[at] + "\n", encoding="utf-8")
        subprocess.run(["espeak-ng", "-v", "vi", "-s", str(speed), "-f", script, "-w", audio], check=True)
        return script, audio, length(audio)

    with ThreadPoolExecutor() as pool:
        return list(pool.map(one, range(len(texts))))


def length(audio):
    """From the first sound to the last, in seconds."""
    with wave.open(str(audio)) as file:
        rate, samples = file.getframerate(), array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    # One sample in fifty tells well enough how loud it is.
    gate = max(map(abs, samples[::50])) / GATE
    first = next(at for at in range(len(samples)) if abs(samples[at]) > gate)
    last = next(at for at in reversed(range(len(samples))) if abs(samples[at]) > gate)
    return (last - first + 1) / rate


main()
