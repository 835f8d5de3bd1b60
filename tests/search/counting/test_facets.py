"""Filters choose any of a facet's values and all of the facets; counts follow."""

import pytest

from generator.search.counting.facets import FacetCount, FacetSets, Having, intersection

WHOLE = [
    (0, {("kind", "postmortem"): [2], ("kind", "sop"): [0, 1], ("system", "ERP"): [0, 1], ("system", "MES"): [0, 2]})
]
PARTS = [
    (0, {("kind", "sop"): [0], ("system", "ERP"): [0], ("system", "MES"): [0]}),
    (1, {("kind", "sop"): [0], ("kind", "postmortem"): [1], ("system", "ERP"): [0], ("system", "MES"): [1]}),
]
ALL = 0b111


@pytest.fixture(
    params=[(WHOLE, 3), (PARTS, 3), (WHOLE, 100_000), (PARTS, 100_000)],
    ids=["common", "common in parts", "rare", "rare in parts"],
)
def facets(request: pytest.FixtureRequest) -> FacetSets:
    """Return the facets of three documents, alone and among many, where they are kept in another form."""
    parts, size = request.param
    return FacetSets(
        [(first, {entry: Having(numbers, size) for entry, numbers in one.items()}) for first, one in parts], size
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
