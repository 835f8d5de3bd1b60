"""Filters choose any of a facet's values and all of the facets; counts follow."""

from generator.search.facets import FacetCount, count_facets, packed, passes

DOCUMENTS = [
    packed({"kind": ("sop",), "system": ("ERP", "MES")}),
    packed({"kind": ("sop",), "system": ("ERP",)}),
    packed({"kind": ("postmortem",), "system": ("MES",), "severity": ()}),
]


def test_filters() -> None:
    """Values within a facet are alternatives, facets are all demanded, an unknown facet matches nothing."""
    assert [passes(facets, {"system": {"mes", "wms"}}) for facets in DOCUMENTS] == [True, False, True]
    assert [passes(facets, {"system": {"mes"}, "kind": {"sop"}}) for facets in DOCUMENTS] == [True, False, False]
    assert [passes(facets, {"site": {"x"}}) for facets in DOCUMENTS] == [False] * 3
    assert all(passes(facets, {}) for facets in DOCUMENTS)


def test_counts_ignore_the_own_filter() -> None:
    """Choosing a value leaves the counts of the facet's other values, and narrows all other facets."""
    counts = count_facets(DOCUMENTS, {"kind": {"postmortem"}})
    assert counts["kind"] == (FacetCount("sop", 2), FacetCount("postmortem", 1))
    assert counts["system"] == (FacetCount("MES", 1),)


def test_counts_without_filters() -> None:
    """A document counts once for each of its values."""
    assert count_facets(DOCUMENTS, {})["system"] == (FacetCount("ERP", 2), FacetCount("MES", 2))
