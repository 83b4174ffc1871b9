"""The only place that reads YAML: bytes in, a tree of text with line numbers out.

It builds the tree from parser events, so that every scalar stays text, duplicate keys are
seen, nesting is bounded, and aliases (the road to alias bombs) are refused outright.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from crisiszorg_cli.content.tree import Mark, Node, Sequence, Table, Text
from crisiszorg_cli.errors import Problem
from crisiszorg_cli.visible_text import first_hidden, marked

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_MESSAGE = 300

_TOO_DEEP = f"dieper genest dan {MAX_DEPTH} niveaus"

# The C parser is about ten times as fast; wheels without it still work.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# Written as such or as an escape ("\0", "\e"), these would garble a screen or crash it.
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
_TAB = "\t"

# A name with one is not found, and a key with one is not known, while they look as they should.
_ODD_SPACE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"

# How a JSON writer escapes what lies beyond U+FFFF, such as an emoji: YAML knows no halves.
_HALVES = r"(?i)(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})"

# None of these is compiled until it is needed: most files are plain, and an overlay is read at
# each start.


class _RefusedError(Exception):
    """Stops reading this file; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml(
    file: str, content: bytes, *, of_answers: bool = False
) -> tuple[Node | None, list[Problem]]:
    """Turn the bytes of one YAML file into a tree, and name everything that is wrong.

    A duplicate key or an unprintable character is a problem but does not stop the reading;
    a syntax error, an alias, a tag, a directive, a second document, too many bytes, another
    encoding or too deep a nesting does, and gives no tree. What is invisible is refused in data,
    while answers lose it when they are accepted (``of_answers``): they are pasted from anywhere.
    """
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // 1024
        message = f"het bestand is groter dan {limit} KiB en wordt niet gelezen"
        return None, [Problem(file, 1, "too-large", message)]
    builder = _Builder(file, of_answers=of_answers)
    try:
        return builder.read(content.decode("utf-8-sig")), builder.problems
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(file, error)]
    except _RefusedError as refused:
        return None, [*builder.problems, refused.problem]
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # Not all are YAML errors: the pure-Python parser lets what chr() raises through.
        return None, [*builder.problems, _syntax_problem(file, error)]


def one_line(message: str) -> str:
    """Keep a message that quotes a file readable: on one line, and not too long."""
    line = " ".join(message.split())
    return line if len(line) <= MAX_MESSAGE else f"{line[: MAX_MESSAGE - 1]}…"


def _join_halves(content: str) -> str:
    """Write an escaped pair of halves as the one character that it stands for."""

    def joined(found: re.Match[str]) -> str:
        high, low = int(found[2], 16) - 0xD800, int(found[3], 16) - 0xDC00
        return f"{found[1]}\\U{0x10000 + (high << 10) + low:08x}"

    return re.sub(_HALVES, joined, content) if "\\" in content else content


def _unreadable(text: str, *, of_answers: bool) -> str | None:
    """Say which character cannot stand in a text, if any."""
    if text.isprintable() and first_hidden(text) is None:
        return None
    if found := re.search(_CONTROL, text):
        return f"onleesbaar teken U+{ord(found.group()):04X}"
    if of_answers:
        return None
    if hidden := first_hidden(text, allowed=f"\n{_TAB}"):
        return f"onzichtbaar teken U+{ord(hidden):04X}; haal het weg, of typ de regel opnieuw"
    if found := re.search(_ODD_SPACE, text):
        return f"bijzondere spatie U+{ord(found.group()):04X}; typ een gewone spatie"
    return None


def _encoding_problem(file: str, error: UnicodeDecodeError) -> Problem:
    before = error.object[: error.start]
    message = f"het bestand is geen UTF-8 (byte 0x{error.object[error.start]:02x})"
    tip = "Sla het bestand op als UTF-8; dat kan elke tekstverwerker."
    return Problem(file, before.count(b"\n") + 1, "encoding", message, tip)


def _syntax_problem(file: str, error: Exception) -> Problem:
    what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    # The parser notices an open quote or bracket late; the context is where it was opened.
    mark = getattr(error, "context_mark" if re.search(_OPENED, what) else "problem_mark", None)
    line = mark.line + 1 if mark is not None else 1
    if "nesting depth" in what:  # the parser in C reads ahead, and since 6.0.4 has its own limit
        return Problem(file, line, "too-deep", _TOO_DEEP)
    dutch = next((words for pattern, words in _SYNTAX if re.search(pattern, what)), what)
    tip = "Controleer inspringing, aanhalingstekens en de dubbele punt op deze of de vorige regel."
    return Problem(file, line, "syntax", f"geen geldige YAML ({one_line(dutch)})", tip)


_OPENED = "expected ':'|unexpected end of stream|expected ',' or"

# What the two parsers, in C and in Python, say about the mistakes that people make.
_SYNTAX = (
    ("expected ':'", "hier ontbreekt een dubbele punt"),
    ("mapping values are not", "een dubbele punt te veel; zet de tekst tussen aanhalingstekens"),
    ("unexpected end of stream", "een aanhalingsteken wordt niet gesloten"),
    (r"expected ',' or '[]}]'", "een haak wordt niet gesloten, of een komma ontbreekt"),
    ("expected (key|'-'|<block end>)", "de inspringing of een aanhalingsteken klopt niet"),
    ("node content", "hier wordt een waarde verwacht"),
    ("entries are not allowed", "een streepje kan hier niet"),
    ("cannot start any token|tab character", "een tab, of tekst die tussen aanhalingstekens moet"),
    (r"escape|chr\(\)|too large", "na een backslash staat een onbekend teken"),
)


class _Builder:
    """Walks the parser's events once; keeps the problems it meets."""

    def __init__(self, file: str, *, of_answers: bool) -> None:
        self.file = file
        self._of_answers = of_answers
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(())  # PyYAML's event types are untyped

    def read(self, content: str) -> Node | None:
        self._refuse_lines(content)
        self._events = yaml.parse(_join_halves(content), Loader=_LOADER)
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._refuse(event, "documents", "er staat meer dan één document in")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        if root is None:
            self.problems.append(Problem(self.file, 1, "empty", "het bestand is leeg"))
        return root

    def _refuse_lines(self, content: str) -> None:
        """Refuse what the parser gives no line for, or is slow with: many ``%`` lines."""
        for number, line in enumerate(content.split("\n"), start=1):
            wrong = _unreadable(line.removesuffix("\r"), of_answers=self._of_answers)
            if wrong:
                raise _RefusedError(Problem(self.file, number, "characters", wrong))
            if line.startswith("%"):
                message = "een regel die met % begint, wordt niet ondersteund"
                raise _RefusedError(Problem(self.file, number, "directive", message))

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, "alias", f"verwijzing *{event.anchor} wordt niet ondersteund")
        if getattr(event, "anchor", None) is not None:
            raise self._refuse(event, "alias", f"anker &{event.anchor} wordt niet ondersteund")
        if getattr(event, "tag", None) is not None:
            raise self._refuse(event, "tag", f"tag {event.tag} wordt niet ondersteund")
        if depth > MAX_DEPTH:
            raise self._refuse(event, "too-deep", _TOO_DEEP)
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._text(event)

    def _text(self, event: Any) -> Text:
        value = event.value
        if wrong := _unreadable(value, of_answers=self._of_answers):
            self._complain(event, "characters", wrong)
            value = marked(value)
        return Text(value, self._mark(event))

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._mark(start))

    def _table(self, start: Any, depth: int) -> Table:
        items: dict[str, Node] = {}
        marks: dict[str, Mark] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Text):
                raise self._refuse(event, "key", "een sleutel moet een woord zijn")
            if key.value in items:
                earlier = marks[key.value].line
                message = f"'{key.value}' staat er twee keer (ook op regel {earlier})"
                self._complain(event, "duplicate-key", message)
                continue
            items[key.value] = value
            marks[key.value] = key.mark
        return Table(items, marks, self._mark(start))

    def _mark(self, event: Any) -> Mark:
        return Mark(self.file, event.start_mark.line + 1)

    def _complain(self, event: Any, code: str, message: str) -> None:
        self.problems.append(self._problem(event, code, message))

    def _refuse(self, event: Any, code: str, message: str) -> _RefusedError:
        return _RefusedError(self._problem(event, code, message))

    def _problem(self, event: Any, code: str, message: str) -> Problem:
        return Problem(self.file, event.start_mark.line + 1, code, one_line(message))
