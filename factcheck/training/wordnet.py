"""Makes the word meanings of factcheck/meanings/ from WordNet's database files: `python -m factcheck.training.wordnet FOLDER`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import click
from tokenizers import Tokenizer

from factcheck.engines.local.models import TOKENIZER, WEIGHTS, StaticEncoder
from factcheck.meanings import DATA
from factcheck.words import table

_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_LEAST_SHARE = 0.03
"""A sense that makes up less of a word's use is none that an article means."""
_NEAR = 0.6
"""Synonyms are kept from here: how much of both words' use the shared senses are, and how near the words are in vectors."""
_PHRASES_NEAR = 0.3
"""The same for verbs with a particle, whose vectors tell nothing."""
_OPPOSED_SHARES = (0.1, 0.03)
"""The least shares of the senses of two antonyms in the use of their words: of the higher, of the lower."""
_LENT_SHARES = (0.3, 0.1)
"""The same for the synonyms of an antonym."""
_DEED = 0.2
"""The least share of a noun's use in which it tells of the verb's deed."""
_OF_OTHERS = 0.5
"""What a verb counts that only the noun's synonym is derived from ("author": "write")."""
_OTHER_STEM = 0.6
"""What a verb counts that begins unlike the noun ("appointment": "name")."""
_PERSON = 18
_TELLING = {4, 7, 9, 10, 11, 12, 18, 19, 21, 22, 26, 28}
"""Lexicographer files of nouns that can tell of a deed or who did it: act, attribute, cognition, communication, event, …"""

Key = tuple[str, str]
"""A part of speech and the offset of a synset in its file; or a part of speech and a word."""


class Synset(NamedTuple):
    """The words of one meaning and what they point at: (symbol, synset, index of the own word, index of the other)."""

    file: int
    words: list[str]
    pointers: list[tuple[str, Key, int, int]]


class WordNet(NamedTuple):
    """The database: synsets, the share of each sense in a word's use, and how often a word was seen in tagged text.

    `pieces` are the word pieces of the embedded encoder: newer texts than the tagged ones have made them its frequent words.
    """

    synsets: dict[Key, Synset]
    shares: dict[Key, dict[Key, float]]
    seen: dict[Key, int]
    pieces: frozenset[str]

    def share(self, part: str, word: str, synset: Key) -> float:
        """How much of the word's use has this sense; 0 for a word that has no such sense."""
        return self.shares.get((part, word), {}).get(synset, 0.0)

    def frequent(self, part: str, word: str) -> bool:
        """Articles have the word: it was seen in tagged text, or is one piece of the encoder."""
        return bool(self.seen.get((part, word))) or word in self.pieces


def _synset(line: str) -> Synset:
    fields = line.split(" | ", maxsplit=1)[0].split()
    count = int(fields[3], 16)
    words = [fields[4 + 2 * i].partition("(")[0] for i in range(count)]
    pointers, start = [], 5 + 2 * count
    for i in range(int(fields[start - 1])):
        symbol, offset, part, ends = fields[start + 4 * i : start + 4 * i + 4]
        pointers.append((symbol, ("a" if part == "s" else part, offset), int(ends[:2], 16) - 1, int(ends[2:4], 16) - 1))
    return Synset(int(fields[1]), words, pointers)


def read(folder: Path) -> WordNet:
    """The files data.* and index.sense of a WordNet 3 database."""
    synsets = {}
    for part, name in _FILES.items():
        with (folder / f"data.{name}").open(encoding="utf-8") as lines:
            synsets.update({(part, line[:8]): _synset(line) for line in lines if not line.startswith("  ")})
    counts: dict[Key, dict[Key, tuple[int, int]]] = defaultdict(dict)
    with (folder / "index.sense").open(encoding="utf-8") as lines:
        for line in lines:
            key, offset, rank, count = line.split()
            word, _, rest = key.partition("%")
            counts[_TYPES[rest[0]], word][_TYPES[rest[0]], offset] = (int(rank), int(count))
    shares = {}
    for word_key, senses in counts.items():
        weights = {synset: count + 1 / rank for synset, (rank, count) in senses.items()}
        shares[word_key] = {synset: weight / sum(weights.values()) for synset, weight in weights.items()}
    seen = {key: sum(count for _, count in senses.values()) for key, senses in counts.items()}
    return WordNet(synsets, shares, seen, frozenset(Tokenizer.from_file(str(WEIGHTS / TOKENIZER)).get_vocab()))


def _plain(part: str, word: str) -> bool:
    """A word that articles are compared by: lower case, and in two words only as a verb with a particle."""
    return re.fullmatch(r"[a-z]+(?:-[a-z]+)*" + ("(?:_[a-z]+)?" if part == "v" else ""), word) is not None


def _nearness() -> Callable[[str, str], float]:
    encoder, known = StaticEncoder(), {}

    def near(a: str, b: str) -> float:
        for word in (a, b):
            if word not in known:
                known[word] = encoder([word])[0]
        return float(known[a] @ known[b])

    return near


def synonyms(wordnet: WordNet) -> Iterator[tuple[str, str, str, float]]:
    """Pairs of words that share a frequent meaning: the part of speech, both words, and how sure it is."""
    near, hollow = _nearness(), table("training", "wordnet")["hollow"]
    shared: dict[tuple[str, str, str], float] = defaultdict(float)
    for synset, entry in wordnet.synsets.items():
        part = synset[0]
        members = {word: wordnet.share(part, word, synset) for word in entry.words if _plain(part, word) and word not in hollow}
        for a, b in combinations(sorted(word for word, share in members.items() if share >= _LEAST_SHARE), 2):
            if wordnet.frequent(part, a) and wordnet.frequent(part, b):
                shared[part, a, b] += (members[a] * members[b]) ** 0.5
    for (part, a, b), share in shared.items():
        phrase = "_" in a or "_" in b
        strength = share + (0.0 if phrase else near(a, b))
        if strength >= (_PHRASES_NEAR if phrase else _NEAR):
            yield part, a, b, strength


def antonyms(wordnet: WordNet) -> Iterator[tuple[str, str, str]]:
    """Pairs of opposed words, in alphabetical order: antonyms, and the words that share a frequent meaning with them."""
    for synset, entry in wordnet.synsets.items():
        part = synset[0]
        for symbol, other, own, its in entry.pointers:
            if symbol != "!":
                continue
            named = {entry.words[own], wordnet.synsets[other].words[its]}
            for a in entry.words:
                for b in wordnet.synsets[other].words:
                    shares = sorted((wordnet.share(part, a, synset), wordnet.share(part, b, other)))
                    least = _OPPOSED_SHARES if {a, b} == named else _LENT_SHARES
                    known = _plain(part, a) and _plain(part, b) and (wordnet.frequent(part, a) or wordnet.frequent(part, b))
                    if known and shares[1] >= least[0] and shares[0] >= least[1]:
                        yield part, min(a, b), max(a, b)


def deeds(wordnet: WordNet) -> Iterator[tuple[str, str]]:
    """Nouns and the verbs whose deed, doer or outcome they name."""
    for (part, noun), senses in wordnet.shares.items():
        if part != "n" or not _plain("n", noun):
            continue
        verbs: dict[str, float] = defaultdict(float)
        for synset, share in senses.items():
            entry = wordnet.synsets[synset]
            if entry.file in _TELLING:
                for verb, weight in _derived(wordnet, entry, noun).items():
                    verbs[verb] += share * weight
        sure = {verb: weight for verb, weight in verbs.items() if weight >= _DEED}
        if sure:
            yield noun, max(sorted(sure), key=lambda verb: sure[verb])


def _derived(wordnet: WordNet, entry: Synset, noun: str) -> dict[str, float]:
    """The verbs that the words of a meaning are derived from: less for what only another word is, and for rare verbs."""
    found: dict[str, float] = {}
    for symbol, other, own, its in entry.pointers:
        if symbol == "+" and other[0] == "v":
            verb = wordnet.synsets[other].words[its]
            seen = wordnet.seen.get(("v", verb), 0)
            weight = (
                (seen + 1) / (seen + 3) * (1.0 if entry.words[own] == noun else _OF_OTHERS) * (1.0 if verb[:3] == noun[:3] else _OTHER_STEM)
            )
            if _plain("v", verb) and not _made_of(noun, verb, entry):
                found[verb] = max(found.get(verb, 0.0), weight)
    return found


def _made_of(noun: str, verb: str, entry: Synset) -> bool:
    """The verb comes from the noun, and not the other way round: "victimize", "to minister"."""
    return (verb.startswith(noun) and verb != noun) or (verb == noun and entry.file == _PERSON)


def _lines(wordnet: WordNet) -> Iterator[str]:
    """The lines of the data file: synonyms at the rarer word, frequent words first; then opposites; then deeds."""
    same, alike = defaultdict(list), set()
    for part, a, b, strength in synonyms(wordnet):
        frequent, rare = sorted((a, b), key=lambda word: (-wordnet.seen[part, word], word))
        same[part, rare].append((-strength, frequent))
        alike.add((part, a, b))
    for part, word in sorted(same, key=lambda key: (-wordnet.seen[key], key)):
        yield f"={part}\t{word}\t" + "|".join(other for _, other in sorted(same[part, word]))
    against = defaultdict(set)
    for part, a, b in antonyms(wordnet):
        if (part, a, b) not in alike:
            against[part, a].add(b)
    for part, word in sorted(against):
        yield f"!{part}\t{word}\t" + "|".join(sorted(against[part, word]))
    for noun, verb in sorted(deeds(wordnet)):
        if wordnet.frequent("n", noun) and wordnet.frequent("v", verb):
            yield f">n\t{noun}\t{verb}"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(folder: Path) -> None:
    """Write the data file from the database files (data.noun … index.sense) in FOLDER."""
    lines = list(_lines(read(folder)))
    DATA.write_text("".join(f"{line}\n" for line in lines).replace("_", " "), encoding="utf-8")
    click.echo(f"{len(lines)} lines, {DATA.stat().st_size} bytes: {DATA}")


if __name__ == "__main__":
    main()
