"""What is sent where no page is: what is wrong, why, what to do, and what is near, as a page or as data; never a trace."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from http import HTTPStatus
from urllib.parse import quote

from westphalia.app.addresses import WrongPath, slug
from westphalia.app.site import own
from westphalia.errors import NoAnswer, NotUnderstood, WestphaliaError, printable
from westphalia.report.views.answer import json_text

GUESS = re.compile(r"Did you mean (.+?)\?")
QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a request.

    Parameters
    ----------
    status : int
        Of HTTP.
    what, why, do : str
        What is wrong, the reason, and what to do.
    near : tuple of pairs of str
        Words and addresses of what may have been meant.
    """

    status: int
    what: str
    why: str = ""
    do: str = ""
    near: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        """Return it as data (application/problem+json, RFC 9457)."""
        about = {"type": "about:blank", "title": HTTPStatus(self.status).phrase, "status": self.status, "detail": " ".join(filter(None, (self.what, self.why, self.do)))}  # fmt: skip
        rest = {**asdict(self), "near": [{"title": words, "href": href} for words, href in self.near]}
        return json_text({**about, **rest}) + "\n"

    def to_html(self) -> str:
        """Return it as a page."""
        return own("problem.html.j2", self.what, problem=self)


def problem_of(error: WestphaliaError, path: str) -> Problem:
    """Return what an error of the program is for a reader.

    Parameters
    ----------
    error : WestphaliaError
        As the command line would tell it.
    path : str
        Of the request, in which the names that may have been meant are put.
    """
    status = (
        404 if isinstance(error, WrongPath | NoAnswer) else 400 if isinstance(error, NotUnderstood) else 500
    )
    what, why, do = (printable(str(each)) for each in (error.what, error.why, error.do))
    return Problem(status, what, why, do, near(f"{what} {why} {do}", path) if status == 404 else ())


def near(words: str, path: str) -> tuple[tuple[str, str], ...]:
    """Return the addresses in which the nearest names stand in place of what was not understood.

    Parameters
    ----------
    words : str
        Of the error, which quotes what was not understood and guesses.
    path : str
        Of the request.

    Examples
    --------
    >>> near("No state is called 'irn'. Did you mean Iran or Iraq?", "/state/irn/2022")
    (('Iran', '/state/iran/2022'), ('Iraq', '/state/iraq/2022'))
    """
    guess, quoted = GUESS.search(words), QUOTED.search(words)
    if guess is None or quoted is None:
        return ()
    wrong = next((text for text in (quoted[1], quote(quoted[1], safe="")) if f"/{text}" in path), None)
    if wrong is None:
        return ()
    names = re.split(r",? or |, ", guess[1])
    return tuple(
        (name.strip("'"), path.replace(f"/{wrong}", f"/{_part(name.strip(chr(39)))}", 1)) for name in names
    )


def _part(name: str) -> str:
    """Return a name as it may stand in a path: words with hyphens, or as it is where it has none of the letters of a name."""
    return slug(name) if " " in name or not name.isascii() or name[:1].isupper() else quote(name, safe="")


def refused(status: int, what: str, why: str = "", do: str = "") -> Problem:
    """Return a problem that is not of the question: a host, a method, a size, a rate.

    Parameters
    ----------
    status : int
        Of HTTP.
    what, why, do : str
        What is wrong, the reason, and what to do.
    """
    return Problem(status, what, why, do)
