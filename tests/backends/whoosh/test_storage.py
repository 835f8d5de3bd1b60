"""Mapped files read like Whoosh's own, from many threads at once, and never change."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage, ReadOnlyError

from generator.backends.whoosh.storage import MappedFile, MappedStorage

CONTENT = b"first line\nsecond\n" + bytes(range(256)) + b"end"


@pytest.fixture
def storage(tmp_path: Path) -> MappedStorage:
    """Return a storage with one file and one empty file."""
    (tmp_path / "full").write_bytes(CONTENT)
    (tmp_path / "empty").write_bytes(b"")
    return MappedStorage(tmp_path)


def test_a_file_reads_like_whooshs_own(storage: MappedStorage, tmp_path: Path) -> None:
    """Reading, seeking and getting by place agree with Whoosh's file."""
    mapped, plain = storage.open_file("full"), FileStorage(str(tmp_path)).open_file("full")
    steps = [("readline",), ("read", 3), ("tell",), ("seek", 5), ("read_int",), ("get", 2, 9), ("get_uint", 30)]
    steps += [("seek", -3, 2), ("read",), ("read", 5), ("seek", 20), ("read_array", "H", 7), ("get_array", 40, "i", 3)]
    for name, *arguments in steps:
        assert getattr(mapped, name)(*arguments) == getattr(plain, name)(*arguments) or name == "seek"
    plain.close()


def test_a_storage_knows_its_files(storage: MappedStorage) -> None:
    """Names, sizes and times are those of the folder; an empty file is a file."""
    assert sorted(storage.list()) == ["empty", "full"]
    assert (storage.file_length("full"), storage.file_length("empty")) == (len(CONTENT), 0)
    assert storage.file_modified("full") > 0
    assert storage.open_file("empty").read() == b""
    assert (storage.file_exists("full"), storage.file_exists("none")) == (True, False)
    with pytest.raises(FileNotFoundError):
        storage.open_file("none")


def test_a_storage_never_writes(storage: MappedStorage) -> None:
    """A generation in force cannot be changed through what reads it."""
    for refused in (storage.create_file, storage.delete_file):
        with pytest.raises(ReadOnlyError):
            refused("full")


def test_a_file_outlives_its_storage_and_its_name(storage: MappedStorage, tmp_path: Path) -> None:
    """One reader closes, the folder is pruned: another reader goes on."""
    file = storage.open_file("full")
    storage.close()
    (tmp_path / "full").unlink()
    assert file.get(0, 5) == b"first"
    file.close()


def test_each_opened_file_has_its_own_place(storage: MappedStorage) -> None:
    """Threads that read the same file do not move each other."""

    def whole(file: MappedFile) -> bytes:
        return b"".join(file.read(1) for _ in CONTENT)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(whole, [storage.open_file("full") for _ in range(40)])) == {CONTENT}
