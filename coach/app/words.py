"""Every label, hint and message that the app shows, in one place; names and numbers go in, sentences come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coach import notes
from coach.records import Act, Action, Guess, Mirror, Pair, Person, Session, Side

# Names, days, lengths.

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


TITLES = ("dr", "prof", "mr", "mrs", "ms", "miss", "sir")
"""What may stand before a name without being one."""


def name(pair: Pair, side: str) -> str:
    """The first name of a side (the whole one where first names are the same), or both names."""
    if side in ("mentor", "mentee"):
        seats = (pair.mentor, pair.mentee) if side == "mentor" else (pair.mentee, pair.mentor)
        own, beside = (notes.one_line(person.name) for person in seats)
        first = own.split(" ", 1)[0]
        plain = len(first) > 1 and first.isalpha() and first.casefold() not in TITLES
        return first if plain and first.casefold() != beside.split(" ", 1)[0].casefold() else own
    return pair_names(pair) if side == "both" else SOMEONE_ELSE


_THE_ONE = re.compile(r"\b[Tt]he (mentor|mentee)\b")


def by_name(text: str, pair: Pair) -> str:
    """A text of the guides or the reader with names where it says "the mentor" or "the mentee"."""
    return _THE_ONE.sub(lambda found: name(pair, found[1]), text)


def pair_names(pair: Pair) -> str:
    return f"{name(pair, 'mentor')} and {name(pair, 'mentee')}"


def other(side: Side) -> Side:
    return "mentee" if side == "mentor" else "mentor"


def subject(person: Person) -> tuple[str, str, str]:
    """(she, her, hers) for a person, ``they`` where the pronouns are own words."""
    return {"she": ("she", "her", "her"), "he": ("he", "him", "his")}.get(person.pronouns, ("they", "them", "their"))


def day(iso: str) -> str:
    """``Tue 17 Nov``, with the year when it isn't this one."""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    text = f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"
    return text if iso[:4] == notes.today()[:4] else f"{text} {when.year}"


def minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def times(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"


# The keys: id -> (label, what it does).

KEYS: dict[str, tuple[str, str]] = {
    "app.help": ("help", "All keys of this page and what they do"),
    "app.hide": ("hide", "Hide what's on the screen until you press it again"),
    "app.quit": ("leave", "Leave the coach; everything is kept"),
    "app.palette": ("everything", "Everything you can do here, by name"),
    "page.up": ("page up", "Read on above"),
    "page.down": ("read on", "Read on below"),
    "page.back": ("back", "Back to the page before"),
    "pick.left": ("left", "Pick the one before"),
    "pick.right": ("right", "Pick the next one"),
    "ticks.up": ("up", "The line above"),
    "ticks.down": ("down", "The line below"),
    "ticks.tick": ("tick", "Tick or clear this line"),
    "slider.less": ("less", "Five points less for the first name"),
    "slider.more": ("more", "Five points more for the first name"),
    "list.up": ("up", "The entry above"),
    "list.down": ("down", "The entry below"),
    "list.first": ("first", "The first entry"),
    "list.last": ("last", "The last entry"),
    "list.page_up": ("page up", "A page up"),
    "list.page_down": ("page down", "A page down"),
    "dialog.yes": ("done", "Say yes to this and go on"),
    "dialog.no": ("not now", "Leave this as it was"),
    "home.open": ("open", "The next thing for this pair"),
    "home.prepare": ("prepare", "Three minutes before a talk"),
    "home.session": ("start a talk", "Pick a plan for the talk and begin"),
    "home.write": ("write one up", "Write notes about a talk that's over"),
    "home.mirror": ("last mirror", "How the last talk was shared"),
    "home.talks": ("past talks", "All talks of this pair"),
    "home.review": ("review", "The months together, for both of you"),
    "home.library": ("library", "Plans for talks and things to say"),
    "home.new": ("new pair", "Two names and what you agree on"),
    "home.import": ("transcript", "Bring in a transcript of a talk from a file"),
    "home.settings": ("settings", "Colours, privacy, this pair, backup"),
    "wizard.next": ("next", "Keep this and go on"),
    "wizard.back": ("back", "The step before"),
    "prepare.go": ("start the talk", "Begin the talk with this plan"),
    "prepare.side": ("for the other", "Prepare for the other of the two"),
    "prepare.plan": ("another plan", "Pick another plan for the talk"),
    "prepare.let_go": ("let it go", "Let this promise go: nobody is held to it any more"),
    "prepare.take_back": ("take it back", "Bring back the promise that was just let go"),
    "session.mentor": ("{mentor} speaks", "{mentor} speaks now: the talk clock follows, an empty line gets the name"),
    "session.mentee": ("{mentee} speaks", "{mentee} speaks now: the talk clock follows, an empty line gets the name"),
    "session.next": ("next part", "On to the next part of the talk"),
    "session.previous": ("back", "Back to the part before"),
    "session.prompts": ("ideas", "Things to say in this part; show or fold away"),
    "session.eyes": ("who sees", "Notes for both of you, or for one alone"),
    "session.stages": ("parts", "All parts of the talk: go to one, skip, add your own"),
    "session.promise": ("promise", "Write down who does what, and by when"),
    "session.pause": ("pause", "Stop the clock for a while, or till another day"),
    "session.done": ("done", "The talk is over: look in the mirror"),
    "session.author": ("who writes", "Say whose words the notes are"),
    "session.marks": ("marks", "Show or hide what the reader makes of the words while you write"),
    "stages.go": ("go there", "Go to this part"),
    "stages.skip": ("skip", "Leave this part out, or bring it back"),
    "stages.add": ("add your own", "Add a part after this one"),
    "pause.on": ("go on", "Go on with the talk"),
    "pause.leave": ("till another day", "Keep everything and leave; go on another day"),
    "guess.next": ("done", "Keep this guess"),
    "guess.skip": ("look without guessing", "Go to the mirror without a guess"),
    "mirror.walk_back": ("walk back", "The words before"),
    "mirror.walk": ("walk", "Walk through the words behind the numbers"),
    "mirror.filter": ("words", "Only the words behind one of the numbers"),
    "mirror.correct": ("correct", "These words were read wrongly: put them right"),
    "mirror.notes": ("notes", "Show or hide the notes with their marks"),
    "mirror.keep1": ("keep", "Keep the first idea for next time"),
    "mirror.keep2": ("keep 2", "Keep the second idea for next time"),
    "mirror.keep3": ("keep 3", "Keep the third idea for next time"),
    "mirror.up": ("idea above", "The idea above"),
    "mirror.down": ("idea below", "The idea below"),
    "mirror.swap": ("swap", "Another idea in the place of this one"),
    "mirror.dismiss": ("not now", "Put this idea away; it doesn't come back soon"),
    "mirror.why": ("why", "Why this was suggested"),
    "mirror.action": ("promise", "Write down who does what, and by when"),
    "mirror.tried": ("tried it?", "Say whether you used what you kept last time"),
    "mirror.write": ("write more", "Write down what's still fresh"),
    "mirror.private": ("private notes", "Show what stands in one's own private notes"),
    "mirror.guess": ("guess", "Make a guess, or another one"),
    "mirror.done": ("done", "Back to the first page"),
    "correct.not_talk": ("no talk at all", "Nobody said this to anyone: leave it out"),
    "questions.next": ("next", "Keep the answer, on to the next question"),
    "questions.previous": ("back", "Keep the answer, back to the question before"),
    "questions.done": ("done", "Keep the answer and go back to the review"),
    "review.table": ("as a table", "The same numbers in rows"),
    "review.view": ("alone, together", "What each reads first alone, then both together"),
    "review.span": ("how far back", "All talks, the last half-year, or the last three months"),
    "review.questions": ("questions", "The questions to answer together"),
    "review.export": ("take it with you", "Write a page, a text or data, with what you both agree to"),
    "library.search": ("search", "Say in your own words what you're looking for"),
    "library.switch": ("plans or ideas", "Switch between plans for talks and things to say"),
    "library.open": ("read", "Read this one"),
    "library.copy": ("make it ours", "Copy it to your own and change it"),
    "library.edit": ("change", "Change your own copy"),
    "settings.change": ("change", "Change this"),
    "write.author": ("who writes", "Say whose words the notes are"),
    "write.marks": ("marks", "Show or hide what the reader makes of the words while you write"),
    "write.done": ("done", "Keep it and look in the mirror"),
    "write.eyes": ("who sees", "Notes for both of you, or for one alone"),
    "write.stage": ("part", "Write on in the notes of another part"),
    "write.mentor": ("{mentor}", "Begin a line that {mentor} said"),
    "write.mentee": ("{mentee}", "Begin a line that {mentee} said"),
    "edit.keep": ("keep", "Check it and keep it"),
    "export.go": ("write it", "Write the file with what both of you ticked"),
    "work.cancel": ("stop", "Stop this; nothing is lost"),
    "lock.open": ("open", "Open with the passphrase"),
}


def with_names(text: str, pair: Pair) -> str:
    """A fixed label with the names of the pair in it."""
    return text.replace("{mentor}", name(pair, "mentor")).replace("{mentee}", name(pair, "mentee"))


KEY_NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "esc",
    "question_mark": "?",
    "pageup": "page up",
    "pagedown": "page down",
    "shift+tab": "shift tab",
    "slash": "/",
}

# Everywhere.

APP_TITLE = "Coach"
MASTHEAD_HELP = "F1 help"
SOMEONE_ELSE = "someone else"
BOTH = "both of us"
SAVED = "saved"
SAVING = "…"
READ_ONLY = "Another window has this open, so you can look here but not write."
HIDDEN = "Hidden. Press F8 to go on."
LOCKED = "Locked, because nobody was here for a while."
LOCKED_TITLE = "This is private"
LOCKED_ASK = "The passphrase, please."
LOCKED_WRONG = "That's not the passphrase. Try again; nothing is lost."
LOCKED_CHECKING = "Checking…"
WAKING = "the reader is waking up; you needn't wait for it"
READING_AGAIN = "a newer reader goes through your talks again: {done} of {of}"
RESTARTING = "the reader takes a fresh start; nothing is lost"
TROUBLE = (
    "Something went wrong inside the coach, so it had to close. What you wrote is on disk. "
    "Open it again with the same command; if it happens again, `coach doctor` tells more."
)
STOPPED = "Stopped. Nothing is lost."
STOPPING = "Stopping…"
ONE_MOMENT = "One moment…"

# Home.

HOME_EMPTY_TITLE = "Welcome."
HOME_EMPTY = (
    "Two people talk; afterwards they see, in a minute and in private, how the talk was shared and whether it told "
    "or listened. Everything stays on this computer.\n\nPress enter and say who the two of you are. To look around "
    "first, leave with ctrl+q and type: coach demo"
)
HOME_NEW_PAIR = "No talk yet. Prepare the first one: it takes three minutes."
HOME_NEXT = {
    "resume": "go on with the talk",
    "mirror": "look in the mirror",
    "prepare": "prepare the next talk",
    "review": "look back together",
}
HOME_FIRST = "prepare the first talk"
HOME_BEGIN = "begin"
HOME_CLOSED = "Closed well on {day}."
HOME_UNREAD = "Not in the mirror yet."
HOME_TALKS_TITLE = "Past talks"
HOME_NO_TALKS = "There's no talk yet. Press s to start one, or w to write one up."


def home_last(session: Session, title: str) -> str:
    """The last talk in a line; ``title`` may be empty."""
    lead = f"{day(session.day)} · {title}" if title else day(session.day)
    if session.state != "done":
        return f"{lead}, not finished yet."
    return f"{lead}. {session.mirror.sentence if session.mirror else HOME_UNREAD}"


def promise(action: Action, pair: Pair, *, named: bool = True) -> str:
    """A promise in a line, with its owner and its day."""
    text = notes.one_line(action.text)
    lead = f"{name(pair, action.owner)}: " if named else ""
    return f"{lead}{text}, by {day(action.due)}" if action.due else f"{lead}{text}"


def spark_words(pair: Pair, count: int) -> str:
    return f"{name(pair, 'mentor')}'s share, last {times(count, 'talk')}"


# Start.

WIZARD_TITLE = "The two of you"
WIZARD_STEPS = ("Names", "Your way of working", "How you share the talk", "What you agree on", "Ready")
WIZARD_NAMES = "Who's in this pair? Use the names you'd write in your notes."
WIZARD_FIRST = "Who brings more of the experience, for now"
WIZARD_SECOND = "Who came to learn, for now"
WIZARD_NAME = "Name"
WIZARD_ROLE = "Role"
WIZARD_ROLE_HINT = ("mentor, or your own word", "mentee, or your own word")
WIZARD_PRONOUNS = "Pronouns"
WIZARD_ALIASES = "Nicknames"
WIZARD_ALIASES_HINT = "as in your notes, initials too, with commas"
PRONOUNS = (("she", "she"), ("he", "he"), ("they", "they"))
WIZARD_KEYS = "tab goes on to the next line, ← → pick, space ticks, enter when it's right."
WIZARD_DONE = "done"
WIZARD_KIND = "What kind of pair are you?"
KINDS = (
    ("traditional", "one learns from the other"),
    ("reciprocal", "both learn, each from the other"),
    ("reverse", "the younger or newer one leads"),
    ("peer", "peers, nobody is senior"),
)
WIZARD_PHASE = "Where are you on the way?"
PHASES = (
    ("initiation", "just starting"),
    ("cultivation", "well under way"),
    ("separation", "more and more on their own feet"),
    ("redefinition", "becoming something else: peers, friends"),
)
WIZARD_PROGRAMME = "Part of a programme?"
WIZARD_PROGRAMME_HINT = "its name, how you were matched, how long (or leave it empty)"
WIZARD_AIM_WHY = (
    "People often hold that the one who came to learn should talk most; good talks run anywhere from a fifth to half. "
    "It's your own aim, you can change it, and each plan for a talk may have its own."
)
WIZARD_RULES = "Tick what you both want to hold to. You can add your own."
RULES = (
    "What we say stays between us.",
    "Either of us may say stop, or not today.",
    "We start and end on time, and leave a little time after.",
    "We say so when one of us takes over the talk.",
    "We say early when something feels wrong.",
    "Either of us may end this, and we'll end it well.",
)
WIZARD_OWN_RULE = "Your own"
WIZARD_OWN_RULE_HINT = "one more, in your own words"
WIZARD_NAME_MISSING = "Both of you need a name, so that notes can be told apart."
WIZARD_SAME_NAME = "You have the same name. Add an initial, so that the notes can tell you apart."
WIZARD_READY_RULES = "You agree on:"
WIZARD_READY_NO_RULES = "No ground rules yet; the first talk is a good place for them."
WIZARD_READY_NEXT = (
    "Next: prepare your first talk. Notes are kept on this computer only; the settings have a passphrase."
)


def wizard_step(index: int) -> str:
    return f"{WIZARD_STEPS[index]} · {index + 1} of {len(WIZARD_STEPS)}"


def wizard_aim(mentor: str, mentee: str) -> str:
    return f"How much of the talk should be {mentor}'s, and how much {mentee}'s?"


def ready_aim(pair: Pair) -> str:
    return f"{name(pair, 'mentor')} aims to speak for about {round(pair.aim * 100)} % of the time."


# Prepare.

PREPARE_LAST = "Last time"
PREPARE_OWN = "You promised"
PREPARE_NONE_OWN = "Nothing open on your side."
PREPARE_LET_GO = "Let go: “{text}”. u takes it back."
PREPARE_BALANCE = "How the talk has been shared"
PREPARE_TRY = "One thing to try"
PREPARE_OPENINGS = "Three ways to begin"
PREPARE_ROOM = "The room"
PREPARE_TODAY = "Today"
PREPARE_PICK_PLAN = "Which plan for today?"
WRITE_PICK_PLAN = "Which plan did the talk follow, more or less?"
WRITE_MINUTES = "How many minutes was it, roughly?"
PREPARE_MINUTES = "How many minutes have you got?"
PREPARE_LENGTHS = ("30", "45", "60", "90")


PREPARE_FOR = "for {name}"


def prepare_title(pair: Pair, side: Side, number: int) -> str:
    return f"{name(pair, side)}, before talk {number} with {name(pair, other(side))}"


def prepare_other(pair: Pair, side: Side) -> str:
    return f"{name(pair, other(side))} promised"


def plan_line(title: str, length: int) -> str:
    return f"{title}, {minutes(length)}"


# Session.

SESSION_SEES = {"both": "for both of you", "mentor": "only {mentor} sees this", "mentee": "only {mentee} sees this"}
SESSION_NUDGE = "About ten minutes left: a good moment to agree on one next step each. F7 writes it down."
SESSION_OVER = "The time you planned is up. Take what you need, or press F10."
SESSION_STAGE_OVER = "this part has had its {minutes}"
SESSION_STAGE_ROOM = "about {minutes}"
SESSION_WRITE = (
    "Write here what was said. Fragments are fine. F2 and F3 begin a line with a name and turn the talk clock; "
    "ctrl+t says who “I” is."
)
PRIVATE_OPEN = (
    "What stands here is for {name}'s eyes. It isn't counted in the mirror and goes into nothing you share. "
    "There's no code on it yet, so whoever sits here can turn to it with F5; the settings on the first page have one."
)
PRIVATE_CLOSED = (
    "What stands here opens only with {name}'s code. It isn't counted in the mirror and goes into nothing you share."
)
SESSION_EMPTY_GONE = "Nothing was written, so no talk was kept."
SESSION_PAUSED = "Paused"
SESSION_PAUSED_TEXT = "The clock stands, and everything is kept."
SESSION_DONE_TITLE = "Is the talk over?"
SESSION_DONE_TEXT = "Next you each guess how it was shared, and then look in the mirror. You can still write more."
SESSION_STAGES = "The parts of this talk"
SESSION_STAGE_NAME = "What's the part about?"
SESSION_STAGE_MINUTES = "Minutes"
SESSION_OWN_STAGE = "Our own"
SESSION_SKIPPED = "left out"
SESSION_CODE = "{name}, your code for private notes, please."
SESSION_CODE_WRONG = "That's not the code. The private notes stay closed."
SESSION_START_TITLE = "Start a talk"
SESSION_WHO_WRITES = "Whose words are the notes?"
PROMISE_TITLE = "A promise"
PROMISE_TEXT = "What will be done?"
PROMISE_OWNER = "Who does it?"
PROMISE_DUE = "By when?"
PROMISE_DUE_HINT = "or a day of your own, like 2026-12-01"
PROMISE_DUE_WRONG = "I can't read that day. Write it like 2026-12-01."
PROMISE_DUES = (("", "no day"), ("7", "in a week"), ("14", "in two weeks"), ("30", "in a month"))
PROMISE_MISSING = "Write down what will be done, in a few words."


def session_title(pair: Pair, title: str, session: Session) -> str:
    return f"{pair_names(pair)} · {title} · {day(session.day)}"


def session_stage(title: str, index: int, count: int) -> str:
    return f"{title} · {index + 1} of {count}"


def session_time(spent_s: float, planned: int) -> str:
    return f"{int(spent_s // 60)} of {planned} min"


def stage_time(spent_s: float, planned: int) -> str:
    """How this part stands with its time, softly."""
    text = SESSION_STAGE_OVER if planned and spent_s > planned * 60 else SESSION_STAGE_ROOM
    return text.format(minutes=minutes(planned))


# Mirror.

TIER = {
    "timed": "from the talk clock",
    "words": "counted from every word of the transcript",
    "notes": "from your notes, so a guess with room in it",
    "unknown": "I can't tell from these notes",
}
DID = {
    "advise": "suggested",
    "inform": "explained",
    "ask": "asked",
    "reflect": "said back",
    "affirm": "encouraged",
    "share": "told of themselves",
    "other": "said something else",
}
STANCES = ("told", "listened", "shared")
STANCE_OF = {
    "advise": "told", "inform": "told", "ask": "listened", "reflect": "listened", "affirm": "listened",
    "share": "shared", "other": "something else",
}  # fmt: skip
MARKERS = {"rank": "Words of rank", "deference": "Holding back", "reciprocity": "Give and take"}
WALK_UNSURE = "not counted, I wasn't sure"
MIRROR_KEEP_KEYS = "2 3 keep"
PRIVATE_WHOSE = "Whose private notes?"
MIRROR_READING = "Reading your notes…"
MIRROR_READING_WAKING = "The reader is waking up. Your notes are kept; this takes a few seconds, once."
MIRROR_READING_LONG = (
    "Reading your notes takes longer than usual; the computer is busy with something else. They're kept. You can wait, "
    "or leave with esc and look later."
)
MIRROR_NOTHING = "There's nothing written yet, so there's nothing to mirror. Press w and write what's still fresh."
MIRROR_NO_ACTS = "I found no words here that say who said what. A line such as “{mentor} asked how it went” helps."
MIRROR_TRY = "One thing to try"
MIRROR_PROMISES = "Promises"
MIRROR_KEPT = "kept for next time"
MIRROR_LOOKING = "Looking for one thing to try…"
MIRROR_NO_ADVICE = "Nothing to suggest this time."
MIRROR_CARRIED = "Kept last time"
CARRIED_USED = "{name} used it."
CARRIED_UNUSED = "There was no moment for it."
CARRIED_SEEMS = "It looks as if {name} used it. Press u if not."
CARRIED_UNSEEN = "I see no sign of it in these notes. Press u if it was there."
CARRIED_ASK = "Did {name} use it? Press u to say."
TRIED_TITLE = "What you kept last time"
TRIED_ASK = "{name}, was there a moment for it?"
TRIED_OPTIONS = (("", "rather not say"), ("yes", "used it"), ("no", "no moment for it"))
MIRROR_WRONG_KEEP = "There's no such idea here."
MIRROR_PRIVATE_HELD = "Words from private notes aren't shown here; p opens one's own."
MIRROR_PUT_AWAY = "Put away."
MIRROR_NUMBERS_FOLLOW = "Put right. The numbers follow, here and later."
MIRROR_NUMBERS_COMING = "Kept. The numbers follow in a moment."
CORRECT_TITLE = "Put this right"
CORRECT_WHO = "Who said it?"
CORRECT_WHAT = "What was it?"
CORRECT_ALIAS = "A name in it that means this person"
CORRECT_ALIAS_HINT = "only if there's a nickname or an initial I should know"
CORRECT_KINDS = (
    ("advise", "suggesting what to do"),
    ("inform", "explaining, telling facts"),
    ("ask", "asking"),
    ("reflect", "saying back what was heard"),
    ("affirm", "encouraging, thanking"),
    ("share", "telling of oneself"),
    ("other", "something else"),
)
GUESS_TITLE = "Guess first"
GUESS_ASK = "{name}, before you look: how was the talk shared?"
GUESS_EQUAL = "How equal did it feel?"
GUESS_EQUALS = (("1", "one decided"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "as equals"))
GUESS_COMFORT = "And how comfortable?"
GUESS_COMFORTS = (("0", "rather not say"), ("1", "not at all"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "very"))
GUESS_HAND_OVER = "Thank you, {name}. Now hand over to {other}."
GUESS_HAND_OVER_HINT = "Your guess is covered until both have answered. {other} presses enter."
GUESS_SEEN = (
    "Once both have answered, you both see the first two in the mirror. How comfortable it was stands in the review, "
    "for both of you; it may stay unsaid."
)
GUESS_GO_ON = "go on"
GUESS_KEYS = "← → moves it, tab goes to the next question, enter when it's right."


def mirror_title(pair: Pair, number: int, session: Session) -> str:
    return f"{pair_names(pair)} · after talk {number} · {day(session.day)}"


def band_numbers(mirror: Mirror) -> str:
    low, high = round(mirror.balance.low * 100), round(mirror.balance.high * 100)
    return f"{low} %" if low == high else f"{low} – {high} %"


def band_aim(mirror: Mirror, title: str) -> str:
    return f"your aim for “{title}”: about {round(mirror.aim * 100)} %"


def guesses_line(guesses: Sequence[Guess], pair: Pair) -> str:
    """What each guessed, once both have answered (or the one who did)."""
    said = [f"{name(pair, guess.by)} {round(guess.share * 100)}" for guess in guesses]
    return "guessed: " + ", ".join(said) if said else ""


def felt_line(guesses: Sequence[Guess], pair: Pair) -> str:
    said = [f"{name(pair, guess.by)} {guess.equality} of 5" for guess in guesses]
    return f"As equals: {', '.join(said)}." if said else ""


def walk_place(index: int, count: int) -> str:
    return f"{index + 1} of {count}"


def walk_foot(act: Act, place: str, pair: Pair) -> str:
    """What the words in the notes were read as, in a line."""
    return f"{STANCE_OF[act.act]} · {name(pair, act.speaker)}   {place}   {by_name(act.why, pair)}".rstrip()


def open_questions(count: int, total: int) -> str:
    return f"{count} of {times(total, 'question')} open" if total else ""


# Write.

WRITE_TITLE = "What's still fresh?"
WRITE_HINT = "Who said what, in your own words. Fragments are fine. F4 says who “I” is."
WRITE_AUTHOR = {"mentor": "{mentor} writes", "mentee": "{mentee} writes", "both": "both of you write"}
WRITE_LEGEND = "underlined: {mentor} · underlined and slanted: {mentee}"

# Review.

REVIEW_SPANS = (("all", "all talks"), ("182", "the last half-year"), ("91", "the last three months"))
REVIEW_PERCENT = ("100 %", "50 %", "0 %")
REVIEW_SCALE = ("5", "3", "1")
REVIEW_SINCE = "Since you agreed"
REVIEW_DECIDED = "What you decided"
REVIEW_VIEWS = {"": "together", "mentor": "{mentor} alone", "mentee": "{mentee} alone"}
REVIEW_CHARTS = "as pictures"
REVIEW_FOR = "for {name}"
REVIEW_NOT_SAID = "not answered"
REVIEW_FEW = "There's too little yet to look back on. Three talks are a good start."
REVIEW_PROMISES = "Promises"
REVIEW_GUESSES = "What you guessed"
REVIEW_TRIED = "What you tried"
REVIEW_AIM = "┄ your aim"
REVIEW_LEGEND = "● seen   │ room around it"
REVIEW_COLUMNS = ("day", "share", "from – to", "rests on")
REVIEW_QUESTIONS = "Questions for both of you"
REVIEW_ANSWER_HINT = (
    "Leave out what you like: tab goes on, esc keeps what is there for another day. Each answer is covered "
    "while the other writes; the review shows them together."
)
REVIEW_ANSWER_TOGETHER = (
    "Talk first, then write a line or two, or leave it out. Esc keeps what is there for another day."
)
EXPORT_TITLE = "Take it with you"
EXPORT_ASK = "Only what both of you tick goes in. The arrows move, space ticks."
EXPORT_KIND = "As"
EXPORT_KINDS = (("html", "a page to print"), ("markdown", "plain text"), ("json", "data"))
EXPORT_NAMES = "Names"
EXPORT_NAME_OPTIONS = (("yes", "with names"), ("no", "without names"))
EXPORT_ITEMS = (
    ("balance", "how the talk was shared"),
    ("stance", "telling, listening, sharing"),
    ("guesses", "what you guessed"),
    ("comfort", "how comfortable it felt"),
    ("promises", "promises"),
    ("prompts", "what you tried"),
    ("answers", "your answers to the questions"),
    ("words", "words from the notes"),
)
EXPORT_NOTHING = "Nothing is ticked by both of you yet, so there's nothing to write."
EXPORT_DONE = "Written to {path}"
EXPORT_WORKING = "Writing it…"


def review_title(pair: Pair, span: str) -> str:
    return f"{pair_names(pair)} · looking back · {span}"


def review_question(index: int, count: int) -> str:
    return f"{REVIEW_QUESTIONS} · {index + 1} of {count}"


# Library.

LIBRARY_TITLE = "Library"
LIBRARY_SEARCH_HINT = "say it in your own words: when I talk too much"
LIBRARY_KINDS = {"template": "Plans for talks", "focus": "Things to say"}
LIBRARY_NONE = "Nothing here sounds like that. Try other words."
LIBRARY_OWN = "yours"
LIBRARY_COPIED = "It's yours now. Press e to change it."
LIBRARY_EDIT_TITLE = "Your own"
LIBRARY_EDIT_KEPT = "Kept."
LIBRARY_SHARE = "Aim: the first of you speaks for about {share} %. {reason}"
LIBRARY_FOLLOW_UP = "And then:"
LIBRARY_AVOID = "Better not"
LIBRARY_CLOSING = "To close"

# Settings.

SETTINGS_TITLE = "Settings"
SETTINGS_HIDE_FOR = (("0", "never"), ("5", "after 5 minutes"), ("15", "after 15 minutes"), ("30", "after 30 minutes"))
ON, OFF = "on", "off"
SETTINGS: dict[str, tuple[str, str]] = {
    "theme": ("Colours", "Four papers; changes at once."),
    "idle": ("Hide by itself", "Covers the screen when nobody has touched it for a while."),
    "passphrase": ("Passphrase", "Locks everything on disk, drafts and backups too. Nobody can open it without."),
    "tags": ("Names with F2 and F3", "An empty line of the notes gets the name of the one who speaks."),
    "marks_talk": (
        "Marks during the talk",
        "Underlines what the reader understands while you talk. Most leave it off.",
    ),
    "marks_after": ("Marks when writing afterwards", "Underlines what the reader understands while you write it up."),
    "model": (
        "Folder with another reader of meaning",
        "A folder on this computer; empty means the one that came along.",
    ),
    "pair": ("This pair", "Names, kind, phase, aim and what you agree on."),
    "code_mentor": ("{mentor}'s code for private notes", "A short code that opens one's own private notes."),
    "code_mentee": ("{mentee}'s code for private notes", "A short code that opens one's own private notes."),
    "backup": ("Backup", "Puts everything into one file, locked like the rest."),
    "doctor": ("Is all well?", "Looks at the folder, the reader and the models, and says what it sees."),
    "close": ("End this pair well", "Marks the pair as closed. Nothing is deleted."),
    "delete": ("Delete this pair", "Takes all notes of this pair off this computer, for good."),
}
SETTINGS_SET = "set"
SETTINGS_UNSET = "not set"
PASS_TITLE = "Passphrase"
PASS_OLD = "The one you have now"
PASS_NEW = "The new one (empty: none any more)"
PASS_AGAIN = "Once more"
PASS_DIFFERENT = "The two differ. Type the new one again, twice the same."
PASS_WORKING = "Locking everything with the new passphrase…"
PASS_DONE = "Done. Without it nobody can open this, so keep it somewhere safe."
PASS_GONE = "Done. There's no passphrase any more."
CODE_TITLE = "A code for {name}'s private notes"
CODE_NEW = "The new code (empty: none any more)"
CODE_OLD = "The one you have now"
CODE_DONE = "Done."
MODEL_TITLE = "Another reader of meaning"
MODEL_ASK = "The folder it's in"
MODEL_MISSING = "There's no such folder. Check the spelling, or leave it empty."
MODEL_DONE = "It'll be used from the next start on."
BACKUP_ASK = "Where should the backup go?"
BACKUP_WORKING = "Making the backup…"
BACKUP_DONE = "Kept in {path}"
DOCTOR_WORKING = "Looking…"
CLOSE_TITLE = "End this pair well?"
CLOSE_TEXT = (
    "{names} stay in the list, with all their talks, marked as closed. A last talk with the plan for closing is a "
    "good way to end."
)
DELETE_TITLE = "Delete this pair for good?"
DELETE_TEXT = "All talks, notes and promises of {names} go. Type DELETE to do it."
DELETE_WORD = "DELETE"

# Transcripts.

IMPORT_TITLE = "A transcript from a file"
IMPORT_ASK = "The file"
IMPORT_HINT = "a path, such as ~/Downloads/talk.vtt"
IMPORT_NOTE = "From Zoom, Teams, Meet, Otter, subtitles, or lines like “Jo: text”. It's read here, on this computer."
IMPORT_MISSING = "There's no such file. Check the spelling."
IMPORT_READING = "Reading the file…"
IMPORT_WHO = "Who is who?"
IMPORT_TURNS = "{name} ({turns})"
IMPORT_DAY = "Day of the talk"
IMPORT_DAY_WRONG = "I can't read that day. Write it like 2026-11-17."
IMPORT_BOTH = "Say who {mentor} is and who {mentee} is, so that I know who said what."

# Help.

HELP_TITLE = "Keys on this page"
HELP_EVERYWHERE = "Everywhere"
HELP_WORDS = (
    "The mouse works too: click on what you see, on the keys at the foot as well. In a note, the usual keys for "
    "writing work. Everything you type is kept within a second."
)
PALETTE_HINT = "What would you like to do?"
