"""The journey from a pair to an exported review, with an audit hook that counts and refuses every try to reach out."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

TRIES: list[str] = []
FORBIDDEN = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.bind",
    "socket.sendto",
    "urllib.Request",
    "http.client.connect",
)
LOOKED = ("::1", 0)
"""urllib3, which spaCy's command line brings along, binds this loopback address once while it is imported, to see
whether the machine knows IPv6; nothing is listened to, and nothing leaves."""


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.bind" and arguments[1] == LOOKED:
        return
    if event in FORBIDDEN:
        TRIES.append(f"{event} {arguments!r}")
        raise ConnectionError(event)


def main() -> None:
    sys.addaudithook(refuse)
    from msgspec.structs import replace

    from coach.notes import new_id
    from coach.records import Choice, Note, Pair, Person
    from coach.workspace import Workspace
    from coach.workspace.sharing import everything

    with Workspace.open(Path("home")) as workspace:
        pair = Pair(id=new_id(), mentor=Person(name="Jo Brandt"), mentee=Person(name="Priya Raman", pronouns="she"))
        workspace.keep_pair(pair)
        text = "Asked Priya what she wanted. She said she was scared of her boss. I told her to wait a week. She thanked me."
        for _ in range(2):
            session = workspace.start_session(pair.id, "regular-check-in", 45)
            session = replace(session, state="done", notes=(Note(id=new_id(), text=text, author="mentor"),))
            session = asyncio.run(workspace.read_session(session))
            assert session.mirror is not None and session.mirror.balance.tier == "notes"
            advice = asyncio.run(workspace.advise(session))
            assert advice.suggestions
            workspace.choose(session, Choice(prompt=advice.suggestions[0].prompt, focus=advice.focus, state="kept"))
        assert workspace.prepare(pair.id, "mentor").try_one is not None
        assert asyncio.run(workspace.search("she never says what she wants", 5))
        review = workspace.review(pair.id, None, None)
        options = everything(names=False, quotes=False)
        for kind in ("html", "markdown", "json"):
            page = workspace.export(review, kind, options, Path(f"review.{kind}"))
            assert "Priya" not in page.read_text(encoding="utf-8")
        workspace.backup(Path("all.backup"))
    assert not TRIES, TRIES
    print(f"journey done, {len(TRIES)} tries")


if __name__ == "__main__":
    main()
