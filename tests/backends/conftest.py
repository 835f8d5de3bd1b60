"""A small organization's documents and an engine on an empty folder."""

from pathlib import Path

import pytest

from generator.backends.whoosh.engine import WhooshEngine
from generator.search.documents.document import SearchDocument


def _document(identity: str, title: str, body: str = "", **fields: object) -> SearchDocument:
    """Return a document with the fields that a test names."""
    kind = str(fields.pop("kind", "article"))
    facets = {"kind": (kind,), **fields.pop("facets", {})}  # type: ignore[dict-item]
    return SearchDocument(id=identity, kind=kind, title=title, url=f"{identity}/", body=body, facets=facets, **fields)  # type: ignore[arg-type]


DOCUMENTS = (
    _document(
        "PM-2026-0007",
        "表空间写满导致库存同步失败",
        "早班收货时接口报 ORA-01653: unable to extend table T_INV_ONHAND。仓库改用手工流程,后补录数据。",
        kind="postmortem",
        identifiers=("ORA-01653", "T_INV_ONHAND", "0012345"),
        facets={"system": ("ERP", "WMS"), "severity": ("S1",), "year": ("2026",)},
        date="2026-05-11",
    ),
    _document(
        "CAPA-2026-0012",
        "为表空间设置告警",
        "来自 PM-2026-0007。每日检查表空间使用率。",
        kind="capa",
        identifiers=("PM-2026-0007",),
        facets={"system": ("ERP",), "year": ("2026",)},
        date="2026-05-20",
    ),
    _document("KB-0001", "ORA-01653 怎么办", "给表空间增加数据文件。", facets={"system": ("ERP",)}, date="2025-01-01"),
    _document(
        "KB-0002",
        "标签打印不出来",
        "标签纸装反了,或帐套选错。Users failed to print labels.",
        facets={"system": ("OA",)},
    ),
    _document(
        "SOP-WH-001",
        "仓库手工收货",
        "系统停用时按本规程手工收货,恢复后补录数据。",
        kind="sop",
        headings="何时启用\n补录",
    ),
    _document("KB-0003", "库存盘点", "数据库死锁时,盘点单无法保存。Database deadlocks.", date="2024-03-01"),
)


@pytest.fixture
def documents() -> tuple[SearchDocument, ...]:
    """Return the organization's documents."""
    return DOCUMENTS


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    """Return an engine without an index."""
    return WhooshEngine(tmp_path / "index")


@pytest.fixture
def built(engine: WhooshEngine) -> WhooshEngine:
    """Return an engine with DOCUMENTS."""
    engine.build(DOCUMENTS)
    return engine
