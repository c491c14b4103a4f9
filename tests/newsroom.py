"""A made-up newsroom: many short articles from varied templates, each about a town of its own, and edits that change no statement."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

_FIRST = ("Har", "Sel", "Brun", "Tor", "Mel", "Lind", "Ost", "Wes", "Cald", "Fen", "Gar", "Dun", "Rav", "Kel", "Ash")
_LAST = ("ville", "burg", "field", "ham", "borough", "stead", "minster", "haven", "cester", "port")
_DESKS = ("Harbour Post", "Valley Mail", "Coast Herald", "Upland Times")

PARAGRAPHS = (
    (
        "The {town} Museum drew {visitors} visitors in 2022. Few of them came from abroad, and most of them stayed for the steam engine, "
        "which still works on Sundays."
    ),
    "{town} School teaches {pupils} pupils. Parents in {town} asked for a later bus, which the bus company is currently looking into.",
    (
        "The {town} Bridge opened in May {year}. Drivers who come from the north save a quarter of an hour, said Dr. Lind of the road "
        "office, and cyclists have a lane of their own."
    ),
    (
        "As of October 2023, {town} Dairy employs {staff} people. Its cheese is sold in the market hall, where a stall costs less than it "
        "did ten years ago."
    ),
    (
        "The quarry north of {town} remains closed. Engineers expect to fill the pit with clean soil by 2031, and the railway to the pit "
        "is to become a path for walkers."
    ),
    (
        "{town} Council spent {cost} million crowns on its swimming pool. Builders worked on the roof through two winters, and the heating "
        "comes from a dairy next door."
    ),
    "The fire in {town} destroyed {houses} houses in 2021. Nobody was hurt, and the cause has yet to be found.",
)


class Facts(NamedTuple):
    """What the articles about one town say."""

    town: str
    values: dict[str, int]

    def paragraph(self, template: str) -> str:
        """The template with this town's facts."""
        return template.format(town=self.town, **self.values)


def facts(chance: random.Random, number: int) -> Facts:
    """The facts of town `number`; no two towns have one name."""
    town = _FIRST[number % len(_FIRST)] + _LAST[number // len(_FIRST) % len(_LAST)]
    values = {
        "visitors": chance.randrange(21, 90) * 100,
        "pupils": chance.randrange(120, 700),
        "year": chance.randrange(1990, 2020),
        "staff": chance.randrange(12, 60),
        "cost": chance.randrange(3, 40),
        "houses": chance.randrange(5, 30),
    }
    return Facts(town, values)


def article(chance: random.Random, told: Facts, paragraphs: Sequence[str], day: date) -> str:
    """One article in Markdown, with its paragraphs in a random order."""
    chosen = [told.paragraph(paragraph) for paragraph in paragraphs]
    chance.shuffle(chosen)
    head = f"---\ntitle: News from {told.town}\nsource: {chance.choice(_DESKS)}\npublished: {day.isoformat()}\n---\n\n"
    return head + "\n\n".join(chosen) + "\n"


def newsroom(chance: random.Random, number: int) -> dict[str, str]:
    """File name -> article; every town has one, and nothing in them conflicts."""
    files = {}
    for index in range(number):
        told = facts(chance, index)
        day = date(2024, 1, 1) + timedelta(days=index)
        files[f"{index:02}-{told.town.lower()}.md"] = article(chance, told, chance.sample(PARAGRAPHS, chance.randrange(1, 3)), day)
    return files


def split(text: str) -> tuple[str, list[str]]:
    """Front matter and paragraphs."""
    head, _, body = text.partition("---\n\n")
    return f"{head}---\n\n", body.strip("\n").split("\n\n")


def edited(chance: random.Random, text: str) -> str:
    """The article with one paragraph moved, all of them in another order, or some of them wrapped otherwise."""
    head, paragraphs = split(text)
    kind = chance.choice(("move", "order", "wrap", "wrap", "break"))
    if kind == "move":
        paragraphs.insert(chance.randrange(len(paragraphs)), paragraphs.pop(chance.randrange(len(paragraphs))))
    elif kind == "order":
        chance.shuffle(paragraphs)
    else:
        place = chance.randrange(len(paragraphs))
        words = paragraphs[place].split()
        paragraphs[place] = wrapped(words, chance.randrange(45, 100)) if kind == "wrap" else broken(chance, words)
    return head + "\n\n".join(paragraphs) + "\n" * chance.randrange(1, 3)


def wrapped(words: Sequence[str], width: int) -> str:
    """The words in lines of at most `width` characters."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def broken(chance: random.Random, words: Sequence[str]) -> str:
    """The words with soft breaks at some of the places where a clause could begin."""
    return "".join(
        ("\n" if last.endswith((",", ".")) and chance.random() < 0.5 else " ") + word
        for last, word in zip(["", *words], words, strict=False)
    ).strip()
