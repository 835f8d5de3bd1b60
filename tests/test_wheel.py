"""The built wheel installs and works outside of the repository."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once, with the build tools of the running environment."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("fupan-*.whl"))


def test_the_wheel_holds_what_is_needed_and_nothing_else(wheel: Path) -> None:
    """Catalogues, theme, templates, guide and both sample organizations are inside; tests and caches are not."""
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "generator/i18n/locales/zh_CN/LC_MESSAGES/fupan.mo",
        "generator/i18n/locales/zh_CN/LC_MESSAGES/click.mo",
        "generator/site/theme/main.html",
        "generator/site/theme/assets/fupan/search-page.js",
        "generator/pages/templates/postmortem.md.jinja",
        "generator/search/text/folding.tsv",
        "generator/samples/zh/mkdocs.yml",
        "generator/samples/zh/postmortems/2026/PM-2026-0007.yml",
        "generator/samples/en/mkdocs.yml",
        "generator/guide/zh/index.md",
    ):
        assert needed in names, needed
    assert not [
        name for name in names if name.startswith(("tests/", "benchmarks/", "build/", "site/")) or "__pycache__" in name
    ]


def test_the_installed_wheel_lays_out_checks_builds_and_finds(wheel: Path, tmp_path: Path) -> None:
    """`fupan init demo && cd demo && fupan build`, then a search, in an environment that knows no repository."""
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)}))
    zipfile.ZipFile(wheel).extractall(packages)
    # Dependencies come from the running environment, except for the editable fupan itself.
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    python = environment / "bin" / "python"
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "FUPAN"))}

    def fupan(*arguments: str, folder: Path) -> str:
        command = [str(python), "-m", "generator", *arguments]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", env=clean, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    fupan("init", "demo", folder=tmp_path)
    demo = tmp_path / "demo"
    fupan("check", folder=demo)
    fupan("build", "--today", "2026-11-20", folder=demo)
    assert "PM-2026-0007" in fupan("search", "ORA-01653", "--json", folder=demo)
    assert "数据库盘写满" in (demo / "site" / "postmortems" / "PM-2026-0007.html").read_text(encoding="utf-8")
    where = [str(python), "-c", "import generator; print(generator.__file__)"]
    assert (
        str(environment)
        in subprocess.run(where, cwd=demo, capture_output=True, text=True, env=clean, check=True).stdout
    )
