"""The registers: one row a record, whatever is missing, and all fields behind them."""

from generator.exporters.registers import REGISTERS, capa_tables, document_tables, postmortem_tables
from generator.exporters.tables import Cell
from generator.lifecycle.facts import Facts
from tests.libraries import CAPA, POSTMORTEM, TODAY, graph

INCIDENT = (
    POSTMORTEM
    + """\
failure_mode: db-full
restored_at: 2026-05-11T17:45+08:00
backup: {last_good_at: 2026-05-11T02:05+08:00}
error_codes: [ORA-01653]
vendor_tickets: [{vendor: qihang, ticket_no: "0012345"}]
causes: [没人看盘]
"""
)
ACTION = """\
sources: [{type: incident, ref: PM-2026-0001}]
actions:
  - id: A1
    text: 两级告警
    owner: 李工
    due: [{due: 2026-06-30}, {due: 2026-07-31, reason: 等备件}]
log: [{at: 2026-05-13, to: open}]
"""
SOP = "id: SOP-IT-001\ntitle: 应急\napplies: {systems: [ERP]}\n"


def row(tables: tuple, number: int = 0) -> dict[str, Cell]:  # type: ignore[type-arg]
    """Return the first row of one of the tables, by column."""
    found: dict[str, Cell] = tables[number].records()[0]
    return found


def test_a_post_mortem_is_one_row_with_its_durations() -> None:
    """Minutes and hours are numbers, identifiers keep their zeros, names stand for ids."""
    found = row(postmortem_tables(Facts(graph(pm=INCIDENT), TODAY), str))

    assert (found["minutes_to_restore"], found["hours_of_data_loss"], found["minutes_to_detect"]) == (190, 12.5, None)
    assert (found["tickets"], found["failure_mode"], found["error_codes"]) == ("0012345", "数据库盘写满", "ORA-01653")


def test_a_capa_brings_its_actions_with_both_deadlines() -> None:
    """An auditor asks for the original date and for the reasons of each extension."""
    tables = capa_tables(Facts(graph(pm=INCIDENT, capa=CAPA + ACTION), TODAY), str)

    assert (row(tables)["state"], row(tables)["sources"], row(tables)["extensions"]) == ("Accepted", "PM-2026-0001", 1)
    action = row(tables, 1)
    assert (str(action["original_due"]), str(action["due"])) == ("2026-06-30", "2026-07-31")
    assert (action["extension_reasons"], action["status"]) == ("等备件", "Open")


def test_all_fields_stand_behind_the_register() -> None:
    """What the columns leave out is in the list of fields, with its path."""
    tables = capa_tables(Facts(graph(pm=POSTMORTEM, capa=CAPA + ACTION), TODAY), str)
    (fields,) = [one for one in tables if one.name == "fields"]

    assert ("actions[1].due[2].reason", "等备件") in [(one["path"], one["value"]) for one in fields.records()]


def test_a_document_without_a_revision_is_a_draft() -> None:
    """Nothing released, nothing in force; the list says so."""
    tables = document_tables(Facts(graph(sop=SOP), TODAY), str)

    assert (row(tables)["status"], row(tables)["revision"], tables[1].rows) == ("Draft", None, ())


def test_every_register_has_a_cell_for_each_column() -> None:
    """However little a record says, its row is whole."""
    facts = Facts(graph(pm=POSTMORTEM, capa=CAPA, sop=SOP), TODAY)

    for tables in (make(facts, str) for make in REGISTERS.values()):
        for table in tables:
            assert {len(one) for one in table.rows} <= {len(table.columns)}
            assert len({column.key for column in table.columns}) == len(table.columns)
