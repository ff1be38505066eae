"""Takes questionnaires to other form tools and back: pyxform reads what Hearth writes, Hearth reads what openpyxl writes as other tools would.

    python3 Tests/Forms/run.py --hearth PROGRAM [--only CHECK]

Exit code 1 when anything is wrong. Needs pyxform and openpyxl (`make browser-tools`).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser" / "answering"))

from checks import Checks, hold, options, same  # noqa: E402
from openpyxl import Workbook, load_workbook  # noqa: E402
from pyxform.xls2xform import convert  # noqa: E402

EXAMPLE = HERE.parents[1] / "docs" / "example" / "form.yaml"
check = Checks()

TWO_LANGUAGES = """
questionnaire: {en: How it goes, cy: Sut mae’n mynd}
version: "3"
languages: [en, cy]
ownScores: true
information: {purpose: [{en: Why, cy: Pam}], whyMe: [{en: You, cy: Chi}]}
consent: [{en: I agree, cy: Rwy’n cytuno}]
support: [{en: Help, cy: Cymorth}]
pages:
  - text: [{en: "=1+1 is a sum", cy: "=1+1 yw swm"}]
  - title: {en: You, cy: Chi}
    questions:
      - id: role
        ask: {en: Your work?, cy: Eich gwaith?}
        hint: {en: Most of it, cy: Y rhan fwyaf}
        required: true
        choice: [{en: +Caring, cy: Gofalu}, {en: Leading, cy: Arwain}]
        about: person
        preferNot: true
      - {id: 9tasks, ask: {en: Which?, cy: Pa rai?}, several: [{en: Calls, cy: Galwadau}, {en: Visits, cy: Ymweliadau}]}
  - title: {en: More, cy: Mwy}
    when: {role: [+Caring, Leading], 9tasks: [Calls]}
    questions:
      - {id: nights, ask: {en: Nights?, cy: Nosweithiau?}, number: [-1, 31], when: {9tasks: [Calls, Visits]}}
      - {id: began, ask: {en: Since?, cy: Ers?}, month: [1990-01, 2026-12]}
      - {id: wish, ask: {en: Wish?, cy: Dymuniad?}, text: 500}
      - id: strain
        ask: {en: How often?, cy: Pa mor aml?}
        hint: {en: Last week, cy: Wythnos diwethaf}
        rate: [{en: Tired, cy: Blinedig}, {en: Rested, cy: Gorffwys}]
        steps: {0: {en: never, cy: byth}, 2: {en: often, cy: yn aml}}
        scale: {title: {en: Strain, cy: Straen}, higherIs: worse, reversed: [2]}
"""


class Run:
    def __init__(self, program: Path, folder: Path):
        self.program, self.folder = program, folder

    def hearth(self, *arguments, wrong: bool = False) -> str:
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True)
        hold((done.returncode != 0) == wrong, done.stderr + done.stdout)
        return done.stderr if wrong else done.stdout

    def new(self, name: str) -> Path:
        self.folder.joinpath(name).unlink(missing_ok=True)
        return self.folder / name

    def export(self, questionnaire: Path, name: str) -> Path:
        out = self.new(f"{name}.xlsx")
        self.hearth("questionnaire", "export", questionnaire, "--out", out)
        return out

    def given(self, text: str, name: str) -> Path:
        file = self.folder / f"{name}.yaml"
        file.write_text(text)
        return file


def cells(path: Path) -> dict[str, list[list[str]]]:
    book = load_workbook(path)
    return {sheet.title: [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book}


def workbook(path: Path, **sheets: list[list]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def understood(path: Path) -> str:
    """The XForm that pyxform makes of a form, without a warning."""
    made = convert(path, validate=False)
    same(made.warnings, [])
    return made.xform


@check
def pyxform_reads(run: Run) -> None:
    """pyxform turns every export into an XForm without a warning: the example, ready questionnaires, one in two languages with everything."""
    understood(run.export(EXAMPLE, "example"))
    for number, more in enumerate([[], ["--no-fee"], ["--burnout", "proqol5", "--with", "worklife", "--with", "words"]]):
        folder = run.folder / f"ready-{number}"
        run.hearth("questionnaire", "template", "--out", folder, *more)
        understood(run.export(folder / "questionnaire.yaml", f"ready-{number}"))
    form = understood(run.export(run.given(TWO_LANGUAGES, "two"), "two"))
    for part in [
        'lang="English (en)" default="true()"', 'lang="Welsh (cy)"', "Galwadau", "string-length(.) &lt;= 500",
        ". &gt;= -1 and . &lt;= 31", "date('1990-01-01')", 'required="true()"', "selected(", "= 'leading'",
        'appearance="month-year"',
    ]:  # fmt: skip
        hold(part in form, f"{part} is not in the form:\n{form}")


@check
def comes_back(run: Run) -> None:
    """A form that goes out and comes back goes out the same again, cell by cell."""
    for name, text in [("example", EXAMPLE.read_text()), ("two", TWO_LANGUAGES)]:
        first = run.export(run.given(text, name), f"{name}-1")
        back = run.new(f"{name}-back.yaml")
        told = json.loads(run.hearth("questionnaire", "import", first, "--out", back, "--json"))
        same(told["remarks"], [])
        same(cells(run.export(back, f"{name}-2")), cells(first))


@check
def texts_stay_texts(run: Run) -> None:
    """No cell of an export is a formula, whatever its text begins with."""
    book = load_workbook(run.export(run.given(TWO_LANGUAGES, "two"), "formula"))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value or "")[:1] in "=+-@"]
    hold(len([cell for cell in found if str(cell.value or "").startswith("=")]) >= 1, "no text begins like a formula")
    same({cell.data_type for cell in found if cell.value}, {"s"})


SURVEY = [
    ["type", "name", "label::English", "label::Cymraeg", "hint::English", "hint::Cymraeg", "required", "relevant",
     "appearance", "parameters", "constraint", "default"],
    ["start", "start"],
    ["deviceid", "deviceid"],
    ["note", "hello", "Welcome", "Croeso"],
    ["begin group", "about", "About you", "Amdanoch chi", None, None, None, None, "field-list"],
    ["select_one yes_no", "leads", "Do you lead others?", "Ydych chi’n arwain?", "Now", "Nawr", "yes"],
    ["select_multiple things", "Things", "What helps?", "Beth sy’n helpu?", None, None, "true()",
     "${leads} = 'yes' or ${leads}='no'", "minimal"],
    ["end group"],
    ["begin_group", "scale", "How often?", "Pa mor aml?", None, None, None, "selected(${Things}, 'talk')", "table-list"],
    ["select_one often", "s1", "Tired", "Blinedig"],
    ["select_one often", "s2", "Rested", "Gorffwys"],
    ["end_group", "scale"],
    ["range", "nights", "Nights?", "Nosweithiau?", None, None, None, None, None, "start=0 end=7 step=1"],
    ["integer", "years", "Years?", "Blynyddoedd?", None, None, None, None, None, None, ".>=0 and .<=60", 3],
    ["text", "wish", "Wish?", "Dymuniad?", None, None, None, None, "multiline"],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::English", "label::Cymraeg"],
    ["yes_no", "yes", "Yes", "Ydw"], ["yes_no", "no", "No", "Nac ydw"],
    ["things", "talk", "Talking", "Siarad"], ["things", "rest", "Rest", "Gorffwys"],
    ["often", 1, "never", "byth"], ["often", 2, "often", "yn aml"],
]  # fmt: skip
SETTINGS = [["form_title", "form_id", "version", "default_language"], ["How it goes", "how", 2026112201, "English"]]


@check
def other_tools(run: Run) -> None:
    """A form as KoBoToolbox and ODK write it becomes a questionnaire that `check` accepts; what was left out is listed with its row."""
    form = workbook(run.folder / "kobo.xlsx", survey=SURVEY, choices=CHOICES, settings=SETTINGS)
    convert(form, validate=False)
    out = run.new("kobo.yaml")
    told = json.loads(run.hearth("questionnaire", "import", form, "--out", out, "--json"))
    same(told["toWrite"], ["information", "consent", "support", "results"])
    for what, place in [
        ("start", "row 2"), ("deviceid", "row 3"), ("“things”", "row 7"), ("“scale_1”", "row 10"), ("default", "row 14"),
        ("1,000", "row 15"), ("appearance", "row 7"),
    ]:  # fmt: skip
        hold(any(what in line and place in line for line in told["remarks"]), f"{what}, {place}: {told['remarks']}")
    both = "[{en: A, cy: B}]"
    whole = run.given(out.read_text() + f"information: {both}\nconsent: {both}\nsupport: {both}\n", "kobo-whole")
    said = run.hearth("questionnaire", "check", whole)
    hold("6 questions on 3 pages" in said, said)
    text = out.read_text()
    for part in ['when: {"things": ["Talking"]}', "number: [0, 7]", "number: [0, 60]", 'when: {"leads": ["Yes", "No"]}',
                 '1: {en: "never", cy: "byth"}']:  # fmt: skip
        hold(part in text, text)
    understood(run.export(whole, "kobo-again"))


@check
def refusals(run: Run) -> None:
    """What Hearth cannot ask is refused all at once, each with its row and what to do, and nothing is written."""
    rows = [["type", "name", "label"], ["geopoint", "where", "Where?"], ["begin_repeat", "again", "Again"],
            ["text", "what", "What?"], ["end_repeat"], ["calculate", "sum", None], ["image", "face", "Your face"]]  # fmt: skip
    form = workbook(run.folder / "refused.xlsx", survey=rows, choices=[["list_name", "name", "label"]])
    out = run.new("refused.yaml")
    said = run.hearth("questionnaire", "import", form, "--out", out, wrong=True)
    for row in [2, 3, 5, 6, 7]:
        hold(f"row {row}, column “type”" in said, said)
    hold(not out.exists(), "something was written")
    said = run.hearth("questionnaire", "import", EXAMPLE, "--out", out, wrong=True)
    hold("error:" in said, said)


def main() -> int:
    arguments = options(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = check.wrong(Run(arguments.hearth.resolve(), Path(folder)), arguments.only)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
