"""What a browser sends of the form in a page that came."""

from html.parser import HTMLParser

_SILENT = {"file", "submit", "button", "image", "reset"}


class _Fields(HTMLParser):
    def __init__(self, form: str) -> None:
        super().__init__()
        self._form, self._inside, self._template = form, False, 0
        self.found: dict[str, list[str]] = {}
        self._textarea = self._select = self._text = ""

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self._inside = values.get("id") == self._form
        if tag == "template":
            self._template += 1
        if not self._inside or self._template:
            return
        name = values.get("name") or ""
        if tag == "textarea":
            self._textarea, self._text = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in values:
            self._add(self._select, values.get("value") or "")
        elif tag == "input" and name and _is_sent(values):
            self._add(name, values.get("value") or ("on" if values.get("type") == "checkbox" else ""))

    def handle_data(self, data):
        self._text += data

    def handle_endtag(self, tag):
        if tag == "template":
            self._template -= 1
        elif tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._textarea:
            self._add(self._textarea, self._text.removeprefix("\n"))
            self._textarea = ""

    def _add(self, name, value):
        self.found.setdefault(name, []).append(value)


def _is_sent(input_):
    kind = input_.get("type")
    return kind not in _SILENT and (kind not in {"checkbox", "radio"} or "checked" in input_)


def as_sent(response, *, form="episode_form"):
    """`{name: value}`, or a list of values where there are several."""
    reader = _Fields(form)
    reader.feed(response.text)
    assert reader.found, "the page has no such form"
    return {name: values if len(values) > 1 else values[0] for name, values in reader.found.items()}
