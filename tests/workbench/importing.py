"""What the tests of imports share: files made by hand, and the way from a file to a checked import."""

import io

import xlsxwriter

from kim.privacy.scope import Scope, open_scope
from kim.workbench import importing
from kim.workbench.actions import imports


def csv_of(*rows: list, encoding: str = "utf-8", sign: str = ";") -> bytes:
    return "\r\n".join(
        sign.join(f'"{cell}"' if "\n" in str(cell) else str(cell) for cell in row) for row in rows
    ).encode(encoding)


def xlsx_of(*rows: list) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Liste")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


def uploaded(user, target: str, data: bytes, name: str = "liste.csv"):
    return imports.upload(by=user, target=importing.target(target), file_name=name, data=data)


def checked(user, target: str, data: bytes, name: str = "liste.csv"):
    """Upload and check with the proposed columns."""
    with open_scope(Scope(name="test", user_id=user.pk)):
        run = uploaded(user, target, data, name)
        sheet = next(each for each in run.file.preview if each["name"] == run.sheet)
        mapping = imports.propose(importing.target(target), user, sheet["rows"][run.head_line - 1])
        return imports.choose_columns(run=run, by=user, sheet=run.sheet, head_line=run.head_line, mapping=mapping)


def row(run, number: int):
    return run.rows.get(number=number)


def texts(run, number: int) -> list[str]:
    return [finding["text"] for finding in row(run, number).findings]
