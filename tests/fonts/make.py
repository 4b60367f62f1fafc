"""Makes the fonts of the theme and of the share pictures from Be Vietnam Pro, version 5.3.0 of the npm package.

    npm pack @fontsource/be-vietnam-pro@5.3.0 && tar xzf fontsource-be-vietnam-pro-5.3.0.tgz
    python3 -m venv v && v/bin/pip install fonttools==4.68.0 brotli==1.2.1
    v/bin/python tests/fonts/make.py package

writes `themes/phuong/static/be-vietnam-pro-{400,700}.woff2`, which must stay below 18 KB each, and
`src/media/be-vietnam-pro.ttf`, with the same letters in bold, which the program draws share pictures with.
The package cuts the font into three by script; they are joined here and cut down to what the theme writes.
"""

import pathlib
import sys
import tempfile
import unicodedata

from fontTools import merge, subset
from fontTools.ttLib import TTFont

LARGEST = 18_000


def letters() -> list[int]:
    """Every Vietnamese letter, Latin, digits, and the punctuation and symbols that pages have."""
    vowels = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    vietnamese = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones} | {"đ"}
    assert all(len(letter) == 1 for letter in vietnamese) and len(vietnamese) == 12 * 6 + 1
    both = vietnamese | {letter.upper() for letter in vietnamese}
    latin = {chr(code) for code in range(0x20, 0x7F)}
    western = {chr(code) for code in range(0xC0, 0x100)}
    # Tone marks of their own are left out: without tables to place them, the system's font does better.
    signs = set("\u00a0«»°±²³·×÷–—‘’“”„•…‹›₫€−§©®½¼¾")
    return sorted(map(ord, both | latin | western | signs))


def joined(package: pathlib.Path, weight: int) -> TTFont:
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for script in ("vietnamese", "latin", "latin-ext"):
            font = TTFont(package / "files" / f"be-vietnam-pro-{script}-{weight}-normal.woff2")
            font.flavor = None
            path = pathlib.Path(folder) / f"{script}.ttf"
            # Kerning is left out: the tables of three parts do not join well, and Vietnamese syllables are short.
            for table in ("GPOS", "GSUB", "GDEF", "fpgm", "prep", "cvt ", "gasp"):
                if table in font:
                    del font[table]
            font.save(path)
            parts.append(str(path))
        return merge.Merger().merge(parts)


def cut(font: TTFont, flavor: str | None) -> TTFont:
    options = subset.Options(
        hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=[0, 1, 2, 4, 13, 14], flavor=flavor
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters())
    cutter.subset(font)
    font.flavor = flavor
    return font


def main() -> None:
    package, root = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parents[2]
    for weight in (400, 700):
        font = cut(joined(package, weight), "woff2")
        missing = [chr(code) for code in letters() if code not in font.getBestCmap()]
        path = root / f"themes/phuong/static/be-vietnam-pro-{weight}.woff2"
        font.save(path)
        size = path.stat().st_size
        print(path.name, size, "bytes,", len(font.getBestCmap()), "characters")
        assert not missing, f"not in the font: {missing}"
        assert size <= LARGEST, "too large"
    cut(joined(package, 700), None).save(root / "src/media/be-vietnam-pro.ttf")


main()
