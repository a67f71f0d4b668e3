"""The modules of a page as one script, made when static files are collected.

A browser asks for each module by itself, and finds the imports of one only when it has read it: forty small files are
slow on a slow line, and cost a phone more than their words. Each module becomes a function that is called once, in the
order of the imports, and gives what it exports; so every name stays in its module, as the sources say.

Only the forms that the sources have are known, one statement to a line: `import "./x.js";`,
`import { a, b as c } from "./x.js";` and `export` before a function, a class or a constant. Anything else is refused.
"""

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import (?:\{(?P<names>[^}]*)\} from )?"(?P<address>\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<declared>(?:async )?function|class|const) (?P<name>\w+)", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export|await)\b.*|\bimport(?:\.meta|\( *[\"']).*", re.MULTILINE)
_DOC_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)


class NotJoinedError(ValueError):
    """A module that cannot become part of one script; the message says which, and why."""


def joined(entry: str, read: Callable[[str], str]) -> str:
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
