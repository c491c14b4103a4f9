"""What words mean to one another: the same, opposed, exclusive, and the deed that a noun tells of. On lemmas, not on sentences."""

from factcheck.meanings.opposition import exclusive, opposed
from factcheck.meanings.synonymy import deed_of, grouping, kin, phrasal, same_meaning
from factcheck.meanings.wordnet import Part, part_of

__all__ = ["Part", "deed_of", "exclusive", "grouping", "kin", "opposed", "part_of", "phrasal", "same_meaning"]
