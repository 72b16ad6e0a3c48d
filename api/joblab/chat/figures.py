"""Keeps figures that no tool has found from reaching a reader."""

import re

FIGURE = re.compile(r"\d[\d.,]*")
YEAR = re.compile(r"(19|20)\d\d")
LIST_MARKER = re.compile(r"\d{1,2}[.)]")


class FigureGate:
    """Lets text through word by word until one holds a figure that is not in the question.

    Years and list numbers carry no data and pass.
    """

    def __init__(self, question: str) -> None:
        self._known = set(_figures(question))
        self._word = ""
        self.withheld = ""
        """The text from the first figure on."""

    def feed(self, text: str) -> str:
        """The part of the text that may be shown now."""
        if self.withheld:
            self.withheld += text
            return ""
        shown = ""
        for part in re.split(r"(\s+)", text):
            if part and not part.isspace():
                self._word += part
            elif part and self._is_figure(self._word):
                self.withheld, self._word = self._word + text[len(shown) :], ""
                break
            else:
                shown += self._word + part
                self._word = ""
        return shown

    def finish(self) -> str:
        """The last word, once the text has ended, if it may be shown."""
        if self._is_figure(self._word):
            self.withheld, self._word = self.withheld + self._word, ""
        word, self._word = self._word, ""
        return word

    def _is_figure(self, word: str) -> bool:
        if LIST_MARKER.fullmatch(word):
            return False
        return any(figure not in self._known and not YEAR.fullmatch(figure) for figure in _figures(word))


def _figures(text: str) -> list[str]:
    return [match.rstrip(".,") for match in FIGURE.findall(text)]
