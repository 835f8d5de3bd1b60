"""What a function needs that a template calls and that must see the page on which it is called."""

from jinja2 import pass_context
from jinja2.runtime import Context

__all__ = ["Context", "pass_context"]
