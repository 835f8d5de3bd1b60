"""The description of the service says what the service does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.commands.serve.answering import Answering
from generator.i18n.catalogue import catalogue
from generator.search.likeness.similar import SimilarIncidents
from generator.server.answer_shapes import EXAMPLES
from generator.server.application import make_application
from generator.server.live import LiveState
from generator.server.openapi import openapi
from generator.server.parameters import OPERATIONS
from tests.search.engines import DOCUMENTS, LABELS, SmallEngine
from tests.server.clients import TestClient

DOCUMENT = openapi(catalogue("en"))


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """Return a client of the service over a small engine."""
    engine: Any = SmallEngine(DOCUMENTS)
    history = SimilarIncidents(DOCUMENTS, LABELS)
    answers = Answering(engine, lambda: LABELS, str, lambda: len(DOCUMENTS), history=lambda: history)
    return TestClient(make_application(tmp_path, answers, LiveState(), language="en"))


def references(part: Any) -> Iterator[str]:
    """Yield all references within a part of the document."""
    if isinstance(part, dict):
        yield from ([part["$ref"]] if "$ref" in part else [])
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema of an answer with all that it refers to."""
    return {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}


def test_the_document_has_the_structure_of_openapi() -> None:
    """Each path has one operation with an own id, declared parameters, and answers with a schema and an example."""
    assert DOCUMENT["openapi"].startswith("3.1.")
    assert {"title", "version"} <= DOCUMENT["info"].keys()
    ids = [path["get"]["operationId"] for path in DOCUMENT["paths"].values()]
    assert len(set(ids)) == len(ids) == len(OPERATIONS)
    for path, item in DOCUMENT["paths"].items():
        assert path.startswith("/api/")
        names = [parameter["name"] for parameter in item["get"]["parameters"]]
        assert len(set(names)) == len(names)
        for parameter in item["get"]["parameters"]:
            assert {"name", "in", "description", "schema"} <= parameter.keys()
            jsonschema.Draft202012Validator.check_schema(parameter["schema"])
            if "example" in parameter:
                jsonschema.validate(parameter["example"], parameter["schema"])
        for status, answer in item["get"]["responses"].items():
            assert status.isdigit()
            assert answer["description"]
            assert {"schema", "example"} <= answer["content"]["application/json"].keys()


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    """No two statuses have the same example, and a wrong method and a mistake of the service are among them."""
    for item in DOCUMENT["paths"].values():
        refused = {status: one for status, one in item["get"]["responses"].items() if status != "200"}
        sentences = [one["content"]["application/json"]["example"]["error"] for one in refused.values()]
        assert {"405", "414", "429", "500"} <= set(refused)
        assert len(set(sentences)) == len(sentences)
    examples = DOCUMENT["paths"]["/api/similar"]["get"]["responses"]
    assert examples["400"]["content"]["application/json"]["example"]["error"] == "limit must be from 1 to 50."


def test_every_reference_leads_to_a_sound_schema() -> None:
    """Nothing refers to what is not there, and nothing is there for no use."""
    schemas = DOCUMENT["components"]["schemas"]
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)

    assert {one.rpartition("/")[2] for one in references(DOCUMENT)} == set(schemas)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_have_the_declared_shapes(name: str) -> None:
    """What stands in the description is what the description describes."""
    jsonschema.validate(EXAMPLES[name], schema_of(name))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("search?q=死锁", "Search"),
        ("search?q=priner", "Search"),
        ("search?kind=runbook", "Search"),
        ("similar?id=PM-2026-0007", "Similar"),
        ("similar?text=锁", "Similar"),
        ("similar?id=PM-1", "Problem"),
        ("suggest?q=p", "Suggestions"),
        ("health", "Health"),
        ("search?limit=x", "Problem"),
        ("nope", "Problem"),
    ],
)
def test_answers_have_the_declared_shapes(client: TestClient, path: str, name: str) -> None:
    """Real answers fit, with all declared fields and no others."""
    answer = client.get(f"/api/{path}").json()

    jsonschema.validate(answer, schema_of(name))
    assert set(answer) <= set(DOCUMENT["components"]["schemas"][name]["properties"])


def test_the_description_is_served_in_the_language_of_the_site(client: TestClient) -> None:
    """Programs and people get the same description."""
    assert client.get("/api/openapi.json").json() == DOCUMENT
    page = client.get("/api")
    assert page.headers["content-type"].startswith("text/html")
    for operation in OPERATIONS:
        assert operation.path in page.text
        assert all(f"<code>{parameter.name}</code>" in page.text for parameter in operation.parameters)
    assert "\x01" not in page.text


def test_examples_of_the_page_can_be_asked(client: TestClient) -> None:
    """No example is refused."""
    for operation in OPERATIONS:
        assert client.get(operation.example).status_code == 200
