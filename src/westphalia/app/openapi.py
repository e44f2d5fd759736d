"""The addresses as an OpenAPI document, made from the list of addresses and the questions of their views."""

from __future__ import annotations

from typing import Any

from westphalia.app.addresses import ADDRESSES, CHART_FORMS, FORMS, PRIVATE, Address
from westphalia.app.making import TYPES
from westphalia.report import views
from westphalia.version import __version__

PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
        "what": {"type": "string"}, "why": {"type": "string"}, "do": {"type": "string"},
        "near": {"type": "array", "items": {"type": "object", "properties": {"title": {"type": "string"}, "href": {"type": "string"}}}},
    },
    "required": ["status", "what", "why", "do", "near"],
}  # fmt: skip
PROBLEMS = {
    "400": "What follows the question mark is not understood.",
    "404": "The path is not understood, or the data hold no answer.",
    "429": "Too much is asked for at once.",
    "503": "Too many pages are being made.",
}
OWN = (
    ("/search", "What has a name like a text.", (("q", "A state, two, with a year or without, a measure, a table."),), "html"),
    ("/sql", "One SELECT over the tables: the page.", (("q", "The query, in the SQL of DuckDB."),), "html"),
    ("/sql.json", "One SELECT over the tables, as data.", (("q", "The query, in the SQL of DuckDB."),), "json"),
    ("/sql.csv", "One SELECT over the tables, for a spreadsheet.", (("q", "The query, in the SQL of DuckDB."),), "csv"),
    ("/names.json", "The names of all states: text, code, first and last year.", (), "json"),
    ("/methods", "All measures.", (), "html"),
    ("/openapi.json", "This description of all addresses.", (), "json"),
    ("/health", "Whether the process lives.", (), "json"),
    ("/ready", "Whether it is warm.", (), "json"),
)  # fmt: skip
"""What the site answers itself, with what it is asked and what it sends."""


def document() -> dict[str, Any]:
    """Return the description of all addresses, in OpenAPI 3.1."""
    paths: dict[str, Any] = {}
    for each in ADDRESSES:
        for form in FORMS:
            paths[_path(each, form)] = {"get": _page(each, form)}
        for form in CHART_FORMS:
            paths[f"{each.pattern}/chart/{{chart}}.{form}"] = {"get": _chart(each, form)}
    for path, words, asked, form in OWN:
        given = [_parameter(name, "query", {"type": "string"}, about, True) for name, about in asked]
        paths[path] = {"get": _operation(path.strip("/").replace(".", "-"), words, given, form)}
    paths["/values/{name}.json"] = {
        "get": _operation(
            "values",
            "A measure of all states in all years, for the slider of the map.",
            [_parameter("name", "path", {"type": "string"}, "Name of a measure of states.", True)],
            "json",
        )
    }
    paths["/methods/{name}"] = {"get": _operation("method", "One measure.", [_parameter("name", "path", {"type": "string"}, "Its name.", True)], "html")}  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "Westphalia", "version": __version__, "description": "The international system of states as a program you can run. Every page is also data; an address is a contract."},
        "paths": paths,
        "components": {"schemas": {"Problem": PROBLEM}},
    }  # fmt: skip


def _path(address: Address, form: str) -> str:
    return address.pattern if form == "html" else f"{address.pattern}.{form}"


def _page(address: Address, form: str) -> dict[str, Any]:
    name = f"{address.view}-{len(address.fields)}-{form}"
    return _operation(name, views.VIEWS[address.view], parameters(address), form)


def _chart(address: Address, form: str) -> dict[str, Any]:
    name = f"{address.view}-{len(address.fields)}-chart-{form.replace('.', '-')}"
    chart = _parameter(
        "chart", "path", {"type": "string"}, "Identifier of the picture, as it stands on the page.", True
    )
    return _operation(
        name, f"One picture of: {views.VIEWS[address.view]}", [*parameters(address), chart], form
    )


def _operation(name: str, words: str, given: list[dict[str, Any]], form: str) -> dict[str, Any]:
    kind = TYPES[form].partition(";")[0]
    good = {
        "description": words,
        "content": {
            kind: {"schema": {"type": "object"} if kind == "application/json" else {"type": "string"}}
        },
    }
    bad = {
        status: {"description": text, "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        for status, text in PROBLEMS.items()
    }  # fmt: skip
    return {"operationId": name, "summary": words, "parameters": given, "responses": {"200": good, **bad}}


def parameters(address: Address) -> list[dict[str, Any]]:
    """Return what an address takes, in its path and after the question mark.

    Parameters
    ----------
    address : Address
        A kind of page.
    """
    schema = views.view(address.view).schema()
    required, also = schema.get("required", ()), {name: key for key, name in address.also.items()}
    found = []
    for name, each in schema["properties"].items():
        if name in PRIVATE:
            continue
        in_path = name in address.fields
        written = name if in_path else also.get(name, name.replace("-", "_"))
        kind = {key: value for key, value in each.items() if key not in ("title", "description")}
        found.append(_parameter(written, "path" if in_path else "query", kind, each.get("description", ""), in_path or name in required))  # fmt: skip
    return found


def _parameter(name: str, place: str, schema: dict[str, Any], words: str, required: bool) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "description": words, "schema": schema}
