"""The regular expressions of time expressions, built from the words of time."""

from __future__ import annotations

import re
from functools import cache

from factcheck.time.lexicon import alternatives, month_numbers, table


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Name -> pattern; names say which function of the tagger reads the match. Order matters: the first to match a place keeps it."""
    data = table("words")
    month = (
        rf"(?P<month>{alternatives([*data['months']])}|(?:{alternatives([m for m in month_numbers() if len(m) <= 4 and m != 'may'])})\.?)"
    )
    year = r"(?P<year>(?:1[5-9]|20)\d{2})"
    weekday = rf"(?P<weekday>{alternatives(data['weekdays'])})"
    unit = alternatives(data["units"])
    number = rf"(?P<number>\d{{1,3}}|{alternatives(data['numbers'])})"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    part = r"(?P<part>\s+(?:morning|afternoon|evening|night))?"
    modifier = r"(?P<modifier>early|late|mid|the start of|the beginning of|the middle of|the end of|the summer of|the spring of|the winter of|the autumn of)[\s-]+"
    season = rf"(?P<season>{alternatives(data['seasons'])})"
    raw = {
        "iso": r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
        "full_month_first": rf"\b{month}\s+{day},?\s+{year}\b",
        "full_day_first": rf"\b{day}\s+(?:of\s+)?{month},?\s+{year}\b",
        "month_year": rf"\b(?:{modifier})?{month},?\s+(?:of\s+)?{year}\b",
        "month_day": rf"\b{month}\s+{day}\b(?!\s*(?:percent|per cent|million|billion|%|,\d))",
        "day_month": rf"\b{day}\s+(?:of\s+)?{month}(?!\w)",
        "season_year": rf"\b(?:{modifier})?{season}\s+(?:of\s+)?{year}\b",
        "set": rf"\b(?P<set>(?:every|each)\s+(?:{unit}|{alternatives(data['weekdays'])})|annually|monthly|weekly|daily|yearly)\b",
        "relative_unit": rf"\b(?P<which>last|past|previous|this|current|next|coming|following)\s+(?P<unit>{unit}|{alternatives(data['weekdays'])}|{alternatives(data['months'])}|{alternatives(data['seasons'])})s?\b{part}",
        "ago": rf"\b(?:(?P<hedge>about|more than|nearly|almost|over)\s+)?{number}\s+(?P<unit>{unit})s?\s+(?P<side>ago|earlier|later|before|after|from now)\b",
        "within": rf"\b(?P<which>in|over|during|for|within|the|next|last|past)\s+(?:the\s+)?(?:(?P<side>past|last|next|coming)\s+)?{number}\s+(?P<unit>{unit})s?\b",
        "weekday": rf"\b{weekday}(?P<several>s)?\b{part}",
        "named_day": r"\b(?P<named>today|yesterday|tomorrow|tonight|overnight|(?:this|over the|at the) weekend|this (?:morning|afternoon|evening)|last night|the (?:day before yesterday|day after tomorrow))\b",
        "month_alone": rf"\b(?P<before>in|by|since|until|from|to|of|during|last|for|through|before|after|next|early|late|mid|between|and|that)[\s-]+(?P<start>{month})(?!\w|\s+(?:be|have|not)\b)",
        "season_alone": rf"\b(?:in|by|since|until|during|of|before|after|over|for)\s+(?:the\s+)?(?:early\s+|late\s+)?{season}\b",
        "decade": r"\b(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<decade>(?:1[5-9]|20)\d0)s\b",
        "years": r"\b(?:between|from)\s+(?P<first>(?:1[5-9]|20)\d{2})\s+(?:and|to)\s+(?P<last>(?:1[5-9]|20)\d{2})\b|\b(?P<begin>(?:1[5-9]|20)\d{2})[-–](?P<end>(?:1[5-9]|20)\d{2})\b",
        "year": rf"\b(?:{modifier})?(?:(?P<in>in|since|of|by|for|until|from|during|to|before|after|than|fiscal|and|the|year|late|early|mid|its|his|her|their|a)[\s-]+|(?P<open>\())?(?P<bare>{year})\b(?!\s*(?:people|percent|per cent|%|[a-z]+s\b(?<!elections)(?<!season's)|,\d|\.\d))",
        "present": r"\b(?P<present>currently|at present|now|these days|nowadays|at the moment|presently)\b",
        "clock": r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>a\.m\.|p\.m\.|am|pm)(?!\w)|\b(?P<hour24>\d{1,2}):(?P<minute24>\d{2})\b|\b(?P<noon>noon|midnight)\b",
        "duration": rf"\b{number}[\s-]+(?P<unit>{unit})s?\b",
    }
    return {name: re.compile(expression, re.IGNORECASE) for name, expression in raw.items()}
