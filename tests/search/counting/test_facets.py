"""Filters choose any of a facet's values and all of the facets; counts follow."""

import pytest

from generator.search.counting.facets import FacetCount, FacetSets, Listed, Marked, intersection

WHOLE = [
    (0, {("kind", "postmortem"): [2], ("kind", "sop"): [0, 1], ("system", "ERP"): [0, 1], ("system", "MES"): [0, 2]})
]
PARTS = [
    (0, {("kind", "sop"): [0], ("system", "ERP"): [0], ("system", "MES"): [0]}),
    (1, {("kind", "sop"): [0], ("kind", "postmortem"): [1], ("system", "ERP"): [0], ("system", "MES"): [1]}),
]
ALL = 0b111


@pytest.fixture(
    params=[
        (parts, size, is_marked) for parts in (WHOLE, PARTS) for size in (3, 100_000) for is_marked in (False, True)
    ],
    ids=lambda one: f"{len(one[0])} parts of {one[1]}, {'sets' if one[2] else 'numbers'}",
)
def facets(request: pytest.FixtureRequest) -> FacetSets:
    """Return the facets of three documents, alone and among many, where they are counted in another form."""
    parts, size, is_marked = request.param

    def having(numbers: list[int]) -> Listed | Marked:
        listed = Listed(numbers, size)
        return Marked(len(numbers), listed.documents.to_bytes(size, "little")) if is_marked else listed

    return FacetSets(
        [(first, {entry: having(numbers) for entry, numbers in one.items()}) for first, one in parts], size
    )


def test_filters(facets: FacetSets) -> None:
    """Values within a facet are alternatives, facets are all demanded, an unknown facet matches nothing."""
    cases = [({"system": {"mes", "wms"}}, 0b101), ({"system": {"mes"}, "kind": {"sop"}}, 0b001), ({"site": {"x"}}, 0)]
    for filters, expected in cases:
        assert ALL & intersection(facets.passing(filters).values()) == expected
    assert ALL & intersection(facets.passing({}).values()) == ALL


def test_counts_ignore_the_own_filter(facets: FacetSets) -> None:
    """Choosing a value leaves the counts of the facet's other values, and narrows all other facets."""
    counts = facets.counts(ALL, facets.passing({"kind": {"postmortem"}}))
    assert counts["kind"] == (FacetCount("sop", 2), FacetCount("postmortem", 1))
    assert counts["system"] == (FacetCount("MES", 1),)


def test_counts_without_filters(facets: FacetSets) -> None:
    """A document counts once for each of its values; a facet without a value among what was found is left out."""
    assert facets.counts(ALL, {})["system"] == (FacetCount("ERP", 2), FacetCount("MES", 2))
    assert facets.counts(0, {}) == {}
