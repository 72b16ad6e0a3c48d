"""Job titles that are no job function of the vocabulary: "React developers", "nurse", "project manager"."""

from collections.abc import Sequence
from dataclasses import dataclass

from local.bedrock.planner.tags import Tag

# Filters that may be a part of a title; places, levels and job types stand beside it.
_TITLE_DIMENSIONS = ("skills", "tools", "job_function_std")


@dataclass(frozen=True)
class Title:
    """Tags `start` to `end` (exclusive) are a title; `keyword` is what to look for, in the singular."""

    start: int
    end: int
    keyword: str


def find_titles(tags: Sequence[Tag]) -> tuple[Title, ...]:
    found: list[Title] = []
    for index, tag in enumerate(tags):
        floor = found[-1].end if found else 0
        head = tag.sense("title")
        start = _start(tags, index, floor)
        if head and (start < index or not tag.sense("filter")):
            found.append(Title(start, index + 1, _keyword(tags[start:index], head.name)))
        elif tag.sense("filter", "job_level_std") and start < index and tags[index - 1].sense("title_word"):
            found.append(Title(start, index + 1, _keyword(tags[start:index], tag.words.removesuffix("s"))))
        elif tag.sense("noun") and start < index and not _has_filter(tags[start:index]):
            found.append(Title(start, index, _keyword(tags[start:index], "")))
    return tuple(_outermost(found))


def _start(tags: Sequence[Tag], index: int, floor: int) -> int:
    """Where the words that specify a title begin, going back from its head."""
    while index > floor and _specifies(tags[index - 1]):
        index -= 1
    return index


def _specifies(tag: Tag) -> bool:
    if tag.kind == "unknown":
        return True
    if any(tag.sense("filter", name) for name in _TITLE_DIMENSIONS):
        return True
    return tag.sense("title_word") is not None and not tag.sense("cue") and not tag.sense("filter")


def _has_filter(tags: Sequence[Tag]) -> bool:
    return any(tag.sense("filter") or tag.sense("title") for tag in tags)


def _keyword(before: Sequence[Tag], head: str) -> str:
    return " ".join([*(tag.text for tag in before), head]).strip()


def _outermost(titles: Sequence[Title]) -> list[Title]:
    """Of titles that overlap ("scrum master", then "... trainer"), the longest."""
    kept: list[Title] = []
    for title in titles:
        if kept and title.start < kept[-1].end:
            kept[-1] = title
        else:
            kept.append(title)
    return kept
