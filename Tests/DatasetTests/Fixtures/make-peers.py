"""Small workbooks and SPSS files from other programs, and what those programs read back: `peers.json`.

    python3 -m venv venv && venv/bin/pip install openpyxl==3.1.5 pyreadstat==1.3.7 pandas
    venv/bin/python make-peers.py

Texts, numbers and labels are invented. Values are compared exactly, dates by day.
"""

import base64
import datetime
import io
import json
import os
import tempfile
import zipfile

import openpyxl
import pandas
import pyreadstat


def cell(value):
    if value is None or (isinstance(value, float) and value != value) or value is pandas.NaT:
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (datetime.date,)):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat()
    if isinstance(value, str):
        return value if value != "" else None
    return float(value)


def workbook(epoch1904=False):
    book = openpyxl.Workbook()
    if epoch1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Answers"
    sheet.append(["id", "score", "when", "word", "flag", "note", "far"])
    for i in range(12):
        sheet.append([
            i + 1,
            None if i == 3 else i * 0.1 - 0.35,
            datetime.datetime(2021, 1, 28) + datetime.timedelta(days=i * 7),
            ["red", "green", "blå, \"quoted\"", None][i % 4],
            i % 3 == 0,
            None if i % 2 else "line one\nline two <&> Zoë 😀",
            123456789.25 if i == 5 else i,
        ])
    for row in range(2, 14):
        sheet.cell(row, 3).number_format = "dd/mm/yyyy;@"
    other = book.create_sheet("Other sheet")
    other.append(["a", "b"])
    other.append([1, "x"])
    other.append([2, "y"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_workbook(data, sheet):
    rows = list(openpyxl.load_workbook(io.BytesIO(data), data_only=True)[sheet].iter_rows(values_only=True))
    return {"columns": list(rows[0]), "rows": [[cell(v) for v in row] for row in rows[1:]]}


def spss(compress):
    frame = pandas.DataFrame({
        "id": [float(i) for i in range(1, 13)],
        "role": [1.0, 2.0, 3.0, 1.0, 2.0, None, 1.0, 2.0, 3.0, 1.0, 9.0, 2.0],
        "scale": [0.0, 3.0, 6.0, 5.0, 4.0, 2.0, 1.0, 0.0, 6.0, None, 3.0, 2.0],
        "score": [i * 0.1 - 0.35 for i in range(12)],
        "when": [datetime.date(2021, 1, 28) + datetime.timedelta(days=7 * i) for i in range(12)],
        "word": ["red", "green", "blå, \"quoted\"", ""] * 3,
        "letter": ["m", "f", "m", "f", "f", "f", "m", "m", "f", "f", "m", "m"],
        "long": ["x" * 300 + str(i % 2) for i in range(12)],
    })
    path = os.path.join(tempfile.mkdtemp(), "peer" + (".zsav" if compress else ".sav"))
    pyreadstat.write_sav(
        frame, path, compress=compress,
        column_labels=["", "Your role", "How often?", "A score", "Day", "A word", "A letter", ""],
        variable_value_labels={
            "role": {1.0: "Nurse", 2.0: "Support worker", 3.0: "Manager", 9.0: "Rather not say"},
            "scale": {0.0: "Never", 6.0: "Every day"},
            "letter": {"m": "Male", "f": "Female"},
        },
        missing_ranges={"role": [9.0]},
        variable_measure={"role": "nominal"},
    )
    with open(path, "rb") as file:
        return file.read(), path


def read_spss(path):
    frame, meta = pyreadstat.read_sav(path, user_missing=False)
    return {
        "columns": list(frame.columns),
        "labels": [label or "" for label in meta.column_labels],
        "rows": [[cell(v) for v in row] for row in frame.itertuples(index=False)],
    }


def pack(data):
    return base64.b64encode(data).decode()


def main():
    plain, mac = workbook(), workbook(epoch1904=True)
    sav, sav_path = spss(False)
    zsav, zsav_path = spss(True)
    result = {
        "made_by": f"openpyxl {openpyxl.__version__}, pyreadstat {pyreadstat.__version__}",
        "workbook": {"file": pack(plain), **read_workbook(plain, "Answers")},
        "other_sheet": {"file": pack(plain), **read_workbook(plain, "Other sheet")},
        "workbook_1904": {"file": pack(mac), **read_workbook(mac, "Answers")},
        "sav": {"file": pack(sav), **read_spss(sav_path)},
        "zsav": {"file": pack(zsav), **read_spss(zsav_path)},
    }
    with open("peers.json", "w") as file:
        json.dump(result, file, indent=1, ensure_ascii=False)
        file.write("\n")


main()
