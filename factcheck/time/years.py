"""Years, decades and centuries, and which year a date without one belongs to, in news and in stories of former years."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, datetime
from functools import cache

from factcheck.model import Certainty, Interval
from factcheck.time import almanac
from factcheck.time.discourse import Discourse, Sense, century_of, dated, ordinal_of, phase_of, year_of
from factcheck.time.grammar import Match, Scan, compiled, meaning, table
from factcheck.time.grammar import context as words

_AGAINST_THE_PAST = 5
"""How many times nearer a day ahead must be in a clause of the past: "they set a March 9 deadline" said in early March."""


@cache
def _later_year() -> re.Pattern[str]:
    """The rest of a list or range of days or months that ends in a year, which then holds for all of it."""
    rest = "(<weekday> ','?)? (<month>? (<dayth> | <wordday>)? | <dayth> 'of'? <month>) ('of' | 'in' | ',')? (year: YEAR)"
    return compiled(f"('and' | 'or' | ','){{1,2}} {rest} | ('to' | '-' | '–' | 'through' | 'until') {rest}")


_LIST = 9
"""Tokens that the rest of such a list has at most: ", and Tuesday, April 21, 2015"."""


def shared_year(match: Match) -> int | None:
    """The year that a list or range which begins with this match names at its end: of "March 3 to April 5, 1987"; else None.

    What begins in a later month than it ends in began a year before: "30 December to 2 January 2020".
    """
    found = _later_year().match(match.scan.letters, match.last)
    if found is None or (found.end() - match.last > _LIST):
        return None
    between = [token.text for token in match.scan.tokens[match.last : found.end()]]
    if all(word in {",", "and", "or"} for word in between[:-1]):
        return None
    months = {**table("words")["roles"]["MONTH"], **table("words")["roles"]["SHORTMONTH"]}
    last = next((months[word] for word in between if word in months), None)
    begun_before = last is not None and match.has("month") and months[match.words("month")[0]] > last and between[0] != ","
    return int(between[-1]) - begun_before


def year_beside(match: Match, discourse: Discourse, month: int) -> int | None:
    """The year of "30 January 2023" for the "1 February" of "30 January 2023 to 1 February"; the next one for an earlier month."""
    if discourse.latest is None or match.before() not in {"and", "or", "to", "until", "through", "-", "–"}:
        return None
    before, sense = discourse.latest
    start = sense.interval.start if sense.interval else None
    if before.last != match.first - 1 or not before.has("year") or start is None or sense.granularity not in {"day", "month"}:
        return None
    return start.year + (month < start.month)


def going_on(told: date, month: int, day: int) -> date:
    """The day nearest to the date told of, rather after it: stories go forward."""
    candidates = [found for year in range(told.year - 4, told.year + 5) if year > 0 and (found := almanac.possible(year, month, day))]
    return min(candidates, key=lambda found: (abs(found - told) * (2 if found < told else 1), found))


def on_side(candidates: list[date], base: date, direction: int, *, strictly: bool = False) -> date:
    """The nearest candidate, the past rather; a future counts wholly, a past clause can still name a day that is near ahead.

    `strictly` keeps a past clause to the past: what "collapsed on 30 March" had done so when it was written.
    """
    if direction > 0:
        return min((found for found in candidates if found >= base), default=candidates[-1])
    if direction < 0 and strictly:
        return max((found for found in candidates if found <= base), default=candidates[0])
    reluctance = _AGAINST_THE_PAST if direction < 0 else 2
    return min(candidates, key=lambda found: (abs(found - base) * (reluctance if found > base else 1), found))


_YEARS_FOR_A_DAY = 3
"""News names its own weekdays; a text is a story where it names so many former years for each of them."""
_YEARS_OF_HISTORY = 10


def story(reference: date | None, anchor: date | None) -> date | None:
    """The last date named, where it lies more than a year before the anchor's; else None."""
    return reference if reference is not None and anchor is not None and reference.year < anchor.year - 1 else None


def is_narrative(scanned: Scan, anchor: date | None) -> bool:
    """The text tells mostly of former years; a text without weekdays may go on with a story begun before it."""
    return _outweighs(scanned, anchor, _YEARS_FOR_A_DAY, 0)


def is_history(scanned: Scan, anchor: date | None) -> bool:
    """The text tells of hardly anything but former years: what was to come in it has come and gone."""
    return _outweighs(scanned, anchor, _YEARS_FOR_A_DAY, _YEARS_OF_HISTORY)


def _outweighs(scanned: Scan, anchor: date | None, for_a_day: int, least: int) -> bool:
    if anchor is None:
        return False
    days = {*table("words")["roles"]["WEEKDAY"], *table("words")["roles"]["DAYNAME"]}
    former = sum(token.form == "YEAR" and int(token.text) < anchor.year - 1 for token in scanned.tokens)
    return former >= least + for_a_day * sum(token.text in days for token in scanned.tokens)


def year(match: Match, discourse: Discourse) -> Sense | None:
    """2019, early 2019, '98, the year 2000, fiscal 2024, AD 79, 44 BC.

    A year before Christ has a value ("BC0044") and no interval: the calendar of Python begins with the year 1.
    A fiscal year is taken for the calendar year of its number, which is an assumption.
    """
    if match.has("era") and match.words("era")[0].startswith("b"):
        if match.after() == "-" and match.capital(2):
            return None
        digits = match.words("year")[0]
        return Sense("DATE", f"BC{int(digits):04d}", None, "year") if len(digits) <= 5 else None
    if match.has("fiscal") and not match.has("year"):
        return _fiscal_code(match, discourse)
    number = int(match.words("year")[0]) if match.has("era") else year_of(match, discourse)
    if match.words("mod")[-2:] == ["half", "of"]:
        return None
    if number is None or not 0 < number < MAXYEAR or not _is_year(match):
        return None
    certainty: Certainty = "assumed" if match.has("fiscal") or match.tokens("year")[-1].form == "SHORTYEAR" else "explicit"
    sense = dated(almanac.the_year(number), "explicit", phase_of(match, "mod"))._replace(certainty=certainty)
    interval = sense.interval
    if interval and match.words("mod")[:1] == ["post"]:
        sense = sense._replace(interval=Interval(start=interval.end, end=None))
    if interval and match.words("mod")[:1] == ["pre"]:
        sense = sense._replace(interval=Interval(start=None, end=interval.start))
    return sense


def _fiscal_code(match: Match, discourse: Discourse) -> Sense | None:
    digits = match.words("fiscal")[0].removeprefix("fy").strip()
    if not digits.isdigit():
        return None
    number = int(digits) if len(digits) == 4 else century_of(int(digits), discourse.anchor)
    return dated(almanac.the_year(number))._replace(certainty="assumed") if 0 < number < MAXYEAR else None


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
    if {match.after(distance) for distance in (2, 3)} & words("streets") and before not in words("before_year") - {"of"}:
        return False
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


def year_range(match: Match, discourse: Discourse) -> Sense | None:
    """The first year of 2014-2017, 1998-99 or 499-493 BC; of the 2024-25 season, which runs from July to June, an assumption, all."""
    first, last = int(match.words("first")[0]), _last_of(match.words("first")[0], match.words("last")[0])
    if match.has("era"):
        return Sense("DATE", f"BC{first:04d}", None, "year", span=match.parts["first"]) if last < first < 10000 else None
    if not first < last <= first + 200 or last >= MAXYEAR:
        return None
    if (match.has("season") or match.after() in {"season", "campaign"}) and last == first + 1:
        interval = Interval(start=datetime(first, 7, 1), end=datetime(last, 7, 1))  # noqa: DTZ001  naive throughout
        return Sense("DURATION", "P1Y", interval, "year", certainty="assumed")
    return dated(almanac.the_year(first))._replace(span=match.parts["first"])


def year_range_end(match: Match, discourse: Discourse) -> Sense | None:
    """The last year of 2014-2017 or 1998-99: only right after the first."""
    if discourse.latest is None or discourse.latest[0].rule != "year_range" or discourse.latest[0].has("era"):
        return None
    before, sense = discourse.latest
    if sense.span is None or sense.span[1] != match.first:
        return None
    year = _last_of(before.words("first")[0], match.words("last")[0])
    return dated(almanac.the_year(year))._replace(span=match.parts["last"])


def _last_of(first: str, last: str) -> int:
    """The last year of a range, which may leave out its century; 0 where it leaves out more or less."""
    return int(last) if len(last) == len(first) or len(last) != 2 else int(first) // 100 * 100 + int(last)


def decade(match: Match, discourse: Discourse) -> Sense | None:
    """The 1990s, the early '90s, the nineties; of "the 70s" the latest that has begun by the anchor; the 1800s are a century."""
    word = match.words("decade")[0].lstrip("'‘`’").rstrip("s").rstrip("'’")
    phase = phase_of(match, "mod")
    if word.isdigit() and len(word) == 4:
        if word.endswith("00") and word != "2000" and not match.has("mod"):
            return dated(almanac.the_century(int(word[:2]) + 1))
        return dated(almanac.the_decade(int(word)), "explicit", phase)
    article = match.scan.tokens[match.first].text == "the"
    if match.before() in words("before_age") or not (article or match.has("mod") or match.words("decade")[0][0] in "'‘`’"):
        return None
    digit = int(word[0]) if word[0].isdigit() else int(meaning("DECADES", match.words("decade")[0]))
    latest = discourse.anchor.year if discourse.anchor else 2030
    first = latest - (latest - digit * 10) % 100
    return dated(almanac.the_decade(first), "explicit", phase)._replace(certainty="assumed")


def century(match: Match, discourse: Discourse) -> Sense | None:
    """The 19th century, early 20th-century, the 5th century BC (value "BC04" as of its years 0500 to 0401, no interval)."""
    number, long = ordinal_of(match.words("ordinal")), match.words("unit") == ["millennium"]
    if match.has("era") and match.words("era")[0] in table("words")["roles"]["BC"]:
        return Sense("DATE", f"BC{number - 1}" if long else f"BC{number - 1:02d}", None, "century") if 0 < number < 100 else None
    if long:
        return None
    if not 1 <= number <= 30 or (number < 3 and not match.has("era") and match.scan.tokens[match.first].text != "the"):
        return None
    return dated(almanac.the_century(number), "explicit", phase_of(match, "mod", "mod2"))
