"""Enters every kind of tool result into the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from joblab.chat.events import ToolFinished
from joblab.proof.context import Context, filter_context, filter_period, fold
from joblab.proof.ledger import UNITS, Call, Cell, Ledger, Row
from joblab.proof.periods import ALWAYS, Period, key_period, shifted
from joblab.proof.postings import one_posting, posting_list


def read_results(calls: Sequence[ToolFinished]) -> Ledger:
    """The ledger of a turn's successful calls."""
    ledger = Ledger()
    for finished in calls:
        if finished.result is not None:
            result = finished.result.for_page
            ledger.oldest = min(ledger.oldest, str(result.get("oldest_day") or "9999"))
            ledger.newest = max(ledger.newest, str(result.get("newest_day") or "0000"))
            ledger.calls.append(Call(finished.id, finished.name, result))
            _enter(ledger, len(ledger.calls) - 1, finished.input)
    if ledger.oldest > ledger.newest:
        ledger.oldest, ledger.newest = ALWAYS
    return ledger


def _enter(ledger: Ledger, index: int, asked: Mapping[str, object]) -> None:
    call = ledger.calls[index]
    result = call.result
    if "group_by" in result:
        ledger.cells.extend(_stats(call, index))
    elif "dimensions" in result:
        ledger.cells.extend(_description(call, index))
    elif "rows" in result:
        ledger.cells.extend(posting_list(call, index, asked))
    elif "job_id" in result:
        ledger.cells.extend(one_posting(index, result))
    ledger.cells.extend(_selection(index, result, asked))


def _selection(index: int, result: Mapping[str, Any], asked: Mapping[str, object]) -> Iterator[Cell]:
    filters = result.get("filters")
    row = Row(index, "filters", {}, ALWAYS, None)
    if isinstance(filters, Mapping) and isinstance(least := filters.get("salary_min"), int | float):
        yield Cell(least, "parameter", "salary_min", row)
    if isinstance(limit := asked.get("limit"), int):
        yield Cell(limit, "parameter", "limit", replace(row, path="input"))
    for name in ("oldest_day", "newest_day"):
        if day := result.get(name):
            yield Cell(0, "date", name, replace(row, path=""), (str(day), str(day)))


def _stats(call: Call, index: int) -> Iterator[Cell]:
    result = call.result
    filters = result.get("filters") or {}
    context, whole = filter_context(filters), filter_period(filters)
    earlier = result.get("previous_period")
    previous: Period | None = (str(earlier["start"]), str(earlier["end"])) if earlier else None
    unit = UNITS[str(result["measure"])]
    total = Row(index, "total", context, whole, previous, str(result["total"].get("currency") or ""))
    yield from _compared(result["total"], unit, total)
    names, compare = result["group_by"], result.get("compare")
    time_name = next((name for name in names if name.startswith("posted_")), "")
    groups = [name for name in names if name != time_name]
    for place, values in enumerate(result["rows"]):
        keys = values["keys"]
        about: Context = context | {name: (fold(str(keys[name])),) for name in groups}
        row = Row(index, f"rows[{place}]", about, whole, previous, str(values.get("currency") or ""), place)
        if time_name:
            row.time_key = str(keys[time_name])
            row.period = key_period(row.time_key)
            row.previous_period = shifted(row.period, row.time_key, compare) if compare else previous
        call.rows.append(row)
        yield from _compared(values, unit, row)
    head = Row(index, "", context, whole, None)
    dimension = names[0].removeprefix("posted_") if len(names) == 1 else "any"
    if names:
        yield Cell(result["groups"], f"groups:{dimension}", "groups", head)
        yield Cell(len(result["rows"]), f"groups:{dimension}", "rows", head)
    if result["cut"]["groups"]:
        yield Cell(result["cut"]["groups"], f"groups:{dimension}", "cut.groups", head)
        yield Cell(result["cut"]["postings"], "postings", "cut.postings", head)
    if result["missing"]:
        yield Cell(result["missing"], "postings", "missing", head)


def _compared(values: Mapping[str, Any], unit: str, row: Row) -> list[Cell]:
    own = f"money:{row.currency}" if unit == "money" else unit
    found = [Cell(values["value"], own, "value", row)] if values.get("value") is not None else []
    if values.get("previous") is not None:
        found.append(Cell(values["previous"], own, "previous", row))
    if values.get("change") is not None:
        found.append(Cell(values["change"], "points" if own == "percent" else own, "change", row))
    if values.get("change_percent") is not None:
        found.append(Cell(values["change_percent"], "percent", "change_percent", row))
    if unit != "postings" and values.get("postings") is not None:
        found.append(Cell(values["postings"], "postings", "postings", row))
    return found


def _description(call: Call, index: int) -> Iterator[Cell]:
    result = call.result
    head = Row(index, "", {}, ALWAYS, None)
    yield Cell(result["postings"], "postings", "postings", head)
    for name, dimension in result["dimensions"].items():
        yield Cell(
            dimension["distinct"],
            "companies" if name == "company_name" else f"groups:{name}",
            f"dimensions.{name}.distinct",
            head,
        )
        for place, top in enumerate(dimension["top"]):
            row = Row(
                index, f"dimensions.{name}.top[{place}]", {name: (fold(str(top["value"])),)}, ALWAYS, None, "", place
            )
            call.rows.append(row)
            yield Cell(top["postings"], "postings", "postings", row)
