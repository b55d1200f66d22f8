"""Fact patterns around every condition of the pre-check: one thing differs from a base at a time, on days of several laws."""

from collections.abc import Iterator

from tests.law.patterns_of_stay import Facts, absences, births, held, procedures, stays

DAYS = ("2022-12-31", "2024-06-26", "2026-11-22")
FULL: Facts = {
    "basis": "StAG10", "age": 30, "identity": {"passport": True}, "nationality": ["SY"], "renunciation": "done",
    "declarations": {"fdgo": True, "historical_responsibility": True}, "language": {"level": "B1"},
    "civics": {"test_score": 17}, "convictions": [], "benefits": [], "livelihood": {"self_and_relatives": True},
    "statuses": [{"kind": "aufenthaltserlaubnis", "section": "25(2) alt.1", "from": "2012-03-01"}],
}  # fmt: skip


def _livelihood() -> Iterator[Facts]:  # noqa: PLR0912
    for benefits in (["SGB2"], ["SGB12"], ["Wohngeld"], ["unknown one"], [], None):
        for more in ({}, {"livelihood": None}, {"livelihood": {"self_and_relatives": False}}, {"livelihood": {}}):
            yield {"benefits": benefits} | more
            yield {"benefits": benefits, "employment": {"full_time_now": True, "weekly_hours": 14}} | more
    drawn: Facts = {"benefits": ["SGB2"], "livelihood": None}
    for covers in (True, False):
        yield {"benefits": ["Wohngeld"], "livelihood": None, "income_covers_need_with_housing_allowance": covers}
    for hours in (0, 14, 15, 20):
        yield {"livelihood": None, "benefits": [], "employment": {"full_time_now": False, "weekly_hours": hours}}
        yield drawn | {"employment": {"full_time_now": False, "weekly_hours": hours}}
    for months in (0, 19, 20, 21, 24, 25, None):
        for now in (True, False, None):
            work = {"full_time_now": now, "full_time_months_last_24": months}
            yield drawn | {"employment": work}
            for child in (True, False, None):
                yield drawn | {"spouse": {"married": True} | work, "minor_child_in_household": child}
            yield drawn | {"partner": {"married": now} | work, "minor_child_in_household": True}
    for since in ("2025-03-22", "2025-03-23", "2025-03", "2024-01-01"):
        for months in (None, 12, 20):
            yield drawn | {
                "employment": {"full_time_now": True, "full_time_since": since, "full_time_months_last_24": months}
            }
    yield drawn | {
        "spouse": {"full_time_now": True, "full_time_months_last_24": 24},
        "single_parent": True,
        "minor_child_in_household": True,
    }
    for applied in ("2023-08-23", "2023-08-24", "2023-08", None):
        for answer in (True, False, None):
            yield drawn | {"application_date": applied, "responsible_for_benefits": answer}
    for entry in ("1969-01-01", "1974-06-30", "1974-07-01", "1990-06-13", "1990-06-14", None):
        for nations in (["TR"], ["VN"]):
            yield drawn | {
                "guest_worker": True,
                "responsible_for_benefits": False,
                "entry": entry,
                "nationality": nations,
                "age": 75,
            }
    yield drawn | {"guest_worker": True, "born": "1990-06-14", "age": None, "responsible_for_benefits": False}
    yield drawn | {
        "guest_worker": True,
        "age": 75,
        "language": {"level": "A2", "oral_everyday": True},
        "civics": {"passed": False},
    }


def _knowing() -> Iterator[Facts]:  # noqa: PLR0912
    for level in ("<A1", "A2", "<B1", "B1", "B2", "C1", None):
        for more in (
            {},
            {"oral_everyday": True, "serious_efforts_documented": True},
            {"oral_everyday": True},
            {"cause": "illness"},
        ):
            yield {"language": {"level": level} | more}
    for cause in ("none", "illiteracy", "old age", "no illness", "because", "disability", "illiteracy and dementia"):
        yield {"language": {"level": "A1", "cause": cause}, "civics": {"passed": False, "cause": cause}}
        yield {"language": {"level": "A1", "cause": cause}, "civics": {"passed": False}}
    for evidence in ("German school-leaving certificate", "telc", "Leben in Deutschland", "a letter"):
        yield {"language": {"evidence": evidence}, "civics": {"evidence": evidence}}
    for score in (14, 15, 16, 17):
        yield {"civics": {"test_score": score}}
    for passed in (True, False, None):
        yield {"civics": {"passed": passed}}
    for course in ("passed", "attended", None):
        yield {"integration_course": course, "civics": None, "language": None}
    for said in ("very good marks", None):
        for level in ("B1", "B2", "C1"):
            for start in ("2016-12-31", "2017-01-01", "2018-06-26", "2018-06-27"):
                yield {
                    "achievement": said,
                    "language": {"level": level},
                    "statuses": [held("18b", start)],
                    "integration_course": "passed",
                }
    for age in (0, 15, 16, 59, 60, 66, 67):
        for more in (
            {},
            {"language": {"age_appropriate": True}, "civics": None, "declarations": None},
            {"legal_representative": "mother"},
        ):
            yield {"age": age} | more
        yield {"age": age, "language": {"level": "A1", "cause": "age"}, "applicant_alone": age < 16}
    for born in ("2010-11-22", "2010-11-23", "2010-11", "2012-02-29", "1960", "2030-01-01"):
        yield {"age": None, "born": born, "language": {"age_appropriate": True}, "civics": None, "declarations": None}


def _person() -> Iterator[Facts]:
    for identity in (
        {"clarified": False},
        {"clarified": True},
        {"own_statements_only": True},
        {"passport": False},
        {"id_card": True},
        {},
        None,
    ):
        for obtainable in ({}, {"passport_obtainable": True}, {"passport_obtainable": False}):
            yield {"identity": identity | obtainable if identity is not None else None}
    for nations in (["stateless"], ["unclear"], ["IT"], ["CH"], ["IT", "TR"], ["NO"], None):
        for said in (
            "unwilling",
            "willing",
            "exception applies",
            "home law requires majority",
            "unwilling, no exception",
            None,
        ):
            yield {"nationality": nations, "renunciation": said}
    yield {"nationality": ["IT"], "statuses": None, "entry": "2021-11-23"}
    yield {"nationality": ["IT"], "statuses": None, "entry": "2021-11"}
    yield {"nationality": ["IT"], "statuses": None}
    yield {"refugee_travel_document": True, "renunciation": "unwilling"}
    for value in (True, False, None):
        yield {"declarations": {"fdgo": value}}
        yield {"declarations": {"historical_responsibility": value}}
        yield {"married_to_several_spouses": value, "pending_investigation": value}
        for day in ("2016-11-22", "2016-11-23", "2016-11", "2026-03-01", None):
            yield {"deception_finding": {"date": day, "final_or_immediately_enforceable": value}}


def _convictions() -> Iterator[Facts]:
    for units in (1, 90, 91, 111, 112, None):
        for kind in (None, "foreign", "deleted", "foreign, not punishable", "im Ausland, auch hier strafbar"):
            yield {"convictions": [{"type": "fine", "day_units": units, "kind": kind}]}
    for months in (1, 3, 3.7, 4, None):
        for suspended in (True, False, None):
            for remitted in (True, False, None):
                for ends in ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11", "2028-01-01", None):
                    entry = {
                        "type": "imprisonment",
                        "months": months,
                        "suspended": suspended,
                        "remitted": remitted,
                        "probation_ends": ends,
                    }
                    if months in (3, 4) or ends is None:
                        yield {"convictions": [entry]}
    for other in (30, 31, 51, 52):
        for formed in (
            {},
            {"aggregate_sentence_day_units": 85},
            {"aggregate_sentence_day_units": 111},
            {"aggregate_sentence_day_units": 112},
        ):
            yield {"convictions": [{"type": "fine", "day_units": 60}, {"type": "fine", "day_units": other}]} | formed
    yield {
        "convictions": [
            {"type": "fine", "day_units": 60},
            {"type": "imprisonment", "months": 1, "suspended": True, "remitted": True},
        ]
    }
    yield {"convictions": [{"type": "youth_measure"}, {"type": "fine", "day_units": 90}]}
    yield {"convictions": [{"type": "fine", "day_units": 10, "hate_motive_found_in_judgment": True}]}
    yield {"convictions": [{"type": "fine", "day_units": 60, "kind": "foreign"}, {"type": "fine", "day_units": 80}]}
    yield {"convictions": [{"type": "fine", "day_units": 60, "kind": "foreign"}, {"type": "fine", "day_units": 120}]}
    yield {"convictions": [{"type": "fine"}, {"type": "fine", "day_units": 20}], "aggregate_sentence_day_units": 80}
    for value in (None, [{}]):
        yield {"convictions": value}


def _other_ways() -> Iterator[Facts]:
    for day in ("2024-11-21", "2024-11-22", "2024-11-23", "2024-11", "2022-06-26", None):
        for lasts in (True, False, None):
            for child in ({}, {"minor_child_in_household": True}):
                yield {"basis": "StAG9", "spouse_german": {"marriage_date": day, "existing": lasts}} | child
    for start in ("2023-11-22", "2023-11-23", "2021-06-26"):
        yield {
            "basis": "StAG9",
            "spouse_german": {"marriage_date": "2015-01-01", "existing": True},
            "statuses": [held("28", start)],
        }
    yield {"basis": "StAG9", "spouse_german": None}
    for answer in (True, False, None):
        yield {"basis": "StAG10(2)", "parent_naturalised_at_same_time": answer}
    for more in (
        {},
        {"benefits": ["SGB2"]},
        {"livelihood": None},
        {"convictions": [{"type": "fine", "day_units": 200}]},
    ):
        for start in ("2018-01-01", "2023-01-01"):
            yield {"basis": "StAG8", "statuses": [held("18b", start)]} | more
    yield {"basis": "StAG8", "statuses": [held("60a", "2014-06-01", kind="duldung")]}


def _settlement() -> Iterator[Facts]:  # noqa: PLR0912
    whole: Facts = {
        "pension_contribution_months": 60,
        "living_space": True,
        "work_permitted": True,
        "revocation_notice": False,
    }
    for basis in ("NE9", "NE26(3)"):
        base = whole | {"basis": basis}
        for section in ("18b", "24", "25(1)", "25(2)", "25(2) alt.1", "25(2) alt.2", "25(3)", "25", "23(4)", None):
            for kind in (None, "refugee", "subsidiary"):
                yield base | {"statuses": [held(section, "2018-01-01")], "protection": {"type": kind}}
        for start in ("2021-11-22", "2021-11-23", "2021-11", "2023-11-22", "2023-11-23"):
            for level in ("A1", "A2", "C1"):
                yield base | {
                    "statuses": [held("25(1)" if basis == "NE26(3)" else "18b", start)],
                    "language": {"level": level},
                }
        title = "25(1)" if basis == "NE26(3)" else "18b"
        for key, values in (
            ("living_space", (False, None)),
            ("work_permitted", (False, None)),
            ("revocation_notice", (True, None)),
        ):
            for value in values:
                yield base | {"statuses": [held(title, "2018-01-01")], key: value}
        for months in (0, 59, 60, None):
            for spouse in (
                {},
                {"spouse": {"pension_contribution_months": 60}},
                {"spouse": {"pension_contribution_months": 59}},
            ):
                yield base | {"statuses": [held(title, "2018-01-01")], "pension_contribution_months": months} | spouse
        for age in (66, 67):
            for work in (
                {"full_time_now": False, "weekly_hours": 0},
                {"full_time_now": True},
                {"full_time_now": False, "weekly_hours": 10},
            ):
                yield base | {
                    "statuses": [held(title, "2018-01-01")],
                    "age": age,
                    "benefits": ["SGB2"],
                    "employment": work,
                }
        yield base | {"statuses": [held(title, "2018-01-01")], "livelihood": None}
        yield base | {"statuses": [held(title, "2018-01-01")], "convictions": [{"type": "fine", "day_units": 10}]}
        yield base | {"statuses": [held(title, "2018-01-01")], "convictions": None}
        yield base | {"statuses": None}
    for study in ("2023-05-31", "2022-05-31"):
        for kind in ("aufenthaltserlaubnis", "visum"):
            yield whole | {
                "basis": "NE9",
                "statuses": [held("16b", "2019-06-01", study, kind), held("18b", "2022-06-01")],
            }


def patterns() -> Iterator[tuple[str, Facts]]:
    """Every pattern with its day: without and with 'others met', the last law for all, earlier ones for § 10."""
    fragments = [
        stays,
        procedures,
        absences,
        _livelihood,
        _knowing,
        _person,
        _convictions,
        _other_ways,
        births,
        _settlement,
    ]
    for source in fragments:
        for n, fragment in enumerate(source()):
            for day in DAYS if source in (stays, _livelihood, _person) and n % 2 == 0 else DAYS[-1:]:
                yield day, FULL | fragment
            basis = fragment.get("basis", "StAG10")
            yield DAYS[-1], {"others_met": True, "basis": basis} | fragment
