"""Time check, generation and the whole build on generated organizations, beside plain MkDocs on the same pages.

    python benchmarks/build.py [COUNT …]        (default 200 1000)

Plain MkDocs renders the very Markdown that fupan generated, with Material's own theme and its own search plugin, all
pages outside of the navigation; so the comparison is that of the site's two ways of being built and searched. Times
are CPU seconds of one process; the order alternates so that a slower machine slows both.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_organization import make

QUERIES = (
    "出库单 保存失败",
    "ORA-01653",
    "PM-2026-0007",
    "登录页 转圈无响应",
    "接口重试没有幂等键 怎么办",
    "标签 打印空白",
    "备份 磁盘",
)
PLAIN = """site_name: plain
docs_dir: build/docs
site_dir: site-plain
use_directory_urls: false
theme: {name: material, language: zh, font: false, features: [navigation.prune]}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables, admonition, pymdownx.superfences]
nav: [index.md]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, unrecognized_links: ignore, anchors: ignore}}
"""


def cpu(command: list[str], folder: Path) -> float:
    """Run a command to its end and return the CPU seconds that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def generate(folder: Path) -> tuple[int, float]:
    """Return how many records there are and the CPU seconds of reading, linking, rendering and writing them."""
    code = (
        "import time,sys,gc;gc.disable();from pathlib import Path;from generator.commands.terminal.session import Session;"
        "from generator.commands.building.site import assemble_site;from generator.files.writing import write_tree;"
        "from generator.registry import load_library;s=Session(folder=Path('.'));s.settings;t=time.process_time();"
        "l=load_library(s.root,s.settings,s.today);a=assemble_site(s.root,l,s.settings,s.today);"
        "write_tree(s.root/'build'/'docs',a.files);print(len(l.graph),time.process_time()-t)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()
    return int(out[0]), float(out[1])


def search(folder: Path) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds of warm searches over the organization's index."""
    from generator.engines import open_engine
    from generator.search.asking.query import parse_query

    engine = open_engine(folder)
    engine.search(parse_query(QUERIES[0]))
    times = []
    for _ in range(20):
        for query in QUERIES:
            start = time.process_time()
            engine.search(parse_query(query))
            times.append(1000 * (time.process_time() - start))
    engine.close()
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


def measure(count: int) -> dict[str, object]:
    """Return all figures for an organization with `count` generated records beside the sample's."""
    fupan = str(Path(sys.executable).with_name("fupan"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "organization"
        make(folder, count)
        check = statistics.median(cpu([fupan, "check", "-q"], folder) for _ in range(3))
        records, generated = generate(folder)
        cold = cpu([fupan, "build", "-q"], folder)
        again = cpu([fupan, "build", "-q"], folder)
        (folder / "plain.yml").write_text(PLAIN, encoding="utf-8")
        plain = cpu([sys.executable, "-m", "mkdocs", "build", "-q", "-f", "plain.yml"], folder)
        pages = [path.stat().st_size for path in (folder / "site").rglob("*.html")]
        plain_index = (folder / "site-plain" / "search" / "search_index.json").stat().st_size
        median, high = search(folder)
        shutil.rmtree(folder)
    return {
        "records": records,
        "pages": len(pages),
        "check_s": round(check, 2),
        "generate_s": round(generated, 2),
        "generate_records_per_s": round(records / generated),
        "build_cold_s": round(cold, 1),
        "build_again_s": round(again, 1),
        "plain_mkdocs_s": round(plain, 1),
        "build_to_plain": round(cold / plain, 2),
        "html_kb_median": round(statistics.median(pages) / 1024, 1),
        "html_kb_largest": round(max(pages) / 1024, 1),
        "plain_search_index_kb": round(plain_index / 1024),
        "search_ms_median": round(median, 2),
        "search_ms_p95": round(high, 2),
    }


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["200", "1000"]:
        print(json.dumps(measure(int(argument)), ensure_ascii=False))
