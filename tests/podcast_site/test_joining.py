import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from podcast_site.joining import NotJoinedError, joined_script, joined_sheet
from podcast_site.storage import SCRIPTS, SHEETS
from tests.static_files import hashed

STATIC = Path(settings.BASE_DIR) / "static"


PAGE = """\
import { clock } from "./player/time.js";
import {
  LIMIT,
  keep as put,
} from "./kept.js";

put(clock(), LIMIT);
"""
TIME = """\
/**
 * Of use to listeners.
 */

import "../kept.js";

const now = 1;

export function clock() {
  return now;
}
"""
KEPT = """\
const now = 2;
export const LIMIT = now;
export async function keep() {}
export class Place {}
"""
JOINED_PAGE = """\
// js/kept.js
const $module0 = (() => {
const now = 2;
const LIMIT = now;
async function keep() {}
class Place {}
return { LIMIT, keep, Place };
})();

// js/player/time.js
const $module1 = (() => {
const now = 1;

function clock() {
  return now;
}
return { clock };
})();

// js/page.js
(() => {
const { clock } = $module1;
const {
  LIMIT,
  keep: put,
} = $module0;

put(clock(), LIMIT);
})();
"""


def test_each_module_keeps_its_names_and_comes_before_those_that_import_it():
    sources = {"js/page.js": PAGE, "js/player/time.js": TIME, "js/kept.js": KEPT}
    assert joined_script("js/page.js", sources.__getitem__) == JOINED_PAGE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('import * as time from "./time.js";\n', 'js/page.js says “import * as time from "./time.js";”'),
        ('import time from "./time.js";\n', "js/page.js says “import time"),
        ('import { clock } from "time";\n', "js/page.js says “import { clock }"),
        ("export default clock;\n", "js/page.js says “export default clock;”"),
        ("export let clock = 1;\n", "js/page.js says “export let clock"),
        ('export { clock } from "./time.js";\n', "js/page.js says “export { clock }"),
        ("await clock();\n", "js/page.js says “await clock();”"),
        ('const late = import("./time.js");\n', 'js/page.js says “import("./time.js");”'),
        ("const here = import.meta.url;\n", "js/page.js says “import.meta.url;”"),
        ('import "./gone.js";\n', "js/page.js wants js/gone.js, which is not there."),
        ('import "./circle.js";\n', "js/circle.js imports js/page.js, which leads back to it."),
    ],
)
def test_what_cannot_be_joined_is_refused_by_name(text, said):
    sources = {"js/page.js": text, "js/time.js": "", "js/circle.js": 'import "./page.js";\n'}
    with pytest.raises(NotJoinedError, match=re.escape(said)):
        joined_script("js/page.js", sources.__getitem__)


def test_an_entry_that_is_not_there_is_said():
    with pytest.raises(NotJoinedError, match=r"A page wants js/page\.js, which is not there\."):
        joined_script("js/page.js", {}.__getitem__)


@pytest.mark.parametrize("entry", SCRIPTS)
def test_what_is_collected_has_every_module_once_and_imports_nothing(entry, settings, static_root):
    settings.STORAGES = hashed(settings.STORAGES)
    settings.STATIC_ROOT = str(static_root)
    text = Path(static_root, staticfiles_storage.stored_name(entry)).read_text()
    parts = re.findall(r"^// (js/\S+\.js)$", text, re.MULTILINE)
    assert sorted(parts) == sorted(reached(entry))
    assert parts[-1] == entry
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)


def reached(entry):
    """By another way: each file name in quotes that stands alone in a statement, and what it leads to."""
    found, waiting = {entry}, [entry]
    for at in waiting:
        for name in re.findall(r'(?<!\()"(\.\.?/[\w/.-]+\.js)"(?!\))', (STATIC / at).read_text()):
            there = (STATIC / at).parent.joinpath(name).resolve().relative_to(STATIC.resolve()).as_posix()
            if there not in found:
                found.add(there)
                waiting.append(there)
    return found


SHEET = """\
@layer base, pages;

@import url("site/ground.css");
@import url("site/heads.css");

@font-face { src: url("../vendor/a.woff2"); }
"""
PARTS = {"css/site/ground.css": "@layer base { a { color: red } }\n", "css/site/heads.css": "@layer pages { b {} }\n"}


def test_each_part_of_a_sheet_stands_where_it_is_imported():
    assert joined_sheet("css/site.css", {"css/site.css": SHEET, **PARTS}.__getitem__) == (
        "@layer base, pages;\n\n@layer base { a { color: red } }\n@layer pages { b {} }\n\n"
        '@font-face { src: url("../vendor/a.woff2"); }\n'
    )


@pytest.mark.parametrize(
    ("sheet", "part", "said"),
    [
        ('@import "site/ground.css";\n', "", 'css/site.css says “@import "site/ground.css";”'),
        ('@import url("site/ground.css") print;\n', "", "css/site.css says “@import"),
        ('@import url("https://a.example/b.css");\n', "", "css/site.css says “@import"),
        ('@import url("site/gone.css");\n', "", "css/site.css wants css/site/gone.css, which is not there."),
        ('@import url("site/ground.css");\n', '@import url("more.css");\n', "css/site/ground.css says “@import"),
        ('@import url("site/ground.css");\n', "a { background: URL(x.png) }", "css/site/ground.css says “URL(x.png)”"),
    ],
)
def test_a_sheet_that_cannot_be_joined_is_refused_by_name(sheet, part, said):
    sources = {"css/site.css": sheet, "css/site/ground.css": part}
    with pytest.raises(NotJoinedError, match=re.escape(said)):
        joined_sheet("css/site.css", sources.__getitem__)


@pytest.mark.parametrize("entry", SHEETS)
def test_a_sheet_that_is_collected_has_every_part_in_its_folder_once(entry, settings, static_root):
    settings.STORAGES = hashed(settings.STORAGES)
    settings.STATIC_ROOT = str(static_root)
    text = Path(static_root, staticfiles_storage.stored_name(entry)).read_text()
    parts = [part.read_text() for part in (STATIC / entry).with_suffix("").glob("*.css")]
    assert parts
    assert [text.count(part) for part in parts] == [1] * len(parts)
    assert "@import" not in text
