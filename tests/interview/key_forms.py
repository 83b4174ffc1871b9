"""Each key in every form in which a terminal sends it, with what it is."""

from __future__ import annotations

from crisiszorg_cli.interview.terminal_input import Kind, Token

KEYS = {
    "j": Token(Kind.CHARACTER, "j"),
    "?": Token(Kind.CHARACTER, "?"),
    "é": Token(Kind.CHARACTER, "é"),
    "\x15": Token(Kind.CHARACTER, "\x15"),
    "\n": Token(Kind.CHARACTER, "\n"),
    "\udce9": Token(Kind.CHARACTER, "\ufffd"),
} | {
    sequence: Token(kind)
    for kind, sequences in {
        Kind.ENTER: (
            *("\r", "\x1b[13u", "\x1b[13;1u", "\x1b[13;1:1u", "\x1b[13;129u", "\x1b[13;2:2u"),
            *("\x1b[27;1;13~", "\x1b[27;2;13~", "\x1bOM", "\x8fM", "\x1b[57414u", "\x9b13u"),
        ),
        Kind.BACKSPACE: ("\x7f", "\x08", "\x1b[127u", "\x1b[127;65u", "\x1b[27;2;127~", "\x1b[8u"),
        Kind.DELETE: ("\x1b[3~", "\x1b[3;1:1~"),
        Kind.UP: ("\x1b[A", "\x1bOA", "\x1b[1;1A", "\x1b[1;129:1A", "\x1b[57419u"),
        Kind.DOWN: ("\x1b[B", "\x1bOB", "\x1b[1;1:2B", "\x1b[57420u"),
        Kind.RIGHT: ("\x1b[C", "\x1bOC", "\x9bC"),
        Kind.LEFT: ("\x1b[D", "\x1bOD", "\x1b[1D", "\x1b[57417;129u"),
        Kind.HOME: ("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"),
        Kind.END: ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"),
        Kind.CTRL_C: (
            *("\x03", "\x1b[99;5u", "\x1b[99;69u", "\x1b[99:67;5u", "\x1b[99;5:1u"),
            *("\x1b[27;5;99~", "\x1b[27;5;67~", "\x1b[1089::99;5u", "\x1b[99;133:2u"),
        ),
        Kind.CTRL_D: ("\x04", "\x1b[100;5u", "\x1b[27;5;100~", "\x9b100;5u"),
    }.items()
    for sequence in sequences
}
KEYS |= {f"\x1bO{chr(ord('p') + n)}": Token(Kind.CHARACTER, str(n)) for n in range(10)}
KEYS |= {f"\x1b[{57399 + n};129u": Token(Kind.CHARACTER, str(n)) for n in range(10)}
KEYS |= {f"\x1b[200~{text}\x1b[201~": Token(Kind.PASTE, text) for text in ("", "j\rn", "a\x1b[Ab")}
