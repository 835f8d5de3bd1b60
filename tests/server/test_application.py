"""The web application."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generator.commands.serve import LOCAL_HOSTS
from generator.diagnostics import Report, Span
from generator.graph import DANGLING_REFERENCE
from generator.model.source import Source
from generator.server.application import make_application
from generator.server.live import LiveState
from generator.server.security import CONTENT_SECURITY_POLICY
from tests.server.asked import Asked
from tests.server.clients import TestClient

PAGE = "<!doctype html><html><body><p>" + "复盘 " * 300 + "</p></body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small built site beside a file that nobody may read."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "site"
    (folder / "sop").mkdir(parents=True)
    (folder / "assets").mkdir()
    for name, text in {
        "index.html": PAGE,
        "404.html": PAGE,
        "sop/index.html": PAGE,
        "assets/a.css": "a{}" * 400,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".fupan-site").write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def asked() -> Asked:
    """Return a search that remembers."""
    return Asked()


@pytest.fixture
def state() -> LiveState:
    """Return the state of a preview."""
    return LiveState()


@pytest.fixture
def client(site: Path, asked: Asked, state: LiveState) -> TestClient:
    """Return a client of the published site."""
    return TestClient(make_application(site, asked, state, language="en"), raise_server_exceptions=False)


@pytest.mark.parametrize(
    "path", ["/", "/nope", "/api", "/api/search?q=x", "/api/nope", "/-/errors", "/-/state", "/assets/a.css"]
)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    """Pages, errors and JSON may not load or run anything from elsewhere."""
    headers = client.get(path).headers

    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_files_have_etags_and_are_compressed(client: TestClient) -> None:
    """A file is sent compressed, and not again while it is the same."""
    first = client.get("/assets/a.css")

    assert first.headers["content-encoding"] == "gzip"
    assert client.get("/assets/a.css", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_folders_show_their_index_and_missing_pages_the_404_page(client: TestClient) -> None:
    """A missing page is a page with status 404."""
    assert client.get("/sop/").text == PAGE
    missing = client.get("/nope.html")
    assert (missing.status_code, missing.text) == (404, PAGE)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/sop/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "/.fupan-site",
        "/%00",
        "//etc/passwd",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_of_the_site_is_served(client: TestClient, path: str) -> None:
    """Neither dots nor links nor hidden names lead out of the folder."""
    answer = client.get("http://testserver" + path)

    assert answer.status_code in (404, 405)
    assert "secret" not in answer.text


def test_only_reading_is_allowed(client: TestClient) -> None:
    """Nothing can be sent to the server."""
    assert client.post("/index.html").status_code == 405
    assert client.post("/api/search").status_code == 405
    assert client.post("/api/search").json()["ok"] is False
    assert "GET" in client.post("/api/search").headers["allow"]


def test_the_site_is_not_lost_while_it_is_replaced(client: TestClient, site: Path) -> None:
    """A request waits for the instant in which one site replaces the other."""
    import threading

    site.rename(site.with_name("away"))
    timer = threading.Timer(0.2, lambda: site.with_name("away").rename(site))
    timer.start()

    assert client.get("/").text == PAGE
    timer.join()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST", 200),
        ("evil.example:8000", 400),
        ("localhost.evil.example", 400),
        ("127.0.0.1.evil.example:8000", 400),
        ("", 400),
    ],
)
def test_a_local_preview_answers_to_local_names_only(
    site: Path, asked: Asked, state: LiveState, host: str, status: int
) -> None:
    """A stranger's name that leads here gets nothing, so that no foreign page can read the records."""
    client = TestClient(make_application(site, asked, state, hosts=LOCAL_HOSTS))
    answer = client.get("/", headers={"Host": host})

    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY


def test_published_pages_are_as_built_and_watched_pages_reload(site: Path, asked: Asked, state: LiveState) -> None:
    """Only the preview adds its script, before the end of the body, and its pages are not stored."""
    assert TestClient(make_application(site, asked, state)).get("/").text == PAGE
    answer = TestClient(make_application(site, asked, state, watch=True, language="en")).get("/")

    assert answer.headers["cache-control"] == "no-store"
    assert (
        '<script src="/assets/fupan/live.js" data-text="{errors} errors in the records: show them" defer>'
        in answer.text
    )
    assert answer.text.endswith("</script></body></html>")


def test_state_counts_generations_and_errors(client: TestClient, state: LiveState) -> None:
    """A new site is a new generation; errors are counted without one."""
    found = DANGLING_REFERENCE.at(Span("a.yml"), field="capa", value="x", suggestion="–")
    assert client.get("/-/state").json() == {"generation": 1, "errors": 0}
    state.refused(Report([found]), {})
    assert client.get("/-/state").json() == {"generation": 1, "errors": 1}
    state.broke("disk full")
    assert client.get("/-/state").json() == {"generation": 1, "errors": 2}
    state.succeeded(Report(), {})
    assert client.get("/-/state").json() == {"generation": 2, "errors": 0}
    assert client.get("/api/health").json()["generation"] == 2


def test_markup_in_records_stays_text_on_the_errors_page(client: TestClient, state: LiveState) -> None:
    """Values, source lines, paths and faults of authors cannot become markup, nor turn text round."""
    evil = "<script>alert(1)</script>\u202e"
    found = DANGLING_REFERENCE.at(Span(f"postmortems/{evil}.yml"), field="capa", value=evil, suggestion=evil)
    source = Source(f"postmortems/{evil}.yml", f"capa: [{evil}]\n", "utf-8", "0")
    state.refused(Report([found]), {source.path: source})
    text = client.get("/-/errors").text
    state.broke(evil)

    for page in (text, client.get("/-/errors").text):
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "\u202e" not in page
    assert "G001" in text


def test_the_errors_page_speaks_the_sites_language(site: Path, asked: Asked, state: LiveState) -> None:
    """The page says its language, and that nothing is wrong when nothing is."""
    page = TestClient(make_application(site, asked, state, language="zh")).get("/-/errors").text

    assert "<html lang='zh-CN'>" in page


def test_compression_is_real(client: TestClient) -> None:
    """What says that it is compressed can be unpacked."""
    with client.stream("GET", "/assets/a.css") as answer:
        raw = b"".join(answer.iter_raw())

    assert gzip.decompress(raw) == b"a{}" * 400
