"""What repeats: every Monday, twice a year, annually, Mondays."""

from __future__ import annotations

from factcheck.time.durations import amount_of, length, unit_code
from factcheck.time.grammar import Match
from factcheck.time.lexicon import meaning, table
from factcheck.time.reading import Context, Reading, weekday_of


def every(match: Match, context: Context) -> Reading | None:
    """Every Monday, every two weeks, annually, twice a week, Mondays, weekends."""
    if match.has("often"):
        return Reading("SET", str(meaning("OFTEN", match.words("often")[0])))
    if match.has("days"):
        return Reading("SET", f"XXXX-WXX-{weekday_of(match, 'days') + 1}", None, "day")
    if match.has("day"):
        parts = table("words")["roles"]["PARTS"][match.scan.tokens[match.last - 1].text]
        return Reading("SET", f"XXXX-WXX-{weekday_of(match, 'day') + 1}T{parts}", None, "hour")
    if match.has("plural"):
        return Reading("SET", "XXXX-WXX-WE" if match.words("plural") == ["weekends"] else "XXXX-WXX-WD", None, "day")
    unit = match.words("unit")[0]
    known = table("words")["roles"]
    if unit in known["WEEKDAY"]:
        part = f"T{known['PART'][match.words('part')[-1]]}" if match.has("part") else ""
        return Reading("SET", f"XXXX-WXX-{known['WEEKDAY'][unit] + 1}{part}", None, "hour" if part else "day")
    if unit in known["MONTH"]:
        return Reading("SET", f"XXXX-{known['MONTH'][unit]:02d}", None, "month")
    if unit in known["SEASON"]:
        return Reading("SET", f"XXXX-{known['SEASON'][unit]}", None, "season")
    if (unit in known["PART"] and unit not in known["UNIT"]) or unit == "night":
        return Reading("SET", f"XXXX-XX-XXT{known['PART'][unit]}", None, "hour")
    count = amount_of(match, "number") if match.has("number") else 2 if match.words("other") in (["other"], ["second"]) else 1
    return Reading("SET", length(count, unit_code(match, "unit")))
