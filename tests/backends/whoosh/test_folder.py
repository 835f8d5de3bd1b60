"""The index on disk is whole, private and of this version, or it is not used."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.backends.whoosh import generation as generations
from generator.backends.whoosh.engine import WhooshEngine
from generator.backends.whoosh.folder import IndexFolder
from generator.errors import EnvironmentFault
from generator.search.asking.query import parse_query
from generator.search.documents.document import SearchDocument
from generator.search.engine import IndexBusy, IndexUnusable

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


def add_file(folder: Path) -> None:
    """Put a newer table of contents beside the published one."""
    path = next(folder.glob("generation-*/*.toc"))
    path.with_name("_MAIN_99.toc").write_bytes(path.read_bytes())


def remove_generation(folder: Path) -> None:
    """Remove the whole generation that counts."""
    shutil.rmtree(next(folder.glob("generation-*")))


def forget_generation(folder: Path) -> None:
    """Empty the file that names the generation."""
    (folder / "current.json").write_text("")


def other_version(folder: Path) -> None:
    """Pretend that another version made the index."""
    state = json.loads((folder / "current.json").read_text())
    (folder / "current.json").write_text(json.dumps({**state, "version": "0/0"}))


def old_manifest(folder: Path) -> None:
    """Pretend that only digests were published, as once they were."""
    state = json.loads((folder / "current.json").read_text())
    state["files"] = {name: record[-1] for name, record in state["files"].items()}
    (folder / "current.json").write_text(json.dumps(state))


def open_to_others(folder: Path) -> None:
    """Let other users write into the folder."""
    folder.chmod(0o777)


Harm = Callable[[Path], None]
HARMS: list[Harm] = [
    damage_byte,
    truncate,
    remove_file,
    add_file,
    remove_generation,
    forget_generation,
    other_version,
    old_manifest,
    open_to_others,
]


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


def test_what_cannot_be_removed_stays_for_later(
    built: WhooshEngine, tmp_path: Path, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows keeps files that are being read: writing goes on, and a later change removes them."""
    unlink = os.unlink
    first = tmp_path / "index" / "generation-000001"

    def refuse(path: str | Path) -> None:
        if str(path).endswith(".pst") and str(first) in str(path):
            raise PermissionError(13, "Access is denied")
        unlink(path)

    with monkeypatch.context() as windows:
        windows.setattr(os, "unlink", refuse)
        for count in (1, 2, 3):
            built.build(documents[:count])
        assert [path.suffix for path in first.iterdir()] == [".pst"]
    built.build(documents)
    assert not first.exists()


def test_a_removed_generation_is_looked_up_again(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """A reader that knows only a removed generation finds its successor."""
    reader = WhooshEngine(tmp_path / "index")
    assert reader.search(QUERY).total == 3
    built.build(documents[:1])
    built.build(documents[:2])
    assert reader.search(QUERY).total == 2


def rot(folder: Path) -> None:
    """Change a byte of each dictionary, and leave size and time of change as they were."""
    for path in folder.glob("generation-*/*.trm"):
        status, data = path.stat(), bytearray(path.read_bytes())
        data[-1] ^= 0xFF
        path.write_bytes(data)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_opening_reads_only_what_looks_changed(
    built: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Digests are verified where the time of change differs, and everywhere when asked."""
    read: list[str] = []
    digest = generations._digest
    monkeypatch.setattr(generations, "_digest", lambda path: (read.append(path.suffix), digest(path))[1])
    generation = IndexFolder(tmp_path / "index").intact()
    assert read == []
    os.utime(next(generation.folder.glob("*.trm")))
    assert generation.is_intact()
    assert read == [".trm"]
    assert generation.is_intact(thorough=True)
    assert sorted(read[1:]) == sorted(Path(name).suffix for name in generation.files)
    rot(tmp_path / "index")
    assert not generation.is_intact(thorough=True)


def test_rot_is_told_when_it_is_met(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """Damage that opening cannot see ends in the same fault as any other; a fault of ours stays what it is."""
    generation = IndexFolder(tmp_path / "index").intact()
    with pytest.raises(ZeroDivisionError), generation.doubted():
        raise ZeroDivisionError
    rot(tmp_path / "index")
    with pytest.raises(IndexUnusable, match="damaged"):
        WhooshEngine(tmp_path / "index").search(parse_query("ORA-01653"))
    with pytest.raises(IndexUnusable, match="damaged"):
        built.upsert(documents[:1])
    with pytest.raises(IndexUnusable, match="damaged"):
        built.delete(["KB-0001"])
    assert len(list((tmp_path / "index").glob("generation-*"))) == 1
    assert built.synchronize(documents[1:]).rebuilt
    assert IndexFolder(tmp_path / "index").intact().is_intact(thorough=True)


def test_a_change_shares_the_other_files(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """What did not change is the same file in both generations, and is not hashed again."""
    folder = IndexFolder(tmp_path / "index")
    before = folder.intact()
    assert built.upsert([documents[0]]).updated == 1
    after = folder.intact()
    # Which segments there are is another matter after each change: for Whoosh in a new file, for searches in the same.
    common = (before.files.keys() & after.files.keys()) - {"segments.json"}
    assert len(common) == len(before.files) - 2
    assert all(os.path.samefile(before.folder / name, after.folder / name) for name in common)


def test_a_change_copies_where_names_cannot_be_shared(
    built: WhooshEngine, tmp_path: Path, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without hard links the next generation has copies, and is as good."""

    def refuse(*_: str) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert built.upsert([documents[0]]).updated == 1
    assert IndexFolder(tmp_path / "index").intact().is_intact(thorough=True)
    assert built.search(QUERY).total == 3


def test_a_file_replaced_in_the_next_generation_is_published_anew(built: WhooshEngine, tmp_path: Path) -> None:
    """A file beside the index may be written again under its name; the generation before keeps its own."""
    folder = IndexFolder(tmp_path / "index")
    for text in ("one", "three"):
        with folder.next_generation(folder.intact()) as path:
            (path / "beside.txt").unlink(missing_ok=True)
            (path / "beside.txt").write_text(text)
    assert folder.intact().is_intact(thorough=True)
    assert [path.read_text() for path in sorted((tmp_path / "index").glob("*/beside.txt"))] == ["one", "three"]


def test_a_change_to_an_outdated_index_is_refused(built: WhooshEngine, tmp_path: Path, documents: Documents) -> None:
    """Whoever began from a generation that is no longer in force would undo what was written since."""
    start = IndexFolder(tmp_path / "index").intact()
    built.upsert(documents[:1])
    with pytest.raises(IndexBusy), IndexFolder(tmp_path / "index").next_generation(start):
        pass
    assert built.search(QUERY).total == 3


def test_a_folder_that_cannot_be_written_is_told(built: WhooshEngine, tmp_path: Path) -> None:
    """A lock that cannot be taken is a fault of the machine, not a crash."""
    (tmp_path / "index" / "lock").unlink()
    (tmp_path / "index" / "lock").mkdir()
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        built.build([])
