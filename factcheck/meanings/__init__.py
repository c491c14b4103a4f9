"""What words mean to one another: the same, opposed, exclusive, and the deed that a noun tells of. On lemmas, not on sentences."""

from factcheck.meanings.opposition import exclusive, opposed
from factcheck.meanings.parts import Part, part_of
from factcheck.meanings.synonymy import deed_of, grouping, kin, phrasal, same_meaning

__all__ = ["Part", "deed_of", "exclusive", "grouping", "kin", "opposed", "part_of", "phrasal", "same_meaning"]
