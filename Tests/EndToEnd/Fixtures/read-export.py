"""What openpyxl or pyreadstat finds in a file that Hearth wrote, as JSON: read-export.py FILE"""

import datetime
import json
import sys


def cell(value):
    if value is None or value == "" or value != value:
        return None
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str) else float(value)


def workbook(path):
    import openpyxl

    book = openpyxl.load_workbook(path)
    formulas = sum(c.data_type == "f" for sheet in book for row in sheet.iter_rows() for c in row)
    rows = list(book["Data"].iter_rows(values_only=True))
    return {
        "sheets": book.sheetnames,
        "formulas": formulas,
        "columns": list(rows[0]),
        "rows": [[cell(v) for v in row] for row in rows[1:]],
    }


def spss(path):
    import pyreadstat

    data, meta = pyreadstat.read_sav(path, output_format="dict")
    _, declared = pyreadstat.read_sav(path, output_format="dict", user_missing=True)
    columns = list(data)
    return {
        "columns": columns,
        "labels": [label or "" for label in meta.column_labels],
        "valueLabels": {
            name: {str(int(code)): text for code, text in labels.items()}
            for name, labels in meta.variable_value_labels.items()
        },
        "missing": {name: [int(r["lo"]) for r in ranges] for name, ranges in declared.missing_ranges.items()},
        "rows": [[cell(data[c][i]) for c in columns] for i in range(meta.number_rows)],
    }


path = sys.argv[1]
print(json.dumps(workbook(path) if path.endswith(".xlsx") else spss(path)))
