"""How good the answers are: quality.py CORPUS JUDGMENTS [--run FILE] [--stock] [--queries].

In: documents and judged queries, one JSON object a line (`.gz` is unpacked). A document has `id`, `title`, `lang`,
`summary`, `body`, `date`, `tags` or `categories`; a query has `qid`, `query`, `lang`, `kind` and `relevant`, the grade
(1 to 3) of each document that answers it. Out: nDCG@10, success@5 and MRR (grade 2 or better), recall@10 and queries
without a hit, over all and by language and kind.

The corpus is laid out as Markdown articles in a new organization (`fupan init --empty`) and then read, indexed and
asked with nothing but the product's own means. `--stock` asks Whoosh as it comes (its standard analyzer and parser,
any of the words, title and text) about the same documents. `--run` writes the product's hits, a line each: query,
document, score. `--queries` lists every query with its nDCG, the worst first.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ours import build

from generator.search.documents.document import SearchDocument

BEST = 10
GOOD = 2
MEASURES = ("nDCG@10", "success@5", "MRR", "recall@10")


def lines(path: Path) -> Iterator[Any]:
    """Yield the JSON objects of a file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def lay_out(corpus: Path, root: Path) -> frozenset[str]:
    """Write a new organization whose knowledge base holds the corpus; return the ids of its documents."""
    fupan = str(Path(sys.executable).with_name("fupan"))
    subprocess.run([fupan, "init", "--empty", "-q", str(root)], check=True, env=os.environ | {"LANG": "zh_CN.UTF-8"})
    documents = list(lines(corpus))
    for document in documents:
        tags = (document["tags"] or document["categories"] or [])[:8]
        front = {
            "id": document["id"],
            "title": on_one_line(document["title"]),
            "date": document["date"],
            "tags": [on_one_line(tag) for tag in tags],
            "lang": document["lang"],
        }
        head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items() if value)
        text = f"---\n{head}\n---\n\n{on_one_line(document['summary'])}\n\n{printable(document['body'])}\n"
        (root / "kb" / "articles" / f"{document['id']}.md").write_text(text, encoding="utf-8")
    return frozenset(document["id"] for document in documents)


def on_one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Return a text without the signs that no article may hold: controls and halves of characters."""
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or not (sign < " " or "\x7f" <= sign < "\xa0" or "\ud800" <= sign < "\ue000")
    )


def read(root: Path, judged: Collection[str]) -> tuple[list[SearchDocument], bytes]:
    """Return the organization's search documents and its words for the index, made as `fupan build` makes them.

    The example records of a new organization are left out: whoever judged the corpus did not know them.
    """
    from generator.build import search_documents, site_of
    from generator.commands.terminal.language import current
    from generator.commands.terminal.session import Session
    from generator.reading.word_lists import built_in_lines
    from generator.search.words.word_lines import thesaurus_of

    session = Session(folder=root)
    site = site_of(session.library(), session.settings, current(), session.today)
    documents = [document for document in search_documents(site) if document.id in judged]
    return documents, thesaurus_of(site.graph, built_in_lines())


def product(root: Path, documents: Sequence[SearchDocument], words: bytes) -> Callable[[str], list[str]]:
    """Return what answers a query with the ids of the ten best documents."""
    from generator.engines import open_engine
    from generator.search.answer import answer_to
    from generator.search.asking.query import parse_query
    from generator.search.documents.facet_table import FACET_NAMES

    engine = open_engine(root)
    build(engine, documents, words)

    def ask(text: str) -> list[str]:
        answer = answer_to(engine, parse_query(text, facets=FACET_NAMES, limit=BEST), labels={}, say=str)
        return [hit["id"] for hit in answer["hits"]]

    return ask


def stock(root: Path, documents: Sequence[SearchDocument]) -> Callable[[str], list[str]]:
    """Return the same for Whoosh as it comes."""
    from whoosh import fields, index, qparser

    folder = root / "build" / "stock"
    folder.mkdir(parents=True)
    schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT, body=fields.TEXT)
    made = index.create_in(folder, schema)
    writer = made.writer()
    for document in documents:
        writer.add_document(id=document.id, title=document.title, body=document.body)
    writer.commit()
    searcher = made.searcher()
    parser = qparser.MultifieldParser(["title", "body"], schema, group=qparser.OrGroup)
    return lambda text: [hit["id"] for hit in searcher.search(parser.parse(text), limit=BEST)]


def measures(found: Sequence[str], relevant: Mapping[str, int]) -> tuple[float, ...]:
    """Return the MEASURES of one answer."""
    grades = [relevant.get(identifier, 0) for identifier in found[:BEST]]
    gained, possible = discounted(grades), discounted(sorted(relevant.values(), reverse=True)[:BEST])
    good = [place for place, grade in enumerate(grades) if grade >= GOOD]
    recalled = sum(grade > 0 for grade in grades) / min(BEST, len(relevant))
    return gained / possible, float(bool(good) and good[0] < 5), 1 / (good[0] + 1) if good else 0.0, recalled


def discounted(grades: Sequence[int]) -> float:
    """Return the discounted cumulative gain of grades in their order."""
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def report(name: str, answers: Mapping[str, Sequence[str]], queries: Sequence[Any]) -> None:
    """Print the means over all queries and over each language and kind, as a Markdown table."""
    groups: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
    for query in queries:
        measured = measures(answers[query["qid"]], query["relevant"])
        for group in ("all", f"language {query['lang']}", f"kind {query['kind']}"):
            groups[group].append(measured)
    print(f"\n**{name}**\n\n| | queries | {' | '.join(MEASURES)} |\n|{'---|' * (2 + len(MEASURES))}")
    for group in sorted(groups, key=lambda group: (group != "all", group)):
        means = (sum(column) / len(column) for column in zip(*groups[group], strict=True))
        print(f"| {group} | {len(groups[group])} | {' | '.join(f'{mean:.3f}' for mean in means)} |")
    print(f"\nqueries without a hit: {sum(not found for found in answers.values())}")


def main(arguments: argparse.Namespace) -> None:
    """Lay out, index, ask and report."""
    queries = list(lines(arguments.judgments))
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "organization"
        documents, words = read(root, lay_out(arguments.corpus, root))
        print(f"{len(documents)} documents laid out, read and indexed")
        ask = product(root, documents, words)
        start = time.process_time()
        answers = {query["qid"]: ask(query["query"]) for query in queries}
        spent = 1000 * (time.process_time() - start) / len(queries)
        report("fupan", answers, queries)
        print(f"CPU time of an answer, on average: {spent:.1f} ms")
        if arguments.stock:
            ask = stock(root, documents)
            report("stock Whoosh", {query["qid"]: ask(query["query"]) for query in queries}, queries)
    if arguments.queries:
        for worth, query in sorted(
            (measures(answers[one["qid"]], one["relevant"])[0], one["query"]) for one in queries
        ):
            print(f"{worth:.2f} {query}")
    if arguments.run:
        rows = (
            f"{name}\t{found}\t{BEST - place}" for name, hits in answers.items() for place, found in enumerate(hits)
        )
        arguments.run.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("judgments", type=Path)
    parser.add_argument("--run", type=Path, help="write the product's hits to this file")
    parser.add_argument("--stock", action="store_true", help="ask stock Whoosh too")
    parser.add_argument("--queries", action="store_true", help="list every query")
    main(parser.parse_args())
