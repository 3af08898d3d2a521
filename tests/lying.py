"""Rule files as nobody should write them, by what is wrong with them, in the bytes in which they arrive."""

from __future__ import annotations

from ce_workflow.cli import packaged

[CITY] = packaged.rule_sets()
NEXT = CITY.replace("version = 1", "version = 2", 1)
LINE = '\n[[ways.training.cap]]\nid = "more"\nbasis = "notice 三"\n'


def city(old: str, new: str) -> bytes:
    assert old in NEXT, old
    return NEXT.replace(old, new, 1).encode()


def more(said: str) -> bytes:
    """The city's next version with another cap that says this."""
    return f"{NEXT}{LINE}{said}\n".encode()


LYING: dict[str, bytes] = {
    "nothing at all": b"",
    "a comment alone": "# 学时管理办法\n".encode(),
    "a number": b"2019",
    "a JSON file": b'{ "authority": "chengdu", "year": 2019 }',
    "a YAML file": b"authority: chengdu\nyear: 2019\nways:\n  - training\n",
    "a spreadsheet": "途径,学时\n培训,8\n".encode(),
    "an unknown key": more("hours = 6\nmost = 7"),
    "an unknown key at the top": b"colour = 1\n" + NEXT.encode(),
    "an unknown table": NEXT.encode() + b"\n[colours]\nred = 1\n",
    "an unknown step": NEXT.encode() + b'\n[[ways.training.bonus]]\nid = "a"\n',
    "a cap below nothing": more("hours = -6"),
    "a cap as a float": more("hours = 4.5"),
    "infinity": more("hours = inf"),
    "a number of a thousand digits": more("hours = " + "9" * 1000),
    "a number with an exponent": more("hours = 1e400"),
    "a hexadecimal number beyond measure": more("hours = 0x" + "f" * 1000),
    "digits of another script": more('hours = "６"'),
    "Arabic digits": more('hours = "٦"'),
    "Chinese digits": more('hours = "六"'),
    "full-width punctuation": more("hours ＝ 6"),
    "Chinese quotation marks": more("by = [“level”]"),
    "a figure without a basis": (NEXT + '\n[[ways.training.cap]]\nid = "more"\nhours = 6\n').encode(),
    "a basis that is a number": (NEXT + '\n[[ways.training.cap]]\nid = "more"\nhours = 6\nbasis = 3\n').encode(),
    "a document that is not named": (NEXT + LINE.replace("notice", "newspaper") + "hours = 6\n").encode(),
    "a document that is a list": city("[documents]\n", '[documents]\nlist = ["a"]\n'),
    "the same line twice": (NEXT + (LINE + "hours = 6\n") * 2).encode(),
    "the same table twice": NEXT.encode() + b"\n[documents]\nx = 'y'\n",
    "days the wrong way round": city("in_force_from = ", "in_force_to = 1999-01-01\nin_force_from = "),
    "the thirtieth of February": city("in_force_from = 2019-01-01", "in_force_from = 2019-02-30"),
    "a moment for a day": city("in_force_from = 2019-01-01", "in_force_from = 2019-01-01T00:00:00+08:00"),
    "a year beyond all years": city("year = 2019", "year = 99999999999999999999"),
    "a year below all years": city("year = 2019", "year = -2019"),
    "a version beyond all versions": city("version = 2", "version = 99999999999999999999"),
    "an authority that is none": city('authority = "chengdu"', 'authority = "atlantis"'),
    "an authority that no database holds": city('authority = "chengdu"', 'authority = "\\u0000"'),
    "an authority that is a list": city('authority = "chengdu"', 'authority = ["chengdu"]'),
    "itself as the wider set": city("year = 2019", 'inherits = "chengdu-2019"\nyear = 2019'),
    "a wider set that is not there": city("year = 2019", 'inherits = "sichuan-2019"\nyear = 2019'),
    "a wider set that is no name": city("year = 2019", 'inherits = "../../etc/passwd"\nyear = 2019'),
    "a title in one language": city("title = {", 'title = { fr = "x",'),
    "a title that is a list": city("[documents]", "[documents]").replace(b"title = {", b"title = [{", 1),
    "ways that are a list": b"ways = []\n" + NEXT.partition("[ways.")[0].encode(),
    "a way that is a word": NEXT.encode() + b'\n[ways]\nother = "x"\n',
    "a band with a hole": NEXT.encode() + b"\n[ways.training.bands.b]\nof = 'days'\na = {below = 3}\nc = {above = 3}\n",
    "bands that overlap": NEXT.encode() + b"\n[ways.training.bands.b]\nof = 'days'\na = {most = 3}\nc = {least = 3}\n",
    "a band of itself": NEXT.encode() + b"\n[ways.training.bands.b]\nof = 'b'\na = {most = 3}\n",
    "a measure of itself": NEXT.encode() + b"\n[ways.training.measures.m]\nfrom = 'm'\nto = 'm'\nunit = 'days'\n",
    "a table with a hole": more("by = 'format'\nhours = { class = 1 }"),
    "a table that is too deep": more("by = 'format'\nhours = " + "{ class = " * 9 + "1" + " }" * 9),
    "lists within lists": more("hours = " + "[" * 1000 + "]" * 1000),
    "tables within tables": more("hours = " + "{a=" * 900 + "1" + "}" * 900),
    "NUL": more("hours = 6\x00"),
    "NUL in a text": more('says = { zh = "\\u0000", en = "x" }\nhours = 6\nxx = 1'),
    "half of a pair": NEXT.replace('en = "', 'en = "\\ud800', 1).encode(),
    "a control character": more("hours = 6 # \x07"),
    "UTF-16": NEXT.encode("utf-16"),
    "GB 18030": NEXT.encode("gb18030"),
    "no text": bytes(range(256)) * 10,
    "a mark in the middle": more("\ufeffhours = 6"),
    "old line ends": more("hours = -6").replace(b"\n", b"\r"),
    "a mark and line ends of Windows": b"\xef\xbb\xbf" + more("hours = -6").replace(b"\n", b"\r\n"),
    "a per cent sign": more('says = { zh = "50%", en = "50%" }\nhours = 6'),
    "a fact without end": more('says = { zh = "%(days", en = "x" }\nhours = 6'),
    "markup in a name": more("when = { '<script>alert(1)</script>' = 1 }\nhours = 6"),
    "ten megabytes": b"# " + b"x" * 10_000_000,
    "ten megabytes in lines": b"# x\n" * 2_500_000,
    "a line without end": more("says = '" + "x" * 100_000 + "'"),
}
