"""Built organizations and the real server over them."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.build import facet_labels, search_documents, site_of
from generator.cli import run
from generator.commands.serve.answering import Answering
from generator.commands.terminal.session import Session
from generator.engines import open_engine
from generator.files.one_at_a_time import one_at_a_time
from generator.files.samples import sample_files
from generator.i18n.catalogue import catalogue
from generator.registry import KINDS
from generator.search.likeness.similar import SimilarIncidents
from generator.server.listening import listen
from generator.server.live import LiveState

SITE_DAY = "2026-11-20"


@dataclass
class Served:
    """A site at an address; `stop` ends the server, also a second time."""

    address: str
    stop: Callable[[], None]


@dataclass
class Organization:
    """A folder with records and its built site."""

    root: Path

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return (self.root / "site").resolve()

    def serve(self) -> Served:
        """Serve the site on a free port in a thread, with the parts of `fupan serve --no-watch`."""
        import uvicorn

        from generator.server.application import make_application

        session = Session(folder=self.root, quiet=True, day=date.fromisoformat(SITE_DAY))
        texts = catalogue(session.settings.language)
        site = site_of(session.library(), session.settings, texts, session.today)
        labels = facet_labels(site, search_documents(site), KINDS)
        engine = open_engine(self.root)

        history = SimilarIncidents(search_documents(site), labels)
        answers = Answering(engine, lambda: labels, texts.text, history=lambda: history)
        listener = listen("127.0.0.1", 0)
        application = make_application(self.site, answers, LiveState(), language=texts.language)
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()

        def stop() -> None:
            server.should_exit = server.force_exit = True
            thread.join(10)
            listener.close()

        return Served(f"http://127.0.0.1:{listener.getsockname()[1]}/", stop)


def build(root: Path) -> Organization:
    """Build the organization at `root` by the command line."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # MkDocs and Material bring warnings of their own
        assert run(["build", "-C", str(root), "--today", SITE_DAY, "--quiet"]) == 0
    return Organization(root)


def built_sample(folder: Path) -> Path:
    """Return the sample organization in `folder`, which the first process that asks for it lays out and builds."""
    root, built = folder / "sample", folder / "sample-is-built"
    with one_at_a_time(folder / "sample.lock", lambda: None):
        if not built.exists():
            build(lay_out_sample(root))
            built.touch()
    return root


def lay_out_sample(root: Path) -> Path:
    """Write the Chinese sample organization, as it stands in the repository, into `root`."""
    for path, data in sample_files("zh").items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root
