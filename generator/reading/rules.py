"""All rules of this room in the order of their codes."""

from generator.reading.byte_rules import BYTE_RULES
from generator.reading.character_rules import CHARACTER_RULES
from generator.reading.layout_rules import LAYOUT_RULES
from generator.reading.refused_rules import REFUSED_RULES
from generator.reading.shape_rules import SHAPE_RULES
from generator.reading.syntax_rules import SYNTAX_RULES

READING_RULES = (*BYTE_RULES, *CHARACTER_RULES, *LAYOUT_RULES, *SYNTAX_RULES, *REFUSED_RULES, *SHAPE_RULES)
