"""Read `extra.fupan` from mkdocs.yml without MkDocs, which takes a quarter of a second to import."""

from __future__ import annotations

import yaml

from generator.errors import UserError
from generator.settings import Settings
from generator.wording import N_


def read_settings(text: str) -> Settings:
    """Return the settings in the text of a mkdocs.yml; raises UserError where they cannot be read.

    Values stay text; tags of other tools (`!ENV`, `!!python/name`) are passed over, never constructed.
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise UserError(
            N_("mkdocs.yml cannot be read as YAML: {reason}"), reason=" ".join(str(error).split())
        ) from error
    found = _child(_child(root, "extra"), "fupan")
    if not isinstance(found, yaml.MappingNode):
        return Settings.from_mapping({})
    return Settings.from_mapping(
        {str(key.value): str(value.value) for key, value in found.value if isinstance(value, yaml.ScalarNode)}
    )


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)
