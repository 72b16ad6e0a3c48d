"""JSON schemas as short as they can be: every token of them is paid with every question."""

from typing import Any

from pydantic import BaseModel

NOISE = {
    "title",
    "default",
    "description",
    "maxLength",
    "pattern",
    "minimum",
    "exclusiveMaximum",
    "maxItems",
    "format",
}
# One text or a list of them: the prompt says so once, for there are a dozen such filters in each of two tools.
TEXT_OR_LIST: dict[str, Any] = {}


def compact_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The model's JSON schema without titles, defaults, nulls and most bounds: validation tells when they matter."""
    schema = model.model_json_schema()
    properties = {name: _compact(value) for name, value in schema["properties"].items()}
    return {"type": "object", "properties": properties} | (
        {"required": schema["required"]} if "required" in schema else {}
    )


def _compact(schema: dict[str, Any]) -> dict[str, Any]:
    variants = [variant for variant in schema.get("anyOf", []) if variant != {"type": "null"}]
    if variants:
        schema = variants[0]
    if "contentMediaType" in schema:
        return {"type": "object"}
    if schema.get("type") == "array":
        enum = schema["items"].get("enum")
        return {"type": "array", "items": {"enum": enum}} if enum else TEXT_OR_LIST
    kept = {key: value for key, value in schema.items() if key not in NOISE}
    if "enum" in kept:
        del kept["type"]
    return kept
