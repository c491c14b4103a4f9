"""Years, spans of years, decades, centuries; before and after Christ."""

from __future__ import annotations

from datetime import MAXYEAR, datetime

from factcheck.model import Certainty, Interval
from factcheck.time import calendar
from factcheck.time.grammar import Match
from factcheck.time.lexicon import context as words
from factcheck.time.lexicon import meaning, table
from factcheck.time.reading import Context, Reading, century_of, dated, ordinal_of, phase_of, year_of


def year(match: Match, context: Context) -> Reading | None:
    """2019, early 2019, '98, the year 2000, fiscal 2024, AD 79, 44 BC.

    A year before Christ has a value ("BC0044") and no interval: the calendar of Python begins with the year 1.
    A fiscal year is taken for the calendar year of its number, which is an assumption.
    """
    if match.has("era") and match.words("era")[0].startswith("b"):
        digits = match.words("year")[0]
        return Reading("DATE", f"BC{int(digits):04d}", None, "year") if len(digits) <= 5 else None
    if match.has("fiscal") and not match.has("year"):
        return _fiscal_code(match, context)
    number = int(match.words("year")[0]) if match.has("era") else year_of(match, context)
    if match.words("mod")[-2:] == ["half", "of"]:
        return None
    if number is None or not 0 < number < MAXYEAR or not _is_year(match):
        return None
    certainty: Certainty = "assumed" if match.has("fiscal") or match.tokens("year")[-1].form == "SHORTYEAR" else "explicit"
    reading = dated(calendar.the_year(number), "explicit", phase_of(match, "mod"))._replace(certainty=certainty)
    interval = reading.interval
    if interval and match.words("mod")[:1] == ["post"]:
        reading = reading._replace(interval=Interval(start=interval.end, end=None))
    if interval and match.words("mod")[:1] == ["pre"]:
        reading = reading._replace(interval=Interval(start=None, end=interval.start))
    return reading


def _fiscal_code(match: Match, context: Context) -> Reading | None:
    digits = match.words("fiscal")[0].removeprefix("fy").strip()
    if not digits.isdigit():
        return None
    number = int(digits) if len(digits) == 4 else century_of(int(digits), context.anchor)
    return dated(calendar.the_year(number))._replace(certainty="assumed") if 0 < number < MAXYEAR else None


def _is_year(match: Match) -> bool:
    """A bare number is a year unless the words around it count or name something with it."""
    if match.last - match.first > 1:
        return True
    token = match.scan.tokens[match.first]
    before, after, text = match.before(), match.after(), match.scan.text
    if token.form == "SHORTYEAR":
        return (
            text[token.start - 1 : token.start].isspace() and before in words("before_year") | {"class"} and after not in words("counted")
        )
    previous = match.scan.tokens[match.first - 1].form if match.first else ""
    copyright_line = (before == "." and match.before(2) == "c") or (before == ")" and match.before(2) == "c") or before == "©"
    if copyright_line or previous in {"NUMERIC", "ISO"} or before in words("before_number") or _counts(match) or after == "%":
        return False
    led = before in words("before_year")
    glued = text[token.end : token.end + 1] in {"-", "–", "/"} and text[token.end + 1 : token.end + 2].isalnum()
    number = int(token.text)
    if glued and not led and not 1900 <= number <= 2099:
        return False
    return led or 1900 <= number <= 2099 or (number >= 1500 and before in {"(", ",", "", "-", "–", "'s"})


def _counts(match: Match) -> bool:
    """A counted noun follows: not a name that begins with one ("the 2023 Women's World Cup")."""
    return match.after() in words("counted") and match.after(2) != "'s"


def year_range(match: Match, context: Context) -> Reading | None:
    """The first year of 2014-2017, 1998-99 or 499-493 BC; of the 2024-25 season, which runs from July to June, an assumption, all."""
    first, last = int(match.words("first")[0]), _last_of(match.words("first")[0], match.words("last")[0])
    if match.has("era"):
        return Reading("DATE", f"BC{first:04d}", None, "year", span=match.parts["first"]) if last < first < 10000 else None
    if not first < last <= first + 200 or last >= MAXYEAR:
        return None
    if (match.has("season") or match.after() in {"season", "campaign"}) and last == first + 1:
        interval = Interval(start=datetime(first, 7, 1), end=datetime(last, 7, 1))  # noqa: DTZ001  naive throughout
        return Reading("DURATION", "P1Y", interval, "year", certainty="assumed")
    return dated(calendar.the_year(first))._replace(span=match.parts["first"])


def year_range_end(match: Match, context: Context) -> Reading | None:
    """The last year of 2014-2017 or 1998-99: only right after the first."""
    if context.latest is None or context.latest[0].rule != "year_range" or context.latest[0].has("era"):
        return None
    before, reading = context.latest
    if reading.span is None or reading.span[1] != match.first:
        return None
    year = _last_of(before.words("first")[0], match.words("last")[0])
    return dated(calendar.the_year(year))._replace(span=match.parts["last"])


def _last_of(first: str, last: str) -> int:
    """The last year of a range, which may leave out its century; 0 where it leaves out more or less."""
    return int(last) if len(last) == len(first) or len(last) != 2 else int(first) // 100 * 100 + int(last)


def decade(match: Match, context: Context) -> Reading | None:
    """The 1990s, the early '90s, the nineties; of "the 70s" the latest that has begun by the anchor; the 1800s are a century."""
    word = match.words("decade")[0].lstrip("'‘`’").rstrip("s").rstrip("'’")
    phase = phase_of(match, "mod")
    if word.isdigit() and len(word) == 4:
        if word.endswith("00") and word != "2000" and not match.has("mod"):
            return dated(calendar.the_century(int(word[:2]) + 1))
        return dated(calendar.the_decade(int(word)), "explicit", phase)
    article = match.scan.tokens[match.first].text == "the"
    if match.before() in words("before_age") or not (article or match.has("mod") or match.words("decade")[0][0] in "'‘`’"):
        return None
    digit = int(word[0]) if word[0].isdigit() else int(meaning("DECADES", match.words("decade")[0]))
    latest = context.anchor.year if context.anchor else 2030
    first = latest - (latest - digit * 10) % 100
    return dated(calendar.the_decade(first), "explicit", phase)._replace(certainty="assumed")


def century(match: Match, context: Context) -> Reading | None:
    """The 19th century, early 20th-century, the 5th century BC (value "BC04" as of its years 0500 to 0401, no interval)."""
    number, long = ordinal_of(match.words("ordinal")), match.words("unit") == ["millennium"]
    if match.has("era") and match.words("era")[0] in table("words")["roles"]["BC"]:
        return Reading("DATE", f"BC{number - 1}" if long else f"BC{number - 1:02d}", None, "century") if 0 < number < 100 else None
    if long:
        return None
    if not 1 <= number <= 30 or (number < 3 and not match.has("era") and match.scan.tokens[match.first].text != "the"):
        return None
    return dated(calendar.the_century(number), "explicit", phase_of(match, "mod", "mod2"))
