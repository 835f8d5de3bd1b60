"""The index on disk is whole, private and of this version, or it is not used."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.backends.whoosh_ import WhooshEngine
from generator.backends.whoosh_folder import IndexFolder
from generator.errors import EnvironmentFault
from generator.search.document import SearchDocument
from generator.search.engine import IndexBusy, IndexUnusable
from generator.search.query import parse_query

Documents = tuple[SearchDocument, ...]
QUERY = parse_query("表空间")


def damage_byte(folder: Path) -> None:
    """Change one byte in the middle of the postings."""
    path = next(folder.glob("generation-*/*.pst"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def truncate(folder: Path) -> None:
    """Cut the term file in half."""
    path = next(folder.glob("generation-*/*.trm"))
    os.truncate(path, path.stat().st_size // 2)


def remove_file(folder: Path) -> None:
    """Remove the table of contents."""
    next(folder.glob("generation-*/*.toc")).unlink()


def forget_generation(folder: Path) -> None:
    """Empty the file that names the generation."""
    (folder / "current.json").write_text("")


def other_version(folder: Path) -> None:
    """Pretend that another version made the index."""
    state = json.loads((folder / "current.json").read_text())
    (folder / "current.json").write_text(json.dumps({**state, "version": "0/0"}))


def open_to_others(folder: Path) -> None:
    """Let other users write into the folder."""
    folder.chmod(0o777)


Harm = Callable[[Path], None]
HARMS: list[Harm] = [damage_byte, truncate, remove_file, forget_generation, other_version, open_to_others]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_index_is_refused_and_rebuilt(tmp_path: Path, documents: Documents, harm: Harm) -> None:
    """Searching says so, synchronizing builds it again from the documents."""
    harm(tmp_path / "index")
    engine = WhooshEngine(tmp_path / "index")
    with pytest.raises(IndexUnusable):
        engine.search(QUERY)
    assert engine.synchronize(documents).rebuilt
    assert engine.search(QUERY).total == 3
    assert (tmp_path / "index").stat().st_mode & 0o777 == 0o700


def test_a_missing_index_is_told(engine: WhooshEngine) -> None:
    """Searching before building is a fault with a place, not a crash."""
    with pytest.raises(IndexUnusable, match="index"):
        engine.search(QUERY)


def test_what_lay_in_an_open_folder_is_thrown_away(tmp_path: Path, documents: Documents) -> None:
    """A file that another user may have planted is never opened."""
    folder = tmp_path / "index"
    folder.mkdir(mode=0o700)
    folder.chmod(0o777)
    (folder / "generation-000001").mkdir()
    (folder / "generation-000001" / "_MAIN_1.toc").write_bytes(b"planted")
    WhooshEngine(folder).build(documents)
    assert b"planted" not in {path.read_bytes() for path in folder.rglob("*.toc")}


def test_one_process_writes(built: WhooshEngine, tmp_path: Path) -> None:
    """A second writer is refused at once and changes nothing."""
    with IndexFolder(tmp_path / "index").next_generation(), pytest.raises(IndexBusy):
        built.build([])
    assert (tmp_path / "index" / "current.json").exists()


def test_a_failed_build_leaves_the_old_index(built: WhooshEngine, tmp_path: Path) -> None:
    """An error while documents are read keeps the old generation in force and leaves no rest."""
    with pytest.raises(RuntimeError), IndexFolder(tmp_path / "index").next_generation():
        raise RuntimeError
    with pytest.raises(EnvironmentFault), IndexFolder(tmp_path / "index").next_generation():
        raise OSError(28, "No space left on device")
    assert built.search(QUERY).total == 3
    assert len(list((tmp_path / "index").glob("generation-*"))) == 1


def test_old_generations_go(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """The current generation and the one before stay, others are removed."""
    for count in (1, 2, 3, 4):
        built.synchronize(documents[:count])
    assert len(list((tmp_path / "index").glob("generation-*"))) == 2
    assert built.search(QUERY).total == 3


def test_a_removed_generation_is_looked_up_again(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """A reader that knows only a removed generation finds its successor."""
    reader = WhooshEngine(tmp_path / "index")
    assert reader.search(QUERY).total == 3
    built.build(documents[:1])
    built.build(documents[:2])
    assert reader.search(QUERY).total == 2
