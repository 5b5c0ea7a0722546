"""Texts that people might write, paste or import, and that a terminal, a browser, a spreadsheet or a program could obey."""

from __future__ import annotations

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""What must not reach standard output, standard error or a file: all controls but tab and newline, DEL, C1, overrides
of direction, byte-order marks, halves of characters."""

GROUPS: dict[str, tuple[str, ...]] = {
    "markup": (
        "[/]", "[bold]x[/bold]", "[@click=app.quit]y[/]", "[red on blue]z", "[link=https://example.org]l[/link]", "\\[",
        "[$primary]", "[TODO] later", "[[nested]]", ":smile: [/bold", "[@click=app.run_action('quit')]",
    ),
    "escapes": (
        "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]52;c;aGk=\x07", "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
        "\x1b[2J\x1b[H", "\x1bc", "\x1b[?1049h", "\x1bP+q544e\x1b\\", "\x1b[6n", "a\bb\b", "over\rwritten", "bell\a", "\x1b",
    ),
    "c1": ("\x9b31mred", "\x9d0;title\x9c", "\x90q\x9c", "\x85next line", "\x7fdel", "\x84\x8d"),
    "direction": (
        "\u202egnp.exe", "\u2066isolate\u2069", "\u202dleft\u202c", "\u200eleft\u200fright", "\u061calm",
        "\u2067right\u2068first\u2069",
    ),
    "html": (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "'onmouseover='alert(1)",
        "</title><script>alert(1)</script>", "</style><script>alert(1)</script>", "<!-- -->", "<a href=javascript:alert(1)>a</a>",
        "&lt;script&gt;", "&#x3c;b&#x3e;", "<iframe src=//example.org>", "javascript:alert(1)", "data:text/html,<b>x</b>",
        "<meta http-equiv=refresh content=0;url=//example.org>", "]]><x>", "<base href=//example.org>", "{}</text></svg><b>x",
    ),
    "markdown": (
        "[link](https://example.org)", "![image](https://example.org/x.png)", "<https://example.org>", "https://example.org/a?b=c",
        "www.example.org", "# heading", "> quote", "- item", "* * *", "1. first", "2) second", "`code`", "```\nfence", "~~gone~~",
        "**bold** _it_", "| a | b |", "[ref]: https://example.org", "[ref]", "<b>x</b>", "===", "---", "\\", "trailing  \nbreak",
        "jo@example.org", "$x^2$", "[^1]: note", "mailto:jo@example.org", "+++", "![x][ref]",
    ),
    "spreadsheet": (
        "=1+1", "=HYPERLINK(\"https://example.org\",\"x\")", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "=cmd|' /C calc'!A0", "\r=1",
        ";=1+1", "\uff1d1+1",
    ),
    "paths": (
        "../../etc/passwd", "/etc/passwd", "..\\..\\x", "C:\\x", "~/x", "con", "nul.txt", ".hidden", "a/b", "file\x00.txt", "-rf",
        "--help", "x\ny", "$HOME", "`id`", "$(id)", "*", "?",
    ),
    "invisible": (
        "zero\u200bwidth", "joi\u200dner", "non\u200cjoiner", "word\u2060joiner", "soft\u00adhyphen", "\ufeffmark", "tag\U000e0041",
        "\u3164", "\u2800",
    ),
    "broken": ("half \ud800", "\udfff half", "nul\x00nul", "\ufffe", "\ufffd", "\ufff9a\ufffab\ufffb", "line\u2028sep\u2029par"),
    "long": ("a" * 5000, "word " * 1000, "\u202e" * 500, "e" + "\u0301" * 300, "[" * 1000, "\n" * 300 + "x", "(" * 2000),
    "scripts": (
        "\u0645\u0631\u062d\u0628\u0627", "\u05e9\u05dc\u05d5\u05dd 12", "\u674e\u5c0f\u9f99", "\u0130\u0131\u00df\u017f",
        "Zo\u00eb O\u2019Brien-\u0141uk", "\u0e01\u0e33", "\U0001d4d9\U0001d4f8", "na\u00efve",
    ),
    "emoji": ("\U0001f469\u200d\U0001f4bb", "\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f1e9\U0001f1ea", "1\ufe0f\u20e3", "\U0001f44d\U0001f3fd"),
    "formats": ("%s %n %d", "{0}", "{name.__class__}", "{{7*7}}", "{% raw %}", "${x}", "#{x}", "{% include 'x' %}", "{{ sheet }}", "%(x)s", "{mentor}"),
    "queries": ("' OR 1=1 --", "\"; rm -rf /", "'; DROP TABLE pairs; --", "null", "NaN", "1e999", "true", "__proto__"),
}  # fmt: skip
TEXTS = tuple(text for group in GROUPS.values() for text in group)
