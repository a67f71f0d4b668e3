"""The modules of a page as one script, and the parts of a style sheet as one, made when static files are collected.

A browser asks for each module by itself, and finds the imports of one only when it has read it: forty small files are
slow on a slow line, and cost a phone more than their words. Each module becomes a function that is called once, in the
order of the imports, and gives what it exports; so every name stays in its module, as the sources say.

Only the forms that the sources have are known, one statement to a line: `import "./x.js";`,
`import { a, b as c } from "./x.js";` and `export` before a function, a class or a constant; in a sheet
`@import url("x/y.css");`. Anything else is refused.
"""

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import (?:\{(?P<names>[^}]*)\} from )?"(?P<address>\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<declared>(?:async )?function|class|const) (?P<name>\w+)", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export|await)\b.*|\bimport(?:\.meta|\( *[\"']).*", re.MULTILINE)
_DOC_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)


_SHEET_IMPORT = re.compile(r'^@import url\("(?P<address>[\w./-]+\.css)"\);\n', re.MULTILINE)
_NOT_IN_A_PART = re.compile(r"@import.*|\burl\([^)]*\)?", re.IGNORECASE)


class NotJoinedError(ValueError):
    """A module or a sheet that cannot become part of another; the message says which, and why."""


def joined_sheet(entry: str, read: Callable[[str], str]) -> str:
    """The style sheet at `entry` with its parts in the places where it imports them.

    A part imports nothing and names no file, whose address would be another one in the whole. `read` gives the text of
    the sheet at a path, and raises `KeyError` where there is none.
    """

    def taken(statement: re.Match[str]) -> str:
        path = _resolved(entry, statement["address"])
        text = _text(path, (entry,), read)
        if unknown := _NOT_IN_A_PART.search(text):
            raise NotJoinedError(f"{path} says “{unknown[0]}”, which no part of a sheet can.")
        return text

    whole = _SHEET_IMPORT.sub(taken, _text(entry, (), read))
    if unknown := re.search(r"@import.*", whole):
        raise NotJoinedError(f"{entry} says “{unknown[0]}”, which is no import of a form that can be joined.")
    return whole


def joined_script(entry: str, read: Callable[[str], str]) -> str:
    """The script at `entry` and all that it leads to, as the text of one module without imports.

    `read` gives the text of the module at a path, and raises `KeyError` where there is none.
    """
    order: list[str] = []
    texts: dict[str, str] = {}

    def take(path: str, by: tuple[str, ...]) -> None:
        if path in by:
            raise NotJoinedError(f"{by[-1]} imports {path}, which leads back to it.")
        if path in order:
            return
        texts[path] = _text(path, by, read)
        for statement in _IMPORT.finditer(texts[path]):
            take(_resolved(path, statement["address"]), (*by, path))
        order.append(path)

    take(entry, ())
    return "\n".join(_called(path, texts[path], order) for path in order)


def _text(path: str, by: tuple[str, ...], read: Callable[[str], str]) -> str:
    try:
        return _DOC_COMMENT.sub("", read(path))
    except KeyError:
        raise NotJoinedError(f"{by[-1] if by else 'A page'} wants {path}, which is not there.") from None


def _resolved(path: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def _called(path: str, text: str, order: list[str]) -> str:
    """A module as a function that is called, its exports kept under a name of their own where it has some."""
    exports = [statement["name"] for statement in _EXPORT.finditer(text)]

    def taken(statement: re.Match[str]) -> str:
        if not (names := statement["names"]):
            return ""
        place = order.index(_resolved(path, statement["address"]))
        return f"const {{{names.replace(' as ', ': ')}}} = $module{place};\n"

    body = _EXPORT.sub(r"\g<declared> \g<name>", _IMPORT.sub(taken, text)).strip()
    if unknown := _UNKNOWN.search(body):
        raise NotJoinedError(f"{path} says “{unknown[0]}”, which is no import or export of a form that can be joined.")
    kept = f"const $module{order.index(path)} = " if exports else ""
    given = f"\nreturn {{ {', '.join(exports)} }};" if exports else ""
    return f"// {path}\n{kept}(() => {{\n{body}{given}\n}})();\n"
