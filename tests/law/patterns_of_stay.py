"""Fact patterns of stay: papers, procedures, absences, births; see patterns.py."""

from collections.abc import Iterator
from typing import Any

Facts = dict[str, Any]


def held(section: str | None, start: str | None, end: str | None = None, kind: str = "aufenthaltserlaubnis") -> Facts:
    """One paper."""
    return {"kind": kind, "section": section, "from": start, "to": end}


def stays() -> Iterator[Facts]:
    for start in (
        "2014-06-26",
        "2017-06-26",
        "2017-06-27",
        "2021-11-22",
        "2021-11-23",
        "2021-11",
        "2021",
        "2023-11-22",
        "2024-02-29",
        None,
    ):
        yield {"statuses": [held("18b", start)]}
    for section in (
        "16b",
        "16g",
        "18d",
        "20a",
        "22",
        "23(1)",
        "24",
        "25",
        "25(1)",
        "25(2)",
        "25(3)",
        "25(5)",
        "25a",
        "28",
        "104c",
        None,
    ):
        yield {"statuses": [held(section, "2012-01-01")]}
    kinds = (
        "niederlassungserlaubnis",
        "blaue_karte",
        "visum",
        "fiktion",
        "duldung",
        "aufenthaltsgestattung",
        "none",
        "aufenthaltserlaubnis_FZA",
    )
    for kind in (
        *kinds,
        "freizuegigkeit_eu",
        "aufenthaltsbefugnis",
        "erlaubt_nach_25(1)S3",
        "daueraufenthalt_eu",
        None,
    ):
        yield {"statuses": [held("18b", "2012-01-01", kind=kind)]}  # type: ignore[arg-type]
        yield {"statuses": [held("18b", "2012-01-01", "2020-01-01", kind), held("18b", "2020-01-02")]}  # type: ignore[arg-type]
    for end in ("2026-11-21", "2026-11-22", "2026-12-01", "2026-11", "2022-01-01"):
        yield {"statuses": [held("18b", "2012-01-01", end)]}
        yield {"statuses": [held("18b", "2012-01-01", end)], "fiction_certificate": True}
    for gap in ("2020-05-01", "2020-05-02", "2020-05-03", "2021-05-01"):
        for reason in (
            {},
            {"gap_reason": None},
            {"gap_reason": "late application for renewal"},
            {"gap_reason": "title not renewed for other reasons"},
        ):
            yield {"statuses": [held("18b", "2016-01-01", "2020-05-01"), held("18b", gap)]} | reason
    yield {
        "statuses": [
            held("18b", "2016-01-01", "2020-05-01"),
            held("60a", "2020-05-02", "2020-07-01", "duldung"),
            held("18b", "2020-07-02"),
        ]
    }
    yield {"statuses": [held("81(3) S.2", "2010-01-01", "2021-09-30", "fiktion"), held("18b", "2021-10-01")]}
    yield {"statuses": [held("16b", "2019-01-01", "2022-01-01"), held("81(4)", "2022-01-02", None, "fiktion")]}
    yield {"statuses": [held("18b", "2012-01-01"), held("24", "2022-01-01")]}
    yield {"statuses": [], "fiction_certificate": True}
    yield {"statuses": None}
    for years in (2, 3, 4.5, 5, 6, 7, 8):
        yield {"lawful_residence_years": years}
    for land in ("BY", "NW"):
        yield {"statuses": [held("16b", "2016-09-01", "2022-01-31"), held("18b", "2022-02-01")], "land": land}


def procedures() -> Iterator[Facts]:
    papers = [
        held("AsylG55(1)", "2018-06-01", "2020-06-14", "aufenthaltsgestattung"),
        held("25(2) alt.1", "2020-06-15"),
    ]
    for kind in ("asylum", "refugee", "subsidiary", "deportation ban only", None):
        for decided in ("2020-06-01", "2025-01-01", None):
            yield {"statuses": papers, "protection": {"type": kind, "decided": decided}}
    yield {"statuses": papers}
    yield {"statuses": [papers[0], held("25(3)", "2020-06-15")]}
    yield {"statuses": [papers[0]], "protection": None}


def absences() -> Iterator[Facts]:
    for end in ("2022-06-30", "2022-07-01", "2022-07-02", "2023-01-01", "2023-01-02", "2022-07", None):
        for more in (
            {},
            {"reason": "study"},
            {"reason": "military service"},
            {"reason": "travel"},
            {"permitted_until": "2022-12-01"},
        ):
            yield {"absences": [{"from": "2022-01-01", "to": end} | more]}
            yield {"absences": [{"from": "2022-01-01", "to": end} | more], "nationality": ["IT"]}
    yield {
        "absences": [
            {"from": "2021-01-01", "to": "2021-11-01", "reason": "study"},
            {"from": "2023-01-01", "to": "2023-11-01", "reason": "study"},
        ],
        "nationality": ["IT"],
    }
    yield {"absences": [{"from": f"{year}-01-01", "to": f"{year}-06-28"} for year in range(2018, 2027)]}
    yield {"absences": [{"from": None, "to": "2022-01-01"}]}
    for total in (18, 19, 30, 31, 48, 49):
        yield {"absences_total_months_last_5_years": total}
    for single in (6, 6.5, 9):
        yield {"single_absence_max_months": single}
    for start in ("2020-01-01", "2023-06-01", "2023-06"):
        yield {"new_stay_from": start}


def births() -> Iterator[Facts]:
    for born in ("1999-12-31", "2000-01-01", "2024-06-26", "2024-06-27", "2024-06", "2026-11-01", "2027-01-01", None):
        for since in ("2016-06-26", "2019-06-27", "2019-06-28", "2021-11", None):
            yield {
                "basis": "StAG4(3)",
                "child_born": born,
                "parent": {"lawful_residence_from": since, "unlimited_right": True},
            }
    for parent in (
        {"unlimited_right": False}, {"nationality": ["PL"]}, {"title": "aufenthaltserlaubnis_FZA", "unlimited_right": False},
        {"title": "niederlassungserlaubnis 9"}, {"title": "aufenthaltserlaubnis 18b"}, {},
    ):  # fmt: skip
        yield {
            "basis": "StAG4(3)",
            "child_born": "2026-10-01",
            "parent": {"lawful_residence_from": "2015-01-01"} | parent,
        }
    for start in ("2026-09-30", "2026-10-01", "2026-10-02", None):
        for end in (None, "2026-09-30", "2026-10-01"):
            papers = [held("18b", "2015-01-01", "2026-09-29"), held("9", start, end, "niederlassungserlaubnis")]
            if not (start and end and end < start):
                yield {"basis": "StAG4(3)", "child_born": "2026-10-01", "parent": {"statuses": papers}}
    for years in (4, 5, 8):
        yield {
            "basis": "StAG4(3)",
            "child_born": "2026-10-01",
            "parent": {"lawful_residence_years": years, "unlimited_right": True},
        }
    yield {"basis": "StAG4(3)", "child_born": "2026-10-01", "parent": None}
