"""What tests of lists read: columns, files, rows."""

import csv
import io

import kim.config.urls  # noqa: F401 -- so that every list is known

URL = "/faelle/"
LISTS = ["faelle", "anfragen", "wiedervorlagen", "vermittlungen", "angebote"]


def text_of(response) -> str:
    return response.content.decode()


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def file_of(client, query="", *, key="faelle", kind="csv"):
    return client.get(f"/listen/{key}/datei/{kind}/?{query}")


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body(response).decode("utf-8-sig")), delimiter=";"))


def titles(response) -> list[str]:
    return [str(column["label"]) for column in response.context["columns"]]
